using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>Tests handles, which contain their provider, and links, which they contain on request only.</summary>
public sealed class VeniceHandleTests : VeniceTest
{
    private const string Private = """{"model":"elements-sample","queue_id":"q-1","download_url":"https://storage.example.com/private.mp4?signature=s"}""";

    [Fact]
    public async Task Resume_VeniceHandle_RestoresTheJobWithoutALink()
    {
        var client = NewClient();
        var job = await SubmitAsync(client, Private);
        var handle = job.ToHandleJson();
        Assert.DoesNotContain("http", handle, StringComparison.Ordinal);
        var later = client.Resume(handle);
        Assert.Equal(
            (job.Provider, job.RunId, job.Model, job.SubmissionId, job.SubmittedAt, null),
            (later.Provider, later.RunId, later.Model, later.SubmissionId, later.SubmittedAt, later.DownloadLink));
    }

    [Fact]
    public async Task ToHandleJson_IncludeDownloadLink_KeepsTheLink()
    {
        var client = NewClient();
        var job = await SubmitAsync(client, Private);
        var later = client.Resume(job.ToHandleJson(includeDownloadLink: true));
        Assert.Equal(job.DownloadLink, later.DownloadLink);
        Api.Answer(200, """{"status":"COMPLETED"}""");
        Assert.Equal(job.DownloadLink, (await later.WaitAsync(null, Ct)).Outputs[0].Url);
    }

    [Fact]
    public void Resume_HandleOfAnotherProvider_ThrowsFormatException()
    {
        using var test = new TestClient();
        var atNanoGpt = Assert.Throws<FormatException>(() => test.Client.Resume(Handle));
        Assert.Contains("resume it with a VeniceClient", atNanoGpt.Message, StringComparison.Ordinal);
        foreach (var handle in new[] { """{"v":1,"runId":"vid_1","model":"sora-2"}""", """{"v":1,"provider":"nanogpt","runId":"vid_1","model":"sora-2"}""" })
        {
            var atVenice = Assert.Throws<FormatException>(() => NewClient().Resume(handle));
            Assert.Contains("resume it with a NanoGptClient", atVenice.Message, StringComparison.Ordinal);
            Assert.Equal("nanogpt", test.Client.Resume(handle).Provider);
        }

        Assert.Throws<FormatException>(() => NewClient().Resume("""{"v":1,"provider":"elsewhere","runId":"q","model":"m"}"""));
        Assert.Throws<FormatException>(() => NewClient().Resume("""{"v":1,"provider":"venice","runId":"q-1"}"""));   // no model, no job
    }

    [Fact]
    public async Task Client_JobOfAnotherProvider_IsRefused()
    {
        using var test = new TestClient();
        var (client, job, other) = (NewClient(), NewClient().Resume(Handle), test.Job());
        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Client.WaitAsync(job, null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Client.GetStatusAsync(job, Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Client.ExtendAsync(job, 0, Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await client.WaitAsync(other, null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await client.GetStatusAsync(other, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => client.CompleteAsync(other, Ct));
        Assert.Throws<ArgumentException>(() => client.WatchAsync(other, Ct));
        Assert.Empty(Api.Seen);
        Assert.Empty(test.Api.Seen);
    }

    [Fact]
    public async Task ToString_VeniceJob_ShowsNoLink() =>
        Assert.DoesNotContain("http", (await SubmitAsync(NewClient(), Private)).ToString(), StringComparison.Ordinal);
}
