using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>
/// Tests the journal of a provider that lists no jobs: no job is lost, and unknown outcomes are resolved manually.
/// </summary>
public sealed class VeniceJournalTests : VeniceTest
{
    private const string Private = """{"model":"elements-sample","queue_id":"q-1","download_url":"https://storage.example.com/private.mp4?signature=s"}""";

    [Fact]
    public async Task SubmitAsync_VeniceWithJournal_WritesTheIntentBeforeSending()
    {
        string? seen = null;
        Api.Do((_, _) =>
        {
            seen = ReadLocked();
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(Queued) });
        });
        await NewJournalClient().SubmitAsync(Request, Ct);
        Assert.Contains("\"state\":\"Sending\"", seen, StringComparison.Ordinal);
        Assert.Contains("\"provider\":\"venice\"", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetOpenJobsAsync_PrivateModel_KeepsTheLinkUntilTheVideoIsSaved()
    {
        using (var client = NewJournalClient())
        {
            await SubmitAsync(client, Private);
        }

        using (var client = NewJournalClient())
        {
            var job = Assert.Single(await client.GetOpenJobsAsync(Ct));
            Assert.Equal(("venice", "q-1", "https://storage.example.com/private.mp4?signature=s"), (job.Provider, job.RunId, job.DownloadLink?.ToString()));
            Api.Answer(200, """{"status":"COMPLETED"}""");
            await job.WaitAsync(null, Ct);   // and here the process dies: what is finished is not yet saved
        }

        using (var client = NewJournalClient())
        {
            Api.Answer(200, """{"status":"COMPLETED"}""");
            var result = await Assert.Single(await client.GetOpenJobsAsync(Ct)).WaitAsync(null, Ct);
            Media.Answer(200, Video);
            await result.DownloadAsync(Target, null, Ct);
            Assert.Empty(await client.GetOpenJobsAsync(Ct));
        }

        using var last = NewJournalClient();
        Assert.Empty(await last.GetOpenJobsAsync(Ct));
    }

    [Fact]
    public async Task GetOpenJobsAsync_FailedOrDeletedJob_IsNotListed()
    {
        var client = NewJournalClient();
        var failed = await SubmitAsync(client);
        Api.Answer(422, """{"error":{"message":"x","type":"provider_content_policy","credits_refunded":true}}""");
        await Assert.ThrowsAsync<JobFailedException>(() => failed.WaitAsync(null, Ct));
        var deleted = await SubmitAsync(client);
        Assert.Single(await client.GetOpenJobsAsync(Ct));
        Api.Answer(200, """{"success":true}""");
        await client.CompleteAsync(deleted, Ct);
        Assert.Empty(await client.GetOpenJobsAsync(Ct));
    }

    [Fact]
    public async Task UnknownSubmissions_NextProcess_AreListedUntilResolvedManually()
    {
        using (var client = NewJournalClient())
        {
            Api.Answer(500).Answer(500);
            await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
            await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        }

        var later = NewJournalClient();
        var unknown = await later.GetUnresolvedSubmissionsAsync(Ct);
        Assert.Equal(["elements-sample", "elements-sample"], unknown.Select(submission => submission.Model));
        var job = (await later.ResolveManuallyAsync(unknown[0].SubmissionId, "q-7", Ct))!;
        Assert.Equal(("venice", "q-7", "elements-sample"), (job.Provider, job.RunId, job.Model));
        Assert.Null(await later.ResolveManuallyAsync(unknown[1].SubmissionId, null, Ct));
        Assert.Empty(await later.GetUnresolvedSubmissionsAsync(Ct));
        Assert.Equal("q-7", Assert.Single(await later.GetOpenJobsAsync(Ct)).RunId);
        await Assert.ThrowsAsync<InvalidOperationException>(() => later.ResolveManuallyAsync(unknown[0].SubmissionId, "q-8", Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => later.ResolveManuallyAsync(Guid.NewGuid(), "q-9", Ct));
    }

    [Fact]
    public async Task SubmitAsync_SameOwnIdTwice_SendsOnceAndReturnsTheJob()
    {
        var id = Guid.NewGuid();
        var client = NewJournalClient();
        Api.Answer(200, Queued);
        var job = await client.SubmitAsync(Request, id, Ct);
        Assert.Equal((id, job.RunId), (job.SubmissionId, (await client.SubmitAsync(Request, id, Ct)).RunId));
        Assert.Single(Api.Seen);
        await Assert.ThrowsAsync<ArgumentException>(() => client.SubmitAsync(Request with { Prompt = "another" }, id, Ct));
    }

    [Fact]
    public async Task SubmitAsync_OwnIdWithUnknownOutcome_IsNotSentUntilResolvedManually()
    {
        var id = Guid.NewGuid();
        var client = NewJournalClient();
        Api.Answer(500);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, id, Ct));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, id, Ct));
        Assert.Single(Api.Seen);
        await client.ResolveManuallyAsync(id, null, Ct);
        Api.Answer(200, Queued);
        Assert.Equal("q-1", (await client.SubmitAsync(Request, id, Ct)).RunId);
    }

    [Fact]
    public async Task SubmitAsync_OwnIdWithoutJournal_Throws()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => NewClient().SubmitAsync(Request, Guid.NewGuid(), Ct));
        Assert.Empty(Api.Seen);
    }

    [Fact]
    public async Task SubmitAsync_NewOwnIdAndDroppedRecords_IsSent()
    {
        await File.WriteAllTextAsync(Journal, JournalLines.Sealed("{\"v\":3,\"forgotten\":\"Retention\"}"), Ct);
        Api.Answer(200, Queued);
        Assert.Equal("q-1", (await NewJournalClient().SubmitAsync(Request, Guid.NewGuid(), Ct)).RunId);
    }

    [Theory]
    [InlineData("rubbish\n")]
    [InlineData("\u0000\u0000\u0000\u0000")]
    [Trait("Row", "S71")]
    public async Task SubmitAsync_OwnIdAndDamagedJournal_IsRefusedUntilResolvedManually(string damage)
    {
        var (sent, lost) = (Guid.NewGuid(), Guid.NewGuid());
        await File.WriteAllTextAsync(Journal, damage, Ct);
        using (var client = NewJournalClient())
        {
            foreach (var id in new[] { sent, lost, lost })
            {
                var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, id, Ct));
                Assert.Equal(id, failure.SubmissionId);
                Assert.Contains(nameof(IVeniceClient.ResolveManuallyAsync), failure.Message, StringComparison.Ordinal);
            }

            Assert.Empty(Api.Seen);
            Assert.Equal(new[] { sent, lost }.Order(), (await client.GetUnresolvedSubmissionsAsync(Ct)).Select(submission => submission.SubmissionId).Order());
        }

        var later = NewJournalClient();
        Assert.Equal("q-7", (await later.ResolveManuallyAsync(sent, "q-7", Ct))!.RunId);
        Assert.Equal("q-7", (await later.SubmitAsync(Request, sent, Ct)).RunId);
        await later.ResolveManuallyAsync(lost, null, Ct);
        Api.Answer(200, Queued);
        Assert.Equal("q-1", (await later.SubmitAsync(Request, lost, Ct)).RunId);
        await Assert.ThrowsAsync<ArgumentException>(() => later.SubmitAsync(Request with { Prompt = "another" }, sent, Ct));
    }

    [Theory]
    [InlineData("q/7")]
    [InlineData("q 7")]
    [InlineData("q-7\n")]
    [Trait("Row", "S71")]
    public async Task ResolveManuallyAsync_InvalidRunId_IsRefused(string queueId)
    {
        Api.Answer(500);
        var client = NewJournalClient();
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        var unknown = Assert.Single(await client.GetUnresolvedSubmissionsAsync(Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ResolveManuallyAsync(unknown.SubmissionId, queueId, Ct));
        Assert.Single(await client.GetUnresolvedSubmissionsAsync(Ct));
    }

    [Fact]
    public async Task Constructor_JournalOfAnotherProvider_Throws()
    {
        using (var client = NewJournalClient())
        {
            await SubmitAsync(client);
        }

        var failure = Assert.Throws<JournalException>(() => new NanoGptClient(CanaryWatch.Key, new() { JournalPath = Journal }));
        Assert.Contains("belongs to a client of Venice, not of NanoGPT", failure.Message, StringComparison.Ordinal);
        using var again = NewJournalClient();   // and is not left locked
        Assert.Single(await again.GetOpenJobsAsync(Ct));

        var other = Path.Combine(Folder, "other.jsonl");
        using (var test = new TestClient(options => options.JournalPath = other))
        {
            test.Api.Answer(202, """{"runId":"vid_1"}""");
            await test.Client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct);
        }

        Assert.Throws<JournalException>(() => NewClient(options => options.JournalPath = other));
    }

    // The journal is locked against others; the lock is advisory, so a plain read of the bytes is what a crash would leave.
    private string ReadLocked()
    {
        var copy = Path.Combine(Folder, "copy");
        using (var process = System.Diagnostics.Process.Start("cp", [Journal, copy]))
        {
            process.WaitForExit();
        }

        return File.ReadAllText(copy);
    }

    private VeniceClient NewJournalClient() => NewClient(options => options.JournalPath = Journal);
}
