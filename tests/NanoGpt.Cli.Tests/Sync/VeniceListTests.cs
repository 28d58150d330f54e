using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Schema.Model;

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
          { "id": "odd", "type": "video", "model_spec": { "name": "Odd", "constraints": { "model_type": "hologram" } } }
        ] }
        """;

    [Fact]
    public async Task A_directory_starts_from_the_list_alone_and_a_second_run_changes_nothing()
    {
        var root = Directory.CreateTempSubdirectory("nanogpt-venice-");
        var list = Path.Combine(root.FullName, "list.json");
        try
        {
            await File.WriteAllTextAsync(list, List, TestContext.Current.CancellationToken);
            var run = await SyncAsync(TextDirectory.Today);
            Assert.Equal(ExitCode.Ok, run.Code);
            Assert.Contains("note: odd: the list does not say what it makes videos of: left out", run.Error, StringComparison.Ordinal);
            var catalog = Schema.Loading.ModelDirectory.Load(Emulator.Directories.DirectoryFiles.Read(root.FullName), TestContext.Current.CancellationToken);
            Assert.Empty(catalog.Issues);
            Assert.Equal(["dream-2-edit", "dream-2-image-to-video", "dream-2-reference-to-video", "dream-2-text-to-video", "sharper"], catalog.Models.Select(model => model.Id));

            var text = catalog.Models.Single(model => model.Id == "dream-2-text-to-video");
            Assert.Equal(("s", true, "5 10"), (text.FindInput("duration")!.Wire.Suffix, text.FindInput("duration")!.Required, string.Join(' ', text.FindInput("duration")!.Values.Select(value => value.Wire))));
            Assert.Equal((3500, "audio"), (text.FindInput("prompt")!.MaxLength, text.FindInput("generate_audio")!.Wire.Name));

            var image = catalog.Models.Single(model => model.Id == "dream-2-image-to-video");
            Assert.Equal((ModelStatus.Deprecated, "2026-09-24", "dream-2-text-to-video"), (image.Status, image.Since, image.Successor));
            Assert.Equal(2500, image.FindInput("prompt")!.MaxLength);
            Assert.True(image.FindInput("image")!.Required);
            Assert.Equal("image_url", image.FindInput("image")!.Media!.Data);
            Assert.Null(image.FindInput("aspect_ratio"));

            Assert.NotNull(catalog.Models.Single(model => model.Id == "dream-2-reference-to-video").FindInput("reference_images")!.List);
            var sharper = catalog.Models.Single(model => model.Id == "sharper");
            Assert.Equal(["video", "automatic_duration", "upscale_factor"], sharper.Inputs.Select(input => input.Name));
            Assert.Equal(("Auto", true, "duration"), (sharper.FindInput("automatic_duration")!.Fixed!.Text, sharper.FindInput("automatic_duration")!.Send, sharper.FindInput("automatic_duration")!.Wire.Name));

            var again = await SyncAsync(TextDirectory.Today.AddDays(30));
            Assert.Equal((ExitCode.Ok, ""), (again.Code, again.Output));
        }
        finally
        {
            root.Delete(recursive: true);
        }

        Task<Run> SyncAsync(DateTimeOffset day) => TextDirectory.RunOnAsync(day, "sync", "--provider", "venice", "--from", list, "-d", root.FullName, "--write");
    }
}
