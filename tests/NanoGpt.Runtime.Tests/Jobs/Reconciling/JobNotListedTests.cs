using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>A list without the job proves nothing. The id is looked up before a submission counts as not found.</summary>
public sealed class JobNotListedTests : IDisposable
{
    private static readonly Sora2Request Request = new() { Prompt = "x" };

    private readonly ManualTimeProvider time = new() { AutoAdvance = TimeSpan.FromSeconds(60) };
    private readonly FakeService service;
    private readonly FakeServiceHandler handler;
    private readonly HttpClient http;
    private int lists;

    public JobNotListedTests()
    {
        service = new FakeService(time);
        handler = new FakeServiceHandler(service);
        http = new HttpClient(handler);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(7, 8)]
    [InlineData(49, 60)]
    [Trait("Row", "S72")]
    public async Task SubmitAsync_ListShorterThanAskedFor_FindsTheJobByItsId(int pageSize, int others)
    {
        using var client = Client(options => (options.UnknownOutcomePolicy, options.NotFoundPolicy) = (UnknownOutcomePolicy.Reconcile, NotFoundPolicy.Resubmit));
        service.PageSize = pageSize;
        handler.Fault = request => Fault(request, others);
        var job = await client.SubmitAsync(Request, Ct);
        Assert.Equal(job.RunId, service.Jobs.Single(paid => paid.SubmissionId == job.SubmissionId).RunId);
        Assert.Equal(1, service.MostPaidOfOneSubmission);
    }

    [Fact]
    [Trait("Row", "S72")]
    public async Task ReconcileAsync_ServiceIgnoresTheFilter_StaysUnknown()
    {
        using var client = Client();
        (service.PageSize, service.IgnoresFilter) = (5, true);
        handler.Fault = request => Fault(request, others: 9);
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Equal(ReconcileOutcome.Unknown, (await client.ReconcileAsync(failure.SubmissionId!.Value, Ct)).Outcome);
    }

    [Fact]
    [Trait("Row", "S72")]
    public async Task SubmitAsync_OwnIdAndServiceIgnoresTheFilter_IsNotSent()
    {
        using var client = Client();
        await client.SubmitAsync(Request, Ct);
        service.IgnoresFilter = true;
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, new SubmitOptions { SubmissionId = Guid.NewGuid() }, Ct));
        Assert.Single(service.Jobs);
    }

    // A list a round answers for all; each id is asked for once, when its absence has lasted.
    [Fact]
    [Trait("Row", "S72")]
    public async Task ReconcileAsync_SubmissionsNotListed_RequestsEachIdOnce()
    {
        const int Submissions = 5;
        using var client = Client();
        handler.Fault = request => request.Method == HttpMethod.Post ? FakeFault.Busy : Count();
        for (var i = 0; i < Submissions; i++)
        {
            await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        }

        Assert.All(await client.ReconcileAsync(Ct), result => Assert.Equal(ReconcileOutcome.NotFound, result.Outcome));
        Assert.Equal(3 + Submissions, lists);
    }

    [Theory]
    [InlineData(typeof(BrokenCircuitException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(IOException))]
    [Trait("Row", "P35")]
    public async Task ReconcileAsync_LookUpFailsInAnyWay_StaysUnknown(Type failure)
    {
        using var client = Client();
        handler.Fault = _ => FakeFault.Busy;
        var id = (await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct))).SubmissionId!.Value;
        handler.Fault = _ => throw (Exception)Activator.CreateInstance(failure)!;
        Assert.Equal(ReconcileOutcome.Unknown, (await client.ReconcileAsync(id, Ct)).Outcome);
        Assert.Equal(ReconcileOutcome.Unknown, Assert.Single(await client.ReconcileAsync(Ct)).Outcome);
        handler.Fault = _ => FakeFault.None;
        Assert.Equal(ReconcileOutcome.NotFound, (await client.ReconcileAsync(id, Ct)).Outcome);
    }

    [Theory]
    [InlineData(typeof(BrokenCircuitException))]
    [InlineData(typeof(InvalidOperationException))]
    [Trait("Row", "P35")]
    public async Task SubmitAsync_LookUpFailsInAnyWay_IsUnknownWithItsId(Type failure)
    {
        using var client = Client(options => options.UnknownOutcomePolicy = UnknownOutcomePolicy.Reconcile);
        handler.Fault = request => request.Method == HttpMethod.Post ? FakeFault.AnswerLost : throw (Exception)Activator.CreateInstance(failure)!;
        var unknown = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Equal(Assert.Single(service.Jobs).SubmissionId, unknown.SubmissionId);
        handler.Fault = _ => throw (Exception)Activator.CreateInstance(failure)!;
        await Assert.ThrowsAsync<NanoGptException>(() => client.RecoverAsync(cancellationToken: Ct));
    }

    // The answer is lost, and until somebody looks, others submit too.
    private FakeFault Fault(HttpRequestMessage request, int others)
    {
        if (request.Method != HttpMethod.Post)
        {
            return FakeFault.None;
        }

        handler.Fault = next =>
        {
            for (; next.Method == HttpMethod.Get && others > 0; others--)
            {
                service.Handle("POST", "/api/generate-video", $$"""{"conversationUUID":"{{Guid.NewGuid()}}"}""");
            }

            return FakeFault.None;
        };
        return FakeFault.AnswerLost;
    }

    private FakeFault Count()
    {
        lists++;
        return FakeFault.None;
    }

    private NanoGptClient Client(Action<NanoGptClientOptions>? configure = null)
    {
        var options = new NanoGptClientOptions { TimeProvider = time, ReconcileGrace = TimeSpan.FromSeconds(50) };
        configure?.Invoke(options);
        return TestClient.New(options, http);
    }

    // As of a library for resilience that this project does not reference: derived from nothing that HTTP throws.
    private sealed class BrokenCircuitException : Exception;
}
