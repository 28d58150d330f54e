using System.Text.Json;
using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Tests the command line as an installed tool, and a program that calls the emulator that it serves.</summary>
public sealed class ToolTests(PackedFeed feed)
{
    [Fact]
    public async Task Tool_InstalledTool_ExportsEveryModel()
    {
        using var consumer = new Consumer(feed);
        var tool = await InstalledTool.InstallAsync(consumer, feed);

        (await Shell.RunAsync(consumer.Root, tool, "export", "--format", "json", "--out", "models.json")).Succeeded();

        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(consumer.PathOf("models.json"), TestContext.Current.CancellationToken));
        Assert.Equal(
            ["nanogpt: 73", "venice: 136"],
            document.RootElement.GetProperty("models").EnumerateArray().GroupBy(m => m.GetProperty("provider").GetString()).Select(provider => $"{provider.Key}: {provider.Count()}"));
    }

    [Fact]
    public async Task Tool_EmitValidateAndExport_RunInACleanFolder()
    {
        using var consumer = new Consumer(feed);
        var tool = await InstalledTool.InstallAsync(consumer, feed);

        // No compiler is beside the tool, and emitting needs none.
        (await Shell.RunAsync(consumer.Root, tool, "emit", "--out", "code", "--models", "sora-2")).Succeeded();
        (await Shell.RunAsync(consumer.Root, tool, "emit", "--out", "code", "--models", "sora-2", "--check")).Succeeded();
        Assert.True(File.Exists(consumer.PathOf("code/Sora2Request.g.cs")));
        (await Shell.RunAsync(consumer.Root, tool, "schema", "--write", "--out", "json")).Succeeded();
        (await Shell.RunAsync(consumer.Root, tool, "export", "--format", "json-schema", "--out", "schemas")).Succeeded();
        (await Shell.RunAsync(consumer.Root, tool, "export", "--format", "openapi", "--out", "openapi.json")).Succeeded();
        (await Shell.RunAsync(consumer.Root, tool, "export", "--format", "markdown", "--out", "pages")).Succeeded();
        Assert.True(File.Exists(consumer.PathOf("schemas/nanogpt/sora-2.schema.json")) && File.Exists(consumer.PathOf("pages/nanogpt/sora-2.md")));

        consumer.Write("own/provider.yaml", "id: own\ntitle: Own\nsources: { a: { title: A } }\n").Write("own/fields.yaml", "promt: { type: text }\n");
        var validated = (await Shell.RunAsync(consumer.Root, tool, "validate", "own", "--sarif")).Failed();
        Assert.Equal(3, validated.ExitCode);
        Assert.Contains("\"NGPT027\"", validated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_Version_IsThatOfThePackage()
    {
        using var consumer = new Consumer(feed);
        var tool = await InstalledTool.InstallAsync(consumer, feed);

        Assert.Contains(feed.Version, (await Shell.RunAsync(consumer.Root, tool, "--version")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_Serve_GivesAVideoToAProgram()
    {
        using var consumer = new Consumer(feed)
            .Project()
            .Write("App/Program.cs", """
                using NanoGpt;
                using NanoGpt.Models;

                using var client = new NanoGptClient("sk-nano-test", new NanoGptClientOptions
                {
                    BaseAddress = new Uri(args[0]),
                    AllowInsecureLoopback = true,
                    PollInterval = TimeSpan.FromMilliseconds(50),
                });
                var result = await client.GenerateAsync(new Sora2Request { Prompt = "A lighthouse at dusk", Resolution = Sora2Resolution.R720p });
                await result.DownloadAsync(args[1]);
                Console.WriteLine("downloaded");
                """);
        (await consumer.BuildAsync()).Succeeded();
        var tool = await InstalledTool.InstallAsync(consumer, feed);

        await using (var server = InstalledTool.Serve(consumer, tool))
        {
            (await consumer.RunAsync(arguments: [await InstalledTool.ReadAddressAsync(server), "out.mp4"])).Succeeded();
        }

        var bytes = await File.ReadAllBytesAsync(consumer.PathOf("out.mp4"), TestContext.Current.CancellationToken);
        Assert.Equal("ftyp"u8.ToArray(), bytes[4..8]);
    }
}
