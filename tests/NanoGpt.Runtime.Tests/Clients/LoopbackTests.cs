using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>Tests the client's own handlers over real sockets.</summary>
public sealed class LoopbackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SubmitAsync_StreamedImage_SendsTheWholeBodyWithContentLength()
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer(202, """{"runId":"vid_1"}"""));
        using var client = Client(server.Address);
        var bytes = new byte[200_000];
        new Random(1).NextBytes(bytes);
        var job = await client.SubmitAsync(
            new Sora2Request { Prompt = "x", Image = ImageInput.FromStream(_ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)), bytes.Length, "image/png") }, Ct);
        Assert.Equal("vid_1", job.RunId);
        var (head, body) = Assert.Single(server.Seen);
        Assert.StartsWith("POST /api/generate-video HTTP/1.1", head, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {body.Length}", head, StringComparison.Ordinal);
        Assert.DoesNotContain("chunked", head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(bytes), JsonDocument.Parse(body).RootElement.GetProperty("imageDataUrl").GetString());
    }

    [Fact]
    [Trait("Row", "S48")]
    public async Task SubmitAsync_RedirectOverASocket_IsNotFollowed()
    {
        await using var elsewhere = new LoopbackServer(LoopbackServer.Answer(202, """{"runId":"vid_1"}"""));
        await using var server = new LoopbackServer(LoopbackServer.Answer(307, "", $"Location: {elsewhere.Address}\r\n"));
        using var client = Client(server.Address);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct));
        Assert.Empty(elsewhere.Seen);
    }

    [Fact]
    [Trait("Row", "S02")]
    public async Task SubmitAsync_ConnectionRefused_IsNotSent()
    {
        Uri address;
        await using (var server = new LoopbackServer())
        {
            address = server.Address;
        }

        using var client = Client(address);
        await Assert.ThrowsAsync<NanoGptConnectionException>(() => client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct));
    }

    [Fact]
    [Trait("Row", "S08")]
    public async Task SubmitAsync_ConnectionEndsAfterTheBody_IsUnknown()
    {
        await using var server = new LoopbackServer("");
        using var client = Client(server.Address);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct));
        Assert.Single(server.Seen);
    }

    [Fact]
    [Trait("Row", "S32")]
    public async Task SubmitAsync_ResponseCutOff_IsUnknown()
    {
        await using var server = new LoopbackServer("HTTP/1.1 202 X\r\nConnection: close\r\n\r\n{\"runId\":\"vid_");
        using var client = Client(server.Address);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct));
    }

    [Fact]
    public async Task DownloadAsync_LoopbackAllowed_SavesTheVideo()
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
        try
        {
            await using var server = new LoopbackServer(LoopbackServer.Answer(200, "\0\0\0\u0018ftypisom and so on"));
            using var client = Client(server.Address);
            var update = new JobUpdate { Status = JobStatus.Completed, Outputs = [new VideoOutput(new Uri(server.Address, "/v.mp4"))] };
            var result = new VideoResult(client, new VideoJob(client, "vid_1", "sora-2"), update);
            await result.DownloadAsync(Path.Combine(folder, "v.mp4"), null, Ct);
            Assert.True(File.Exists(Path.Combine(folder, "v.mp4")));
        }
        finally
        {
            CanaryOfAllTests.Sweep(folder);
        }
    }

    [Theory]
    [Trait("Row", "D24")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task DownloadAsync_AnyNameOfLoopback_SavesTheVideo(string host)
    {
        var isV6 = host[0] == '[';
        Assert.SkipUnless(!isV6 || Socket.OSSupportsIPv6, "This machine has no IPv6.");
        var folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
        try
        {
            var video = "\0\0\0\u0018ftypisom" + new string('x', 3000);
            await using var server = new LoopbackServer(
                isV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback,
                $"HTTP/1.1 200 X\r\nContent-Length: {video.Length}\r\nETag: \"v1\"\r\n\r\n{video[..1000]}",
                LoopbackServer.Answer(
                    206, video[1000..], $"ETag: \"v1\"\r\nContent-Range: bytes 1000-{video.Length - 1}/{video.Length}\r\n"));
            var address = new Uri($"http://{host}:{server.Address.Port}");
            using var client = Client(address);
            var update = new JobUpdate { Status = JobStatus.Completed, Outputs = [new VideoOutput(new Uri(address, "/v.mp4"))] };
            var result = new VideoResult(client, new VideoJob(client, "vid_1", "sora-2"), update);
            await result.DownloadAsync(Path.Combine(folder, "v.mp4"), null, Ct);
            Assert.Equal(video, await File.ReadAllTextAsync(Path.Combine(folder, "v.mp4"), Ct));
        }
        finally
        {
            CanaryOfAllTests.Sweep(folder);
        }
    }

    // One attempt: the servers answer no second one.
    private static NanoGptClient Client(Uri address) => TestClient.New(new() { BaseAddress = address, AllowInsecureLoopback = true, ConnectAttempts = 1 });
}
