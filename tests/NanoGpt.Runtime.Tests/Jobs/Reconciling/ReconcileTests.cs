using System.Net;
using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Jobs;

public sealed class ReconcileTests : IDisposable
{
    private static readonly Sora2Request Request = new() { Prompt = "x" };

    private readonly EventList seen = new();
    private readonly TestClient test;

    public ReconcileTests() => test = Client();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => test.Dispose();

    [Fact]
    [Trait("Row", "S61")]
    public async Task ReconcileAsync_UnknownSubmissionIsListed_IsAccepted()
    {
        var id = await UnknownAsync();
        test.Api.Answer(200, Rows(Row("vid_1", id.ToString())));
        var result = Assert.Single(await test.Client.ReconcileAsync(Ct));
        Assert.Equal((id, ReconcileOutcome.Accepted, "vid_1", id), (result.SubmissionId, result.Outcome, result.Job!.RunId, result.Job.SubmissionId));
        Assert.Empty(await test.Client.ReconcileAsync(Ct));
    }

    [Fact]
    public async Task ReconcileAsync_OneListedSubmission_ReturnsWithoutWaiting()
    {
        var id = await UnknownAsync();
        var start = test.Time.GetTimestamp();
        test.Api.Answer(200, Rows(Row("vid_1", id.ToString())));
        Assert.Equal("vid_1", (await test.Client.ReconcileAsync(id, Ct)).Job!.RunId);
        Assert.Equal(TimeSpan.Zero, test.Time.GetElapsedTime(start));
    }

    [Fact]
    public async Task ReconcileAsync_SeveralSubmissions_SendsOneListRequest()
    {
        var ids = new[] { await UnknownAsync(), await UnknownAsync(), await UnknownAsync() };
        test.Api.Answer(200, Rows([.. ids.Select((id, i) => Row($"vid_{i}", id.ToString()))]));
        Assert.All(await test.Client.ReconcileAsync(Ct), result => Assert.Equal(ReconcileOutcome.Accepted, result.Outcome));
        Assert.Equal(4, test.Api.Seen.Count);
    }

    [Fact]
    public async Task ReconcileAsync_SubmissionNotListed_IsNotFoundAfterGraceAndRetries()
    {
        var start = test.Time.GetTimestamp();
        await UnknownAsync();
        test.Api.Answer(200, Rows()).Answer(200, Rows()).Answer(200, Rows()).Answer(200, Rows());
        Assert.Equal(ReconcileOutcome.NotFound, Assert.Single(await test.Client.ReconcileAsync(Ct)).Outcome);
        Assert.Equal(TimeSpan.FromSeconds(50 + 120), test.Time.GetElapsedTime(start));
        Assert.Equal([false, false, false, true], test.Api.Seen.Skip(1).Select(list => list.Link.Query.Contains("conversationUUID", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Row", "S26")]
    public async Task SubmitAsync_Conflict_IsLookedUpOnceAndNeverARefusal()
    {
        Guid id = default;
        test.Api.Do(async (request, cancellationToken) =>
        {
            id = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).RootElement.GetProperty("conversationUUID").GetGuid();
            return new HttpResponseMessage(System.Net.HttpStatusCode.Conflict) { Content = new StringContent("{}") };
        });
        test.Api.LeavesBodyUnread = true;
        test.Api.Do((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StringContent(Rows(Row("vid_1", id.ToString()))) }));
        Assert.Equal("vid_1", (await test.Client.SubmitAsync(Request, Ct)).RunId);

        // An empty list may be early, and one that does not come says nothing: neither makes it a refusal.
        test.Api.Answer(409).Answer(200, Rows());
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request, Ct));
        test.Api.Answer(409).Answer(500, "");
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request, Ct));
    }

    [Fact]
    [Trait("Row", "S63")]
    public async Task ReconcileAsync_FullListOfOtherSubmissions_StaysUnknown()
    {
        await UnknownAsync();
        var others = Rows([.. Enumerable.Range(0, 50).Select(i => Row($"vid_{i}", Guid.NewGuid().ToString()))]);
        for (var i = 0; i < 16; i++)
        {
            test.Api.Answer(200, others);
        }

        var result = Assert.Single(await test.Client.ReconcileAsync(Ct));
        Assert.Equal(ReconcileOutcome.Unknown, result.Outcome);
        Assert.Contains("more recent jobs", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S64")]
    public async Task ReconcileAsync_TwoJobsOfOneSubmission_KeepsTheOldestAndReportsTheOther()
    {
        var id = await UnknownAsync();
        test.Api.Answer(200, Rows(Row("vid_2", id.ToString(), "2026-11-20T12:00:02Z"), Row("vid_1", id.ToString(), "2026-11-20T12:00:01Z")));
        var result = Assert.Single(await test.Client.ReconcileAsync(Ct));
        Assert.Equal(("vid_1", "vid_2"), (result.Job!.RunId, Assert.Single(result.Duplicates).RunId));
        Assert.Equal("vid_2", Assert.Single(seen.Events, e => e.Kind == NanoGptEventKind.DuplicateSubmission).RunId);
    }

    [Theory]
    [InlineData(200, """{"cost":"0.4","currency":"USD"}""", ReconcileOutcome.Unknown)]   // evidence of a job that is not listed
    [InlineData(200, """{"cost":"0","currency":"USD"}""", ReconcileOutcome.NotFound)]
    [InlineData(404, "{}", ReconcileOutcome.NotFound)]   // proves nothing, and changes nothing
    [InlineData(500, "{}", ReconcileOutcome.NotFound)]
    public async Task ReconcileAsync_NotListedButCharged_StaysUnknown(int status, string charge, ReconcileOutcome outcome)
    {
        test.Api.Answer(500, "{}", response => response.Headers.Add("X-Request-ID", "req_1"));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct));
        for (var i = 0; i < 20; i++)
        {
            test.Api.Do((request, _) => Task.FromResult(
                request.RequestUri!.AbsolutePath == "/api/v1/usage/requests/req_1"
                    ? new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(charge) }
                    : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Rows()) }));
        }

        var result = Assert.Single(await test.Client.ReconcileAsync(Ct));

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(outcome == ReconcileOutcome.Unknown, result.Reason!.Contains("it charged 0.4 USD for the request req_1", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Row", "S65")]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(429)]
    public async Task ReconcileAsync_ListFails_StaysUnknown(int status)
    {
        await UnknownAsync();
        for (var i = 0; i < 8; i++)
        {
            test.Api.Answer(status);
        }

        Assert.Equal(ReconcileOutcome.Unknown, Assert.Single(await test.Client.ReconcileAsync(Ct)).Outcome);
    }

    [Fact]
    [Trait("Row", "S65")]
    public async Task ReconcileAsync_ListFailsThenWorks_IsAccepted()
    {
        var id = await UnknownAsync();
        test.Api.Answer(500).Answer(200, "<html>").Answer(200, Rows(Row("vid_1", id.ToString())));
        Assert.Equal(ReconcileOutcome.Accepted, Assert.Single(await test.Client.ReconcileAsync(Ct)).Outcome);
    }

    [Fact]
    [Trait("Row", "S66")]
    public async Task ReconcileAsync_NoLongerOnTheList_IsRequestedByItsId()
    {
        var id = await UnknownAsync();
        test.Api
            .Answer(200, Rows([.. Enumerable.Range(0, 50).Select(i => Row($"vid_{i}", Guid.NewGuid().ToString()))]))
            .Answer(200, Rows(Row("vid_99", id.ToString())));
        Assert.Equal("vid_99", Assert.Single(await test.Client.ReconcileAsync(Ct)).Job!.RunId);
        Assert.Contains($"conversationUUID={id}", test.Api.Seen[^1].Link.Query, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S67")]
    public async Task ReconcileAsync_IdInUpperCase_IsAccepted()
    {
        var id = await UnknownAsync();
        test.Api.Answer(200, Rows(Row("vid_1", id.ToString().ToUpperInvariant())));
        Assert.Equal(ReconcileOutcome.Accepted, Assert.Single(await test.Client.ReconcileAsync(Ct)).Outcome);
    }

    [Fact]
    [Trait("Row", "S67")]
    public async Task ReconcileAsync_ListWithoutSubmissionIds_StaysUnknown()
    {
        await UnknownAsync();
        for (var i = 0; i < 8; i++)
        {
            test.Api.Answer(200, Rows(Row("vid_1", null)));
        }

        Assert.Contains("does not return submission ids", Assert.Single(await test.Client.ReconcileAsync(Ct)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S56")]
    public async Task SubmitAsync_NotFoundByDefault_IsLeftUnresolved()
    {
        using var reconciling = Client(options => options.UnknownOutcomePolicy = UnknownOutcomePolicy.Reconcile);
        reconciling.Api.Answer(500).Answer(200, Rows()).Answer(200, Rows()).Answer(200, Rows()).Answer(200, Rows());
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => reconciling.Client.SubmitAsync(Request, Ct));
        Assert.Contains("does not list it", failure.Message, StringComparison.Ordinal);
        Assert.Single(reconciling.Api.Seen, request => request.Method == "POST");
    }

    [Fact]
    [Trait("Row", "S56")]
    public async Task SubmitAsync_NotFoundAndResubmitEnabled_IsSentAgainOnce()
    {
        using var resubmitting = Client(options => (options.UnknownOutcomePolicy, options.NotFoundPolicy) = (UnknownOutcomePolicy.Reconcile, NotFoundPolicy.Resubmit));
        resubmitting.Api.Answer(500).Answer(200, Rows()).Answer(200, Rows()).Answer(200, Rows()).Answer(200, Rows()).Answer(202, """{"runId":"vid_2"}""");
        Assert.Equal("vid_2", (await resubmitting.Client.SubmitAsync(Request, Ct)).RunId);
        Assert.Single(resubmitting.Api.Seen.Where(request => request.Method == "POST")
            .Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("conversationUUID").GetString()).Distinct());

        resubmitting.Api.Answer(500).Answer(200, Rows()).Answer(200, Rows()).Answer(200, Rows()).Answer(200, Rows()).Answer(500);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => resubmitting.Client.SubmitAsync(Request, Ct));
    }

    [Fact]
    [Trait("Row", "S57")]
    public async Task SubmitAsync_ResponseLost_ReturnsTheReconciledJob()
    {
        var service = new FakeService(test.Time);
        var lost = true;
        using var http = new HttpClient(new FakeServiceHandler(service)
        {
            Fault = _ => Interlocked.Exchange(ref lost, false) ? FakeFault.AnswerLost : FakeFault.None,
        });
        using var client = TestClient.New(new() { TimeProvider = test.Time, UnknownOutcomePolicy = UnknownOutcomePolicy.Reconcile, ReconcileGrace = TimeSpan.FromSeconds(50) }, http);
        Assert.Equal("vid_1", (await client.SubmitAsync(Request, Ct)).RunId);
        Assert.Equal(1, service.MostPaidOfOneSubmission);
    }

    private static string Row(string runId, string? id, string at = "2026-11-20T12:00:00Z") =>
        JsonSerializer.Serialize(new { runId, model = "sora-2", status = "completed", createdAt = at, conversationUUID = id });

    private static string Rows(params string[] rows) => $$"""{"data":[{{string.Join(",", rows)}}]}""";

    private async Task<Guid> UnknownAsync()
    {
        test.Api.Answer(500);
        return (await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request, Ct))).SubmissionId!.Value;
    }

    private TestClient Client(Action<NanoGptClientOptions>? configure = null) => new(options =>
    {
        options.ReconcileGrace = TimeSpan.FromSeconds(50);
        options.Observer = seen;
        configure?.Invoke(options);
    });
}
