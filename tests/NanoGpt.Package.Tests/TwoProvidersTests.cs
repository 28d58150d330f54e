using System.Text.Json.Nodes;
using NanoGpt.Package.Tests.Kit;
using NanoGpt.Testing.Venice;

namespace NanoGpt.Package.Tests;

/// <summary>
/// Tests a second provider outside the repository, from a newer list of models to a program that uses its new types.
/// </summary>
public sealed class TwoProvidersTests(PackedFeed feed)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoProviders_NewerVeniceList_GivesTypesBesideNanoGptAndTheSampleRuns()
    {
        using var consumer = new Consumer(feed, models: "");
        var tool = await InstalledTool.InstallAsync(consumer, feed);
        CopyDirectory(consumer);
        consumer.Write("list.json", NewerList().ToJsonString());

        // The list is taken over, what it made is clean, and what it means for callers is said.
        var sync = (await Shell.RunAsync(consumer.Root, tool, "sync", "--provider", "venice", "--from", "list.json", "-d", "schema", "--write")).Succeeded().Output;
        Assert.Matches(@"new: wan-3-text-to-video: text-to-video; \d+ listed fields", sync);
        Assert.Contains("changed: ovi-image-to-video duration: also 10", sync, StringComparison.Ordinal);
        Assert.Contains("vanished: topaz-video-upscale status: not listed any more: removed as of ", sync, StringComparison.Ordinal);
        Assert.Matches("1 new, [0-9]+ changed, 1 vanished", sync);
        Assert.Contains($"{Models() + 1} models, 0 errors, 0 warnings", (await Shell.RunAsync(consumer.Root, tool, "validate", "schema/venice")).Succeeded().Output, StringComparison.Ordinal);
        var diff = (await Shell.RunAsync(consumer.Root, tool, "diff", Path.Combine(Repository.Root, "schema", "venice"), "schema/venice")).Succeeded().Output;
        Assert.Contains("breaking: venice/topaz-video-upscale status: removed since ", diff, StringComparison.Ordinal);
        Assert.Contains("additive: venice/ovi-image-to-video duration: 10 is allowed ", diff, StringComparison.Ordinal);
        Assert.Contains("additive: venice/wan-3-text-to-video: new model, as VeniceWan3TextToVideoRequest ", diff, StringComparison.Ordinal);
        Assert.Matches("1 breaking, [0-9]+ additive, ", diff);

        // The edited directory takes the place of the built-in one, in the compiler and in the emulator, and the sample uses its new model.
        consumer.Project(
            properties: """
                <NanoGptModels>nanogpt/*;venice/*</NanoGptModels>
                <NanoGptSchemaDirectory>$(MSBuildThisFileDirectory)../schema/</NanoGptSchemaDirectory>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                """,
            items: """<PackageReference Include="NanoGpt.Emulator" Version="$(NanoGptVersion)" />""");
        await CopySampleAsync(consumer);
        consumer.Write("App/Widened.cs", """
            namespace TwoProviders;

            internal static class Widened
            {
                public static NanoGpt.Models.VeniceOviImageToVideoDuration Longer => NanoGpt.Models.VeniceOviImageToVideoDuration.Seconds10;
            }
            """);
        var example = await Readme.ExampleAsync("<!-- example of Venice -->");
        consumer.Write("App/ReadmesExample.cs", $$"""
            using NanoGpt;
            using NanoGpt.Models;

            namespace TwoProviders;

            internal static class ReadmesExample
            {
                public static async Task RunAsync()
                {
                    {{example}}
                }
            }
            """);

        var output = await consumer.BuildAndRunAsync();

        Assert.Contains("""{"model":"wan-26","prompt":""", output, StringComparison.Ordinal);
        Assert.Contains("""{"model":"wan-3-text-to-video","prompt":""", output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^NanoGPT  \S+ USD charged ", output);
        Assert.Matches(@"(?m)^Venice   \S+ USD quoted ", output);
        foreach (var provider in new[] { "nanogpt", "venice" })
        {
            Assert.Equal("ftyp"u8.ToArray(), (await File.ReadAllBytesAsync(consumer.PathOf($"two-providers-output/{provider}.mp4"), Stop))[4..8]);
        }
    }

    /// <summary>The recorded list with a model more, a model less, and a length more.</summary>
    private static JsonObject NewerList()
    {
        var list = RecordedList.Read();
        var models = list["data"]!.AsArray();
        models.Remove(Find("topaz-video-upscale"));
        models.Add(RecordedList.Entry(new RecordedModel("wan-3-text-to-video", "Wan 3", "text", null, ["5s", "10s"], ["16:9", "9:16"], ["720p", "1080p"], "switch", [], null, ["anonymized"])));
        Find("ovi-image-to-video")["model_spec"]!["constraints"]!["durations"]!.AsArray().Add("10s");
        return list;

        JsonNode Find(string id) => models.Single(model => (string)model!["id"]! == id)!;
    }

    private static int Models() => Repository.Files("*.yaml", "schema/venice/models").Count();

    private static void CopyDirectory(Consumer consumer)
    {
        var schema = Path.Combine(Repository.Root, "schema");
        foreach (var file in new[] { "nanogpt", "venice" }.SelectMany(provider => Directory.EnumerateFiles(Path.Combine(schema, provider), "*", SearchOption.AllDirectories)))
        {
            consumer.Write(Path.Combine("schema", Path.GetRelativePath(schema, file)), File.ReadAllText(file));
        }
    }

    private static async Task CopySampleAsync(Consumer consumer)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "TwoProviders"), "*.cs"))
        {
            var text = await File.ReadAllTextAsync(file, Stop);
            consumer.Write(Path.Combine("App", Path.GetFileName(file)), Path.GetFileName(file) switch
            {
                "Program.cs" => Replaced(text, "VeniceWan2_6TextToVideo", "VeniceWan3TextToVideo"),
                "Services.cs" => Replaced(
                    text, "StartAsync(cancellationToken: cancellationToken)",
                    """StartAsync(new EmulatorOptions { Catalog = global::NanoGpt.Schema.Loading.ModelDirectory.Load(global::NanoGpt.Definitions.DirectoryFiles.Read("schema"), cancellationToken) }, cancellationToken)"""),
                _ => text,
            });
        }
    }

    private static string Replaced(string text, string old, string now)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, now, StringComparison.Ordinal);
    }
}
