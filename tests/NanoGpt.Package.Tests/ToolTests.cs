using System.Text.Json;
using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>The command line as an installed tool, and a program that talks to what it serves.</summary>
public sealed class ToolTests(PackedFeed feed)
{
    [Fact]
    public async Task InstalledTool_ExportsEveryModel()
    {
        using var consumer = new Consumer(feed);
        var tool = await InstalledTool.InstallAsync(consumer, feed);

        (await Shell.RunAsync(consumer.Root, tool, "export", "--format", "json", "--out", "models.json")).Succeeded();

        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(consumer.PathOf("models.json"), TestContext.Current.CancellationToken));
        Assert.Equal(68, document.RootElement.GetProperty("models").EnumerateArray().Count(m => m.GetProperty("provider").GetString() == "nanogpt"));
    }

    [Fact]
    public async Task Version_IsThePackagesOwn()
    {
        using var consumer = new Consumer(feed);
        var tool = await InstalledTool.InstallAsync(consumer, feed);

        Assert.Contains(feed.Version, (await Shell.RunAsync(consumer.Root, tool, "--version")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_GeneratesAVideo_AgainstServe()
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
