using System.Text.Json.Nodes;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Definitions;
using NanoGpt.Directories.Editing;
using NanoGpt.Schema.Files;
using NanoGpt.Testing.Venice;

namespace NanoGpt.Cli.Tests.Sync;

public class VeniceListTests
{
    private const string List = """
        { "object": "list", "type": "video", "data": [
          { "id": "dream-2-text-to-video", "type": "video", "created": 1, "model_spec": { "name": "Dream 2", "privacy": "private", "offline": false, "traits": [], "model_sets": [],
            "constraints": { "model_type": "text-to-video", "aspect_ratios": ["16:9", "1:1"], "resolutions": ["720p", "true_1080p"], "durations": ["5s", "10s"], "audio": true, "audio_configurable": true, "audio_input": false, "video_input": false, "prompt_character_limit": 3500 } } },
          { "id": "dream-2-image-to-video", "type": "video", "model_spec": { "name": "Dream 2", "deprecation": { "date": "2026-09-24T00:00:00.000Z", "replacementModelId": "dream-2-text-to-video" },
            "constraints": { "model_type": "image-to-video", "aspect_ratios": [], "resolutions": ["720p"], "durations": ["8s"], "audio": true, "audio_configurable": false, "audio_input": true, "video_input": false } } },
          { "id": "dream-2-reference-to-video", "type": "video", "model_spec": { "name": "Dream 2 R",
            "constraints": { "model_type": "image-to-video", "aspect_ratios": ["16:9"], "resolutions": [], "durations": ["5s"], "audio": false, "audio_configurable": false } } },
          { "id": "dream-2-edit", "type": "video", "model_spec": { "name": "Dream 2 Edit",
            "constraints": { "model_type": "video", "aspect_ratios": [], "resolutions": ["720p"], "durations": ["Auto"], "video_input": true } } },
          { "id": "sharper", "type": "video", "model_spec": { "name": "Sharper",
            "constraints": { "model_type": "video", "aspect_ratios": [], "resolutions": ["2x", "4x"], "durations": ["Auto"], "video_input": true } } },
          { "id": "dream-2-transition", "type": "video", "model_spec": { "name": "Dream 2 T",
            "constraints": { "model_type": "image-to-video", "aspect_ratios": [], "resolutions": [], "durations": ["5s"], "audio": false, "audio_configurable": false } } },
          { "id": "kling-o3-dream-reference-to-video", "type": "video", "model_spec": { "name": "Kling O3 Dream R2V",
            "constraints": { "model_type": "image-to-video", "aspect_ratios": ["16:9"], "resolutions": [], "durations": ["5s"], "audio": false, "audio_configurable": false } } },
          { "id": "odd", "type": "video", "model_spec": { "name": "Odd", "constraints": { "model_type": "hologram" } } }
        ] }
        """;

    [Fact]
    public async Task Sync_DirectoryWithoutModels_GetsTheListedOnesAndThenChangesNothing()
    {
        var root = Directory.CreateTempSubdirectory("nanogpt-venice-");
        var list = Path.Combine(root.FullName, "list.json");
        try
        {
            await File.WriteAllTextAsync(list, List, TestContext.Current.CancellationToken);
            Directory.CreateDirectory(Path.Combine(root.FullName, "venice", "models"));
            foreach (var file in BuiltInDirectory.Files("venice", $"{root.FullName}/venice").Where(file => file.Kind != FileKind.Model))
            {
                await File.WriteAllTextAsync(file.Path, file.Text, TestContext.Current.CancellationToken);
            }

            var run = await SyncAsync(TextDirectory.Today);
            Assert.Equal(ExitCode.Incomplete, run.Code);
            Assert.Contains("not compared: odd modes: the list does not state what the model makes videos from", run.Output, StringComparison.Ordinal);
            var catalog = Schema.Loading.ModelDirectory.Load(DirectoryFiles.Read(root.FullName), TestContext.Current.CancellationToken);
            Assert.Empty(catalog.Issues);
            Assert.Equal(["dream-2-edit", "dream-2-image-to-video", "dream-2-reference-to-video", "dream-2-text-to-video", "dream-2-transition", "kling-o3-dream-reference-to-video", "sharper"], catalog.Models.Select(model => model.Id));

            var text = catalog.Models.Single(model => model.Id == "dream-2-text-to-video");
            Assert.Equal(("s", true, "5 10"), (text.FindField("duration")!.Wire.Suffix, text.FindField("duration")!.IsRequired, string.Join(' ', text.FindField("duration")!.Values.Select(value => value.Wire))));
            Assert.Equal((3500, "audio"), (text.FindField("prompt")!.MaxLength, text.FindField("generate_audio")!.Wire.Name));

            var image = catalog.Models.Single(model => model.Id == "dream-2-image-to-video");
            Assert.Equal((ModelStatus.Deprecated, "2026-09-24", "dream-2-text-to-video"), (image.Status, image.Since, image.Successor));
            Assert.Equal(2500, image.FindField("prompt")!.MaxLength);
            Assert.True(image.FindField("image")!.IsRequired);
            Assert.Equal("image_url", image.FindField("image")!.Media!.DataKey);
            Assert.Null(image.FindField("aspect_ratio"));

            Assert.NotNull(catalog.Models.Single(model => model.Id == "dream-2-reference-to-video").FindField("reference_images")!.List);
            Assert.Equal("prompt negative_prompt reference_images duration aspect_ratio", Inputs("dream-2-reference-to-video"));
            Assert.Equal("prompt negative_prompt elements scene_images duration aspect_ratio", Inputs("kling-o3-dream-reference-to-video"));
            Assert.Equal("prompt negative_prompt video automatic_duration resolution", Inputs("dream-2-edit"));
            var transition = catalog.Models.Single(model => model.Id == "dream-2-transition");
            Assert.Equal("transition", Assert.Single(transition.Modes));
            Assert.True(transition.FindField("image")!.IsRequired && transition.FindField("end_image")!.IsRequired);
            Assert.All(catalog.Models, model => Assert.StartsWith("Venice", model.TypeName, StringComparison.Ordinal));

            var sharper = catalog.Models.Single(model => model.Id == "sharper");
            Assert.Equal(["video", "automatic_duration", "upscale_factor"], sharper.Fields.Select(input => input.Name));
            Assert.Equal(("Auto", true, "duration"), (sharper.FindField("automatic_duration")!.Fixed!.Text, sharper.FindField("automatic_duration")!.IsSent, sharper.FindField("automatic_duration")!.Wire.Name));

            Assert.Equal("1 2 4", string.Join(' ', sharper.FindField("upscale_factor")!.Values.Select(value => value.Wire)));

            string Inputs(string id) => string.Join(' ', catalog.Models.Single(model => model.Id == id).Fields.Select(input => input.Name));

            var again = await SyncAsync(TextDirectory.Today.AddDays(30));
            Assert.Equal((ExitCode.Incomplete, "not compared: odd modes: the list does not state what the model makes videos from\n"), (again.Code, again.Output));
        }
        finally
        {
            root.Delete(recursive: true);
        }

        Task<Run> SyncAsync(DateTimeOffset day) => TextDirectory.RunOnAsync(day, "sync", "--provider", "venice", "--from", list, "-d", root.FullName, "--write");
    }

    [Fact]
    public async Task Sync_RecordedVeniceList_ChangesNothing()
    {
        var list = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(list, RecordedList.Read().ToJsonString(), TestContext.Current.CancellationToken);
            var run = await TextDirectory.RunOnAsync(TextDirectory.Today, "sync", "--provider", "venice", "--from", list, "-d", Repository.PathOf("schema"));
            Assert.Equal((ExitCode.Ok, "", "The directory matches the list: 3512 facts compared, 0 not compared.\n"), (run.Code, run.Output, run.Error));
        }
        finally
        {
            File.Delete(list);
        }
    }

    [Fact]
    public async Task Sync_NewerVeniceList_ChangesOnlyWhatDiffers()
    {
        var root = Directory.CreateTempSubdirectory("nanogpt-venice-");
        var folder = Path.Combine(root.FullName, "venice");
        var list = Path.Combine(root.FullName, "list.json");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Repository.PathOf("schema/venice"), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(Repository.PathOf("schema/venice"), file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            var newer = RecordedList.Read();
            var ovi = Constraints("ovi-image-to-video");
            ovi["durations"]!.AsArray().Add("10s");
            ovi["prompt_character_limit"] = 4000;
            ovi["audio_input"] = true;
            Constraints("runway-gen4-5")["prompt_character_limit"] = 900;
            Constraints("vidu-q3-image-to-video")["resolutions"]!.AsArray().RemoveAt(0);
            var data = newer["data"]!.AsArray();
            data.Remove(data.Single(item => (string)item!["id"]! == "topaz-video-upscale"));
            data.Add(RecordedList.Entry(new RecordedModel("ovi-2-text-to-video", "Ovi 2", "text", null, ["5s"], ["16:9"], [], "always", [], null, ["private"])));
            await File.WriteAllTextAsync(list, newer.ToJsonString(), TestContext.Current.CancellationToken);

            var run = await SyncAsync(TextDirectory.Today);
            Assert.Equal(ExitCode.Ok, run.Code);
            Assert.Equal(
                """
                new: ovi-2-text-to-video: text-to-video; 3 listed fields
                changed: ovi-image-to-video prompt: up to 4000 characters
                changed: ovi-image-to-video negative_prompt: up to 4000 characters, like the prompt
                changed: ovi-image-to-video audio: the field is listed
                changed: ovi-image-to-video duration: also 10
                disputed: runway-gen4-5 prompt: the list says at most 900 characters
                disputed: vidu-q3-image-to-video resolution: the list says 540p, 720p, 1080p
                vanished: topaz-video-upscale status: not listed any more: removed as of 2026-11-20

                """,
                run.Output);
            var catalog = Schema.Loading.ModelDirectory.Load(DirectoryFiles.Read(root.FullName), TestContext.Current.CancellationToken);
            Assert.Empty(catalog.Issues);
            var model = catalog.Models.Single(model => model.Id == "ovi-image-to-video");
            Assert.Equal((4000, "5 10"), (model.FindField("prompt")!.MaxLength, string.Join(' ', model.FindField("duration")!.Values.Select(value => value.Wire))));
            Assert.Contains("VeniceOvi2TextToVideoRequest.AspectRatio\n", await File.ReadAllTextAsync(Path.Combine(folder, "names.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Equal("", (await SyncAsync(TextDirectory.Today.AddDays(7))).Output);

            JsonObject Constraints(string id) => newer["data"]!.AsArray().Single(item => (string)item!["id"]! == id)!["model_spec"]!["constraints"]!.AsObject();
        }
        finally
        {
            root.Delete(recursive: true);
        }

        Task<Run> SyncAsync(DateTimeOffset day) => TextDirectory.RunOnAsync(day, "sync", "--provider", "venice", "--from", list, "-d", root.FullName, "--write");
    }
}
