using System.Threading.RateLimiting;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>
/// After a POST that may be accepted, a call returns the job or throws the unknown outcome with its id at once. Before it,
/// nothing was sent.
/// </summary>
public sealed class SubmitInterruptionTests : IDisposable
{
    private static readonly Sora2Request Request = new() { Prompt = "x" };

    private readonly CancellationTokenSource caller = new();
    private readonly ManualTimeProvider time = new();   // stands still: what ends, ends at once
    private readonly StubHandler api = new();
    private readonly HttpClient http;
    private readonly EventList seen = new();

    public SubmitInterruptionTests() => http = new HttpClient(api);

    public void Dispose()
    {
        http.Dispose();
        caller.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_EndedWithinTheLookUpOfAConflict_IsUnknownWithItsId(bool isDisposed)
    {
        using var client = Client();
        api.Answer(409, """{"error":"already processed"}""").Do((_, cancellationToken) => HangAsync(client, isDisposed, cancellationToken));
        await IsUnknownAsync(client);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_EndedWithinTheGraceOfReconciling_IsUnknownWithItsIdAtOnce(bool isDisposed)
    {
        using var client = Client(options => options.UnknownOutcomePolicy = UnknownOutcomePolicy.Reconcile);
        api.Answer(500);
        var submission = IsUnknownAsync(client);
        Assert.False(submission.IsCompleted);   // waits for the grace, by a clock that stands still
        End(client, isDisposed);
        await submission;
        Assert.Single(api.Seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_EndedWithinAListOfReconciling_IsUnknownWithItsId(bool isDisposed)
    {
        using var client = Client(options => (options.UnknownOutcomePolicy, options.ReconcileGrace) = (UnknownOutcomePolicy.Reconcile, TimeSpan.Zero));
        api.Answer(500).Do((_, cancellationToken) => HangAsync(client, isDisposed, cancellationToken));
        await IsUnknownAsync(client);
    }

    [Fact]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_NotFoundAndResubmissionFails_IsUnknownWithItsId()
    {
        using var limiter = new OncePermit();
        using var client = Client(options =>
        {
            (options.UnknownOutcomePolicy, options.NotFoundPolicy, options.SubmitLimiter) = (UnknownOutcomePolicy.Reconcile, NotFoundPolicy.Resubmit, limiter);
            (options.ReconcileGrace, options.ReconcileWindow) = (TimeSpan.Zero, TimeSpan.Zero);
        });
        api.Answer(500);
        for (var i = 0; i < 4; i++)
        {
            api.Answer(200, """{"data":[]}""");
        }

        limiter.Spent = caller.Cancel;
        await IsUnknownAsync(client);
        Assert.Single(api.Seen, request => request.Method == "POST");
    }

    [Fact]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_LeaseThrowsOnDispose_StillReturnsTheJob()
    {
        using var limiter = new OncePermit { Failure = new InvalidOperationException("of the limiter") };
        using var client = Client(options => options.SubmitLimiter = limiter);
        api.Answer(202, """{"runId":"vid_1"}""");
        Assert.Equal("vid_1", (await client.SubmitAsync(Request, caller.Token)).RunId);
    }

    [Fact]
    [Trait("Row", "S73")]
    public async Task ExtendAsync_ConflictWithAnEarlierSend_IsUnknownWithItsId()
    {
        using var client = Client();
        api.Answer(409, """{"error":"already processed"}""");
        var job = client.Resume("""{"v":1,"runId":"vid_1","model":"midjourney-video"}""");
        Assert.NotNull((await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.ExtendAsync(job, 0, caller.Token))).SubmissionId);
    }

    [Fact]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_DisposedWhileWaitingForTheLimiter_ReportsNotSent()
    {
        using var client = Client();
        for (var i = 0; i < 50; i++)
        {
            api.Answer(202, """{"runId":"vid_1"}""");
            await client.SubmitAsync(Request, caller.Token);
        }

        await SaysNotSentAsync(client, client.SubmitAsync(Request, caller.Token));
    }

    [Fact]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_DisposedDuringBackoff_ReportsNotSent()
    {
        using var client = Client();
        api.LeavesBodyUnread = true;
        api.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        await SaysNotSentAsync(client, client.SubmitAsync(Request, caller.Token));
    }

    [Fact]
    [Trait("Row", "S73")]
    public async Task ReconcileAsync_Disposed_EndsAtOnce()
    {
        using var client = Client();
        api.Answer(500);
        await IsUnknownAsync(client);
        var reconciling = client.ReconcileAsync(caller.Token);
        Assert.False(reconciling.IsCompleted);
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reconciling);
    }

    [Fact]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_DisposedDuringTheLookUpOfAnOwnId_ReportsNotSent()
    {
        using var client = Client();
        api.Do((_, cancellationToken) => HangAsync(client, isDisposed: true, cancellationToken));
        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            client.SubmitAsync(Request, new SubmitOptions { SubmissionId = Guid.NewGuid() }, caller.Token));
        Assert.DoesNotContain(api.Seen, request => request.Method == "POST");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_EndedWhileAnUnknownIdIsLookedFor_IsUnknownWithItsId(bool isDisposed)
    {
        using var client = Client();
        var options = new SubmitOptions { SubmissionId = Guid.NewGuid() };
        api.Answer(200, """{"data":[]}""").Answer(500).Do((_, cancellationToken) => HangAsync(client, isDisposed, cancellationToken));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, options, caller.Token));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, options, caller.Token));
        Assert.Equal(options.SubmissionId, failure.SubmissionId);
    }

    [Fact]
    [Trait("Row", "S73")]
    public async Task SubmitAsync_DisposedWhileTheServiceIsSilent_IsUnknownAtOnce()
    {
        using var client = Client();
        api.Do((_, cancellationToken) => HangAsync(client, isDisposed: true, cancellationToken));
        await IsUnknownAsync(client);
    }

    private async Task SaysNotSentAsync(NanoGptClient client, Task<VideoJob> submission)
    {
        var sent = api.Seen.Count;
        Assert.False(submission.IsCompleted);
        client.Dispose();
        var failure = await Assert.ThrowsAsync<NanoGptConnectionException>(() => submission);
        Assert.Contains("nothing was sent", failure.Message, StringComparison.Ordinal);
        Assert.IsType<ObjectDisposedException>(failure.InnerException);
        Assert.NotNull(failure.SubmissionId);
        Assert.Equal(sent, api.Seen.Count);
    }

    private async Task IsUnknownAsync(NanoGptClient client)
    {
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, caller.Token));
        Assert.Equal(seen.Events.First(e => e.Kind == NanoGptEventKind.Sending).SubmissionId, failure.SubmissionId);
    }

    private void End(NanoGptClient client, bool isDisposed)
    {
        if (isDisposed)
        {
            client.Dispose();
        }
        else
        {
            caller.Cancel();
        }
    }

    // The answer never comes.
    private Task<HttpResponseMessage> HangAsync(NanoGptClient client, bool isDisposed, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        End(client, isDisposed);
        return answer.Task;
    }

    private NanoGptClient Client(Action<NanoGptClientOptions>? configure = null)
    {
        var options = new NanoGptClientOptions { TimeProvider = time, Observer = seen, JitterSource = () => 1 };
        configure?.Invoke(options);
        return TestClient.New(options, http);
    }

    // One permit; who asks for another ends the test's part, and then waits.
    private sealed class OncePermit : RateLimiter
    {
        private int taken;

        public Action? Spent { get; set; }

        public Exception? Failure { get; init; }

        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(Failure);

        protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref taken) > 1)
            {
                Spent?.Invoke();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new Lease(Failure);
        }

        private sealed class Lease(Exception? failure) : RateLimitLease
        {
            public override bool IsAcquired => true;

            public override IEnumerable<string> MetadataNames => [];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = null;
                return false;
            }

            protected override void Dispose(bool disposing)
            {
                if (failure is not null)
                {
                    throw failure;
                }
            }
        }
    }
}
