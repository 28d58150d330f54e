using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>
/// An extension costs money like a submission: it has the same outcomes, uses the same journal and is sent once.
/// </summary>
public sealed class ExtensionTests : IDisposable
{
    private const string Accepted = """{"success":true,"runId":"vid_2","id":"vid_2","taskId":"t","status":"pending","model":"midjourney-video","eta":60}""";

    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;
    private readonly EventList seen = new();
    private readonly TestClient test;

    public ExtensionTests() => test = Client();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Journal => Path.Combine(folder, "jobs.jsonl");

    public void Dispose()
    {
        test.Dispose();
        CanaryOfAllTests.Sweep(folder);
    }

    [Fact]
    public async Task ExtendAsync_Accepted_SendsOnePostAndReturnsTheJob()
    {
        test.Api.Answer(202, Accepted);
        var job = await test.Client.ExtendAsync(test.Job(), 3, Ct);
        Assert.Equal(("vid_2", "midjourney-video"), (job.RunId, job.Model));
        Assert.Equal("""{"runId":"vid_m1abc123def456","index":3}""", test.Api.Seen[0].Body);
        Assert.Equal("vid_2", Assert.Single(await test.Client.GetOpenJobsAsync(Ct)).RunId);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => test.Client.ExtendAsync(test.Job(), 4, Ct));
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    public async Task ExtendAsync_WithJournal_WritesTheIntentBeforeSending()
    {
        test.Api.Do((_, _) =>
        {
            Assert.Contains(seen.Events, e => e.Kind == NanoGptEventKind.Sending);   // told when it is on the disk
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Accepted) { Content = new StringContent(Accepted) });
        });
        await test.Client.ExtendAsync(test.Job(), 0, Ct);
        test.Client.Dispose();
        var lines = File.ReadAllLines(Journal).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["Sending", "Accepted"], lines.Select(line => line.GetProperty("state").GetString()));
        Assert.All(lines, line => Assert.Equal("vid_m1abc123def456", line.GetProperty("extends").GetString()));
    }

    [Fact]
    public async Task ExtendAsync_JournalCannotBeWritten_IsNotSent()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        using var full = Client("/dev/full");
        await Assert.ThrowsAsync<JournalException>(() => full.Client.ExtendAsync(full.Job(), 0, Ct));
        Assert.Empty(full.Api.Seen);
    }

    [Theory]
    [InlineData(400, typeof(RequestRejectedException))]
    [InlineData(402, typeof(InsufficientBalanceException))]
    [InlineData(401, typeof(AuthenticationFailedException))]
    [InlineData(403, typeof(JobAccessDeniedException))]
    public async Task ExtendAsync_ClientErrorStatus_ThrowsItsRejection(int status, Type type)
    {
        test.Api.Answer(status);
        var failure = (NanoGptException)await Assert.ThrowsAsync(type, () => test.Client.ExtendAsync(test.Job(), 0, Ct));
        Assert.NotNull(failure.SubmissionId);
        Assert.Empty(await test.Client.ReconcileAsync(Ct));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(408)]
    [InlineData(302)]
    [InlineData(202)]   // without a job
    public async Task ExtendAsync_UnclearResponse_IsUnknownAndNotResent(int status)
    {
        var id = await UnknownAsync(status);
        Assert.Single(test.Api.Seen);
        for (var i = 0; i < 3; i++)
        {
            test.Api.Answer(200, Rows());
        }

        Assert.Equal((id, ReconcileOutcome.NotFound), Outcome(Assert.Single(await test.Client.ReconcileAsync(Ct))));
    }

    [Fact]
    public async Task ExtendAsync_CanceledInFlight_IsUnknown()
    {
        using var source = new CancellationTokenSource();
        test.Api.Do((_, cancellationToken) =>
        {
            source.Cancel();
            return Task.FromCanceled<HttpResponseMessage>(cancellationToken);
        });
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.ExtendAsync(test.Job(), 0, source.Token));
    }

    [Fact]
    public async Task ReconcileAsync_ExtensionWithCandidateJobs_StaysUnknownUntilResolvedManually()
    {
        var id = await UnknownAsync(500);
        for (var i = 0; i < 8; i++)
        {
            test.Api.Answer(200, Rows(
                ("vid_7", "veo2-video", null),                        // of its model, and nobody's
                ("vid_8", "sora-2", null),                            // of another model
                ("vid_9", "veo2-video", Guid.NewGuid()),              // a submission
                ("vid_m1abc123def456", "veo2-video", null)));         // what was extended
        }

        var result = Assert.Single(await test.Client.ReconcileAsync(Ct));
        Assert.Equal((id, ReconcileOutcome.Unknown), Outcome(result));
        Assert.Equal("an extension has no submission id; its job may be vid_7", result.Reason);

        Assert.Equal(id, (await test.Client.ResolveManuallyAsync(id, "vid_7", Ct))!.SubmissionId);
        Assert.Empty(await test.Client.ReconcileAsync(Ct));
        Assert.Equal("vid_7", Assert.Single(await test.Client.GetOpenJobsAsync(Ct)).RunId);
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Client.ResolveManuallyAsync(id, null, Ct));
    }

    [Fact]
    public async Task ReconcileAsync_ExtensionOfAnEarlierProcess_IsNotFoundAndCanBeResolved()
    {
        var id = await UnknownAsync(500);
        test.Client.Dispose();
        using var later = Client();
        for (var i = 0; i < 3; i++)
        {
            later.Api.Answer(200, Rows());
        }

        Assert.Equal((id, ReconcileOutcome.NotFound), Outcome(Assert.Single(await later.Client.ReconcileAsync(Ct))));
        Assert.Null(await later.Client.ResolveManuallyAsync(id, null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => later.Client.SubmitAsync(
            new RawVideoRequest("sora-2") { AdditionalFields = new() { ["prompt"] = "x" } }, new SubmitOptions { SubmissionId = id }, Ct));
    }

    [Fact]
    public async Task ReconcileAsync_ExtensionAndFullList_StaysUnknown()
    {
        await UnknownAsync(500);
        var full = Rows([.. Enumerable.Range(0, 50).Select(i => ($"vid_{i}", "sora-2", (Guid?)Guid.NewGuid()))]);
        for (var i = 0; i < 8; i++)
        {
            test.Api.Answer(200, full);
        }

        Assert.Contains("more recent jobs", Assert.Single(await test.Client.ReconcileAsync(Ct)).Reason, StringComparison.Ordinal);
    }

    private static (Guid, ReconcileOutcome) Outcome(ReconciliationResult result) => (result.SubmissionId, result.Outcome);

    private static string Rows(params (string RunId, string Model, Guid? Id)[] rows) =>
        JsonSerializer.Serialize(new { data = rows.Select(row => new { runId = row.RunId, model = row.Model, conversationUUID = row.Id }) });

    private async Task<Guid> UnknownAsync(int status)
    {
        test.Api.Answer(status);
        return (await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.ExtendAsync(test.Job(), 0, Ct))).SubmissionId!.Value;
    }

    private TestClient Client(string? journal = null) => new(options =>
    {
        options.JournalPath = journal ?? Journal;
        options.ReconcileGrace = TimeSpan.FromSeconds(50);
        options.Observer = seen;
    });
}
