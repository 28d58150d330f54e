using System.Text;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>Tests videos that Venice returns in a response, and those of private models under a link.</summary>
public sealed class VeniceDownloadTests : VeniceTest
{
    private const string Link = "https://storage.example.com/private.mp4?signature=s";

    private static readonly byte[] OtherVideo = [.. Video[..12], .. Enumerable.Repeat((byte)7, 5000)];

    [Theory]
    [Trait("Row", "R05")]
    [InlineData("url")]
    [InlineData("download_url")]
    [InlineData("video_url")]
    [InlineData("videoUrl")]
    public async Task WaitAsync_LinkBesideTheStatus_ReturnsTheVideo(string name)
    {
        var client = NewClient();
        Api.Answer(200, $$"""{"status":"completed","{{name}}":"{{Link}}"}""");
        var result = await client.WaitAsync(client.Resume(Handle), null, Ct);
        Assert.Equal(Link, Assert.Single(result.Outputs).Url.AbsoluteUri);
        Media.Do((_, _) => Task.FromResult(VideoOf(Video)));
        await result.DownloadAsync(Target, null, Ct);
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.DoesNotContain("Authorization", Media.Seen[0].Headers.Keys);
    }

    [Fact]
    public async Task DownloadAsync_VeniceVideo_IsRequestedAgainAndSaved()
    {
        var (_, result) = await FinishedAsync();
        AnswerVideo();
        await result.DownloadAsync(Target, null, Ct);
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.Equal([Target], Directory.GetFiles(Folder));
        Assert.Equal(Api.Seen[^2].Body, Api.Seen[^1].Body);
        Assert.StartsWith("Bearer ", Api.Seen[^1].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Empty(Media.Seen);
    }

    [Fact]
    public async Task DownloadAsync_VeniceVideoCutOff_StartsOver()
    {
        var (_, result) = await FinishedAsync();
        AnswerVideo(Video[..3000], Video.Length);
        Api.Answer(503, """{"error":"The model is at capacity."}""").Throw(new HttpRequestException("x"));
        AnswerVideo();
        await result.DownloadAsync(Target, null, Ct);
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
        Assert.All(Api.Seen, seen => Assert.DoesNotContain("Range", seen.Headers.Keys));
    }

    [Fact]
    public async Task DownloadAsync_VeniceVideoAlwaysCutOff_LeavesNoFileAndCanBeRetried()
    {
        var (_, result) = await FinishedAsync();
        for (var i = 0; i < 5; i++)
        {
            AnswerVideo(Video[..3000], Video.Length);
        }

        var failure = await Assert.ThrowsAsync<DownloadFailedException>(() => result.DownloadAsync(Target, null, Ct));
        Assert.Equal(("q-1", true), (failure.RunId, failure.IsRetrySafe));
        Assert.Empty(Directory.GetFiles(Folder));
        AnswerVideo();
        await result.DownloadAsync(Target, null, Ct);
        Assert.True(File.Exists(Target));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<!doctype html><html><title>Sorry</title></html>", "not a video")]
    [InlineData("""{"error":"Not found, whatever"}""", "not a video")]
    [InlineData(Running, "is not completed (PROCESSING)")]
    [InlineData("""{"status":"COMPLETED","average_execution_time":1,"execution_duration":1}""", "only at the link that it returned at submission")]
    public async Task DownloadAsync_VeniceResponseIsNotAVideo_FailsWithoutAFile(string body, string why)
    {
        var (_, result) = await FinishedAsync();
        AnswerVideo(Encoding.UTF8.GetBytes(body));
        var failure = await Assert.ThrowsAsync<DownloadFailedException>(() => result.DownloadAsync(Target, null, Ct));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task DownloadAsync_VeniceVideoWithWrongContentType_IsSaved()
    {
        var (_, result) = await FinishedAsync();
        AnswerVideo(type: "application/json");
        await result.DownloadAsync(Target, null, Ct);
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
    }

    [Fact]
    public async Task DownloadAsync_VeniceVideoOverTheSizeLimit_IsRefused()
    {
        var (_, result) = await FinishedAsync(options => options.MaxDownloadBytes = 4000);
        AnswerVideo();
        await Assert.ThrowsAsync<DownloadFailedException>(() => result.DownloadAsync(Target, null, Ct));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task DownloadAsync_VeniceVideoDeleted_ThrowsOutputExpired(int status)
    {
        var (_, result) = await FinishedAsync();
        Api.Answer(status, """{"error":"Media could not be found."}""");
        Assert.Equal("q-1", (await Assert.ThrowsAsync<OutputExpiredException>(() => result.DownloadAsync(Target, null, Ct))).RunId);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task DownloadAsync_TooManyRequests_WaitsOrReportsALongLimit()
    {
        var (_, result) = await FinishedAsync();
        Api.Answer(429, "{}", Header("Retry-After", "20"));
        AnswerVideo();
        await result.DownloadAsync(Target, null, Ct);
        Assert.Contains(Time.Waits, wait => wait > TimeSpan.FromSeconds(15) && wait <= TimeSpan.FromSeconds(20));
        Api.Answer(429, "{}", Header("Retry-After", "9000"));
        await Assert.ThrowsAsync<RateLimitException>(() => result.DownloadAsync(Target, overwrite: true, null, Ct));
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
    }

    [Fact]
    public async Task DownloadAsync_KeyRenewed_UsesTheNewKey()
    {
        var (_, result) = await FinishedAsync(options => options.RenewApiKey = () => "another-key");
        Api.Answer(401, """{"error":"Authentication failed"}""");
        AnswerVideo();
        await result.DownloadAsync(Target, null, Ct);
        Assert.Equal("Bearer another-key", Api.Seen[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task DownloadAsync_LinkOfAPrivateModel_IsRequestedWithoutTheKey()
    {
        foreach (var link in new[] { Link, "https://api.venice.ai/api/v1/video/private/q-1.mp4" })
        {
            var client = NewClient();
            var job = await SubmitAsync(client, $$"""{"model":"elements-sample","queue_id":"q-1","download_url":"{{link}}"}""");
            Assert.Equal(link, job.DownloadLink!.ToString());
            Api.Answer(200, """{"status":"COMPLETED","average_execution_time":1,"execution_duration":1}""");
            var result = await job.WaitAsync(null, Ct);
            Assert.True(result.Outputs[0].IsLink);
            Media.Answer(200, Video);
            await result.DownloadAsync(Target, overwrite: true, null, Ct);
            Assert.Equal(link, Media.Seen[^1].Link.ToString());
            Assert.DoesNotContain("Authorization", Media.Seen[^1].Headers.Keys);
        }
    }

    [Theory]
    [InlineData("http://storage.example.com/v.mp4")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user@storage.example.com/v.mp4")]
    public async Task DownloadAsync_UnsafeVeniceLink_IsNotRequested(string link)
    {
        var client = NewClient();
        var job = await SubmitAsync(client, $$"""{"model":"elements-sample","queue_id":"q-1","download_url":"{{link}}"}""");
        Api.Answer(200, """{"status":"COMPLETED"}""");
        var result = await job.WaitAsync(null, Ct);
        Assert.True((await Assert.ThrowsAsync<DownloadFailedException>(() => result.DownloadAsync(Target, null, Ct))).IsUnsafeLink);
        Assert.Empty(Media.Seen);
    }

    [Fact]
    public async Task DownloadAsync_ExpiredVeniceLink_ThrowsOutputExpired()
    {
        var client = NewClient();
        var job = await SubmitAsync(client, $$"""{"model":"elements-sample","queue_id":"q-1","download_url":"{{Link}}"}""");
        Api.Answer(200, """{"status":"COMPLETED"}""");
        var result = await job.WaitAsync(null, Ct);
        Media.Answer(410);
        await Assert.ThrowsAsync<OutputExpiredException>(() => result.DownloadAsync(Target, null, Ct));
    }

    [Fact]
    [Trait("Row", "R04")]
    public async Task DownloadAsync_LinkNotFoundInItsFirstMinute_IsRetried()
    {
        var job = await SubmitAsync(NewClient(), $$"""{"model":"elements-sample","queue_id":"q-1","download_url":"{{Link}}"}""");
        Api.Answer(200, """{"status":"COMPLETED"}""");
        var result = await job.WaitAsync(null, Ct);
        Media.Answer(404).Answer(404).Answer(200, Video);
        await result.DownloadAsync(Target, null, Ct);
        Assert.Equal(Video, await File.ReadAllBytesAsync(Target, Ct));
    }

    [Fact]
    [Trait("Row", "D26")]
    public async Task DownloadAsync_AnotherJobToTheSamePathMeanwhile_IsRefused()
    {
        var (client, result) = await FinishedAsync();
        var other = new VideoResult(client, client.Resume(Handle.Replace("q-1", "q-2", StringComparison.Ordinal)), result.Update);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Api.Do(async (_, _) =>
        {
            await gate.Task;
            return VideoOf(Video);
        });
        var first = result.DownloadAsync(Target, overwrite: true, null, Ct);
        var second = other.DownloadAsync(Target, overwrite: true, null, Ct);
        gate.SetResult();
        await first;
        await Assert.ThrowsAsync<IOException>(() => second);
        AnswerVideo(OtherVideo);
        await other.DownloadAsync(Target, overwrite: true, null, Ct);   // it was not dropped
        Assert.Equal(OtherVideo, await File.ReadAllBytesAsync(Target, Ct));
    }

    [Fact]
    public async Task WaitAsync_PrivateModelWithoutItsLink_ThrowsOutputMissingWithTheRemedy()
    {
        for (var i = 0; i < 20; i++)
        {
            Api.Answer(200, """{"status":"COMPLETED","average_execution_time":1,"execution_duration":1}""");
        }

        var failure = await Assert.ThrowsAsync<OutputMissingException>(() => NewClient().Resume(Handle).WaitAsync(null, Ct));
        Assert.Contains("includeDownloadLink: true", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompleteAsync_Job_RequestsItsDeletion()
    {
        var client = NewClient();
        Api.Answer(200, """{"success":true}""");
        await client.CompleteAsync(client.Resume(Handle), Ct);
        var sent = Assert.Single(Api.Seen);
        Assert.Equal(("https://api.venice.ai/api/v1/video/complete", """{"model":"elements-sample","queue_id":"q-1"}"""), (sent.Link.ToString(), sent.Body));
    }

    [Theory]
    [InlineData(200, """{"success":false}""", typeof(NanoGptException))]
    [InlineData(200, "", typeof(NanoGptException))]
    [InlineData(404, """{"error":"Media could not be found."}""", typeof(JobNotFoundException))]
    [InlineData(401, """{"error":"Authentication failed"}""", typeof(AuthenticationFailedException))]
    [InlineData(500, """{"error":"x"}""", typeof(NanoGptException))]
    public async Task CompleteAsync_ResponseWithoutSuccess_Throws(int status, string body, Type type)
    {
        var client = NewClient();
        Api.Answer(status, body);
        var failure = (NanoGptException)await Assert.ThrowsAsync(type, () => client.CompleteAsync(client.Resume(Handle), Ct));
        Assert.Equal("q-1", failure.RunId);
    }

    private async Task<(VeniceClient Client, VideoResult Result)> FinishedAsync(Action<VeniceClientOptions>? configure = null)
    {
        var client = NewClient(configure);
        AnswerVideo();
        return (client, await client.Resume(Handle).WaitAsync(null, Ct));
    }
}
