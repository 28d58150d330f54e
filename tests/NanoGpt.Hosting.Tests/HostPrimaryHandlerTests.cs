using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace NanoGpt.Hosting.Tests;

/// <summary>Tests the way from a request to a file over a primary handler of the host, under any loopback name.</summary>
public sealed class HostPrimaryHandlerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Row", "K06")]
    [Trait("Row", "S69")]
    [InlineData("127.0.0.1", "local")]
    [InlineData("localhost", "local")]
    [InlineData("localhost", "host")]
    [InlineData("[::1]", "1")]
    [InlineData("[::1]", "vid")]
    public async Task GenerateAsync_PrimaryHandlerOfTheHostAndKeyInsideResponses_SavesTheVideo(string host, string key)
    {
        const string Video = "\0\0\0\u0018ftypisom and so on";
        var isV6 = host[0] == '[';
        Assert.SkipUnless(!isV6 || Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var media = NewServer(isV6, LoopbackServer.Answer(200, Video));
        var link = $"http://{host}:{media.Address.Port}/local/vid.mp4";
        await using var server = NewServer(
            isV6,
            LoopbackServer.Answer(202, """{"runId":"vid_local_1","model":"sora-2"}"""),
            LoopbackServer.Answer(200, $$$"""{"data":{"status":"COMPLETED","output":{"video":{"url":"{{{link}}}"}} }}"""));
        var services = new ServiceCollection().AddLogging();
        using var primary = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(20) };
        services.AddNanoGpt(options =>
        {
            options.ApiKey = key;
            options.BaseAddress = new Uri($"http://{host}:{server.Address.Port}");
            options.AllowInsecureLoopback = true;
            options.Configure = static client =>
            {
                client.TimeProvider = new ManualTimeProvider { AutoAdvance = TimeSpan.FromSeconds(20) };
                client.DownloadIdleTimeout = TimeSpan.FromSeconds(90);   // no deadline passes, every wait does
            };
        }).ConfigurePrimaryHttpMessageHandler(() => primary);
        await using var provider = services.BuildServiceProvider();

        var folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
        try
        {
            var path = Path.Combine(folder, "v.mp4");
            var request = new RawVideoRequest("sora-2") { AdditionalFields = new() { ["prompt"] = "x" } };
            var result = await provider.GetRequiredService<INanoGptClient>().GenerateAsync(request, null, Ct);
            Assert.Equal(("vid_local_1", link), (result.Job.RunId, Assert.Single(result.Outputs).Url.OriginalString));
            await result.DownloadAsync(path, null, Ct);
            Assert.Equal(Video, await File.ReadAllTextAsync(path, Ct));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.Equal(["POST", "GET"], server.Seen.Select(static seen => seen.Head.Split(' ')[0]));
        Assert.All(server.Seen, seen => Assert.Contains($"Bearer {key}", seen.Head, StringComparison.Ordinal));
        Assert.False(primary.AllowAutoRedirect);
    }

    private static LoopbackServer NewServer(bool isV6, params string[] answers) =>
        new(isV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, answers);
}
