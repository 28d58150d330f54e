using System.Threading.RateLimiting;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests the rows P of the fault matrix about the polling loop.</summary>
public sealed class PollMatrixTests : IDisposable
{
    private const string Run = "vid_m1abc123def456";

    private readonly EventList seen = new();
    private readonly TestClient test;

    public PollMatrixTests() => test = new TestClient(options => options.Observer = seen);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => test.Dispose();

    [Fact]
    [Trait("Row", "P02")]
    [Trait("Row", "P03")]
    public async Task WaitAsync_RepeatedNotFound_ThrowsJobNotFound()
    {
        for (var i = 0; i < 6; i++)
        {
            test.Api.Answer(404);
        }

        var old = test.Client.Resume($$"""{"v":1,"runId":"{{Run}}","submittedAt":"2026-11-20T11:00:00Z"}""");
        Assert.Equal(Run, (await Assert.ThrowsAsync<JobNotFoundException>(() => old.WaitAsync(null, Ct))).RunId);
    }

    [Fact]
    [Trait("Row", "P04")]
    public async Task WaitAsync_JobOfAnotherAccount_ThrowsAccessDeniedWithTheRunId()
    {
        test.Api.Answer(403);
        Assert.Equal(Run, (await Assert.ThrowsAsync<JobAccessDeniedException>(() => test.Job().WaitAsync(null, Ct))).RunId);
    }

    [Fact]
    [Trait("Row", "P08")]
    public async Task WaitAsync_UnknownStatusRepeated_NotifiesOnce()
    {
        Status("EXPLODED").Answer(200, """{"data":{"status":"EXPLODED"}}""").Answer(200, """{"data":{"status":7}}""").Answer(200, Golden.Read("status-completed"));
        await test.Job().WaitAsync(null, Ct);
        Assert.Equal(["EXPLODED", "7"], seen.Events.Where(e => e.Kind == NanoGptEventKind.UnknownStatus).Select(e => e.Detail));
    }

    [Fact]
    [Trait("Row", "P09")]
    public async Task WatchAsync_StatusRegresses_NotifiesAndKeepsTheProgress()
    {
        test.Api
            .Answer(200, """{"data":{"status":"IN_PROGRESS","progress":60}}""")
            .Answer(200, """{"data":{"status":"IN_QUEUE","progress":5}}""")
            .Answer(200, Golden.Read("status-completed"));
        var updates = await WatchAsync();
        Assert.Equal([60.0, 60.0], updates.Take(2).Select(update => update.Progress!.Value));
        Assert.Single(seen.Events, e => e.Kind == NanoGptEventKind.StatusRegressed);
    }

    [Fact]
    [Trait("Row", "P11")]
    public async Task WaitAsync_FailedStatus_IsConfirmedByASecondRequest()
    {
        test.Api.Answer(200, Golden.Read("status-failed")).Answer(200, Golden.Read("status-completed"));
        Assert.Single((await test.Job().WaitAsync(null, Ct)).Outputs);
        Assert.Equal(5, Assert.Single(test.Time.Waits).TotalSeconds);

        test.Api.Answer(200, Golden.Read("status-failed")).Answer(503).Answer(200, Golden.Read("status-failed"));
        await Assert.ThrowsAsync<JobFailedException>(() => test.Job().WaitAsync(null, Ct));
    }

    [Fact]
    [Trait("Row", "P16")]
    public async Task WaitAsync_FailedJob_ReportsRefundAndCost()
    {
        const string Failed = """{"data":{"status":"FAILED","error":"x","isNSFWError":true,"cost":0},"refundMessage":"You were refunded."}""";
        test.Api.Answer(200, Failed).Answer(200, Failed);
        var failure = await Assert.ThrowsAsync<JobFailedException>(() => test.Job().WaitAsync(null, Ct));
        Assert.Equal(("You were refunded.", true, 0m), (failure.RefundMessage, failure.IsContentPolicy, failure.Update!.Cost!.Value));
    }

    [Fact]
    [Trait("Row", "P19")]
    public async Task WaitAsync_ResponseAboutAnotherJob_IsReportedAndIgnored()
    {
        test.Api.Answer(200, """{"requestId":"vid_other","data":{"status":"FAILED"}}""").Answer(200, Golden.Read("status-completed"));
        await test.Job().WaitAsync(null, Ct);
        Assert.Single(seen.Events, e => e.Kind == NanoGptEventKind.UnexpectedResponse);
    }

    [Fact]
    [Trait("Row", "P20")]
    public async Task WaitAsync_RepeatedWebPages_ThrowsUnexpectedResponse()
    {
        for (var i = 0; i < 20; i++)
        {
            test.Api.Answer(200, "<html>Sign in to the hotel</html>");
        }

        Assert.Equal(Run, (await Assert.ThrowsAsync<UnexpectedResponseException>(() => test.Job().WaitAsync(null, Ct))).RunId);
    }

    [Fact]
    [Trait("Row", "P23")]
    public async Task GenerateAsync_CostBeforeAndAfter_ReportsBoth()
    {
        test.Api.Answer(202, """{"runId":"vid_m1abc123def456","cost":0.5,"paymentSource":"XNO"}""").Answer(200, Golden.Read("status-completed"));
        var result = await test.Client.GenerateAsync(new Samples.Sora2Request { Prompt = "x" }, null, Ct);
        Assert.Equal((0.5m, "XNO", 0.35m), (result.Job.Cost!.Value, result.Job.PaymentSource, result.Update.Cost!.Value));
    }

    [Fact]
    [Trait("Row", "P24")]
    public async Task WaitAsync_ThousandJobs_ShareOneRateLimit()
    {
        var time = new ManualTimeProvider { AutoAdvance = TimeSpan.FromSeconds(60) };
        var service = new FakeService(time) { RunTime = TimeSpan.Zero };
        using var http = new HttpClient(new FakeServiceHandler(service));
        var start = time.GetTimestamp();
        using var client = TestClient.New(new() { TimeProvider = time, RequestTimeout = TimeSpan.FromDays(40) }, http);
        for (var i = 0; i < 1000; i++)
        {
            service.Handle("POST", "/api/generate-video", $$"""{"conversationUUID":"{{Guid.NewGuid()}}"}""");
        }

        await Task.WhenAll(service.Jobs.Select(job => client.WaitAsync(client.Resume($$"""{"runId":"{{job.RunId}}"}"""), null, Ct)));
        Assert.True(time.GetElapsedTime(start) >= TimeSpan.FromSeconds(99), "ten a second, and no more");
    }

    [Fact]
    [Trait("Row", "P25")]
    public async Task PauseFor_PollsThatWait_AreDelayedUntilThePauseEnds()
    {
        using var scheduler = new PollScheduler(test.Time, new WindowRateLimiter(10, TimeSpan.FromSeconds(1), test.Time));
        test.Time.AutoAdvance = TimeSpan.Zero;
        scheduler.PauseFor(TimeSpan.FromSeconds(30));
        var turns = Enumerable.Range(0, 3).Select(_ => scheduler.WaitForPollSlotAsync(TimeSpan.FromSeconds(1), "vid_1", Ct).AsTask()).ToList();
        test.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.DoesNotContain(turns, turn => turn.IsCompleted);
        test.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(turns);
    }

    [Fact]
    public async Task PollNow_JobThatWaits_IsPolledWithoutItsDelayAndTheOthersAreNot()
    {
        using var scheduler = new PollScheduler(test.Time, new WindowRateLimiter(10, TimeSpan.FromSeconds(1), test.Time));
        test.Time.AutoAdvance = TimeSpan.Zero;
        var first = scheduler.WaitForPollSlotAsync(TimeSpan.FromSeconds(5), "vid_1", Ct).AsTask();
        var second = scheduler.WaitForPollSlotAsync(TimeSpan.FromSeconds(5), "vid_2", Ct).AsTask();

        Assert.True(scheduler.PollNow("vid_2"));

        await second;
        Assert.False(first.IsCompleted);
        Assert.False(scheduler.PollNow("vid_2"));   // it no longer waits
        Assert.False(scheduler.PollNow("vid_3"));
        test.Time.Advance(TimeSpan.FromSeconds(5));
        await first;
    }

    [Fact]
    public async Task PollNow_ManyTimes_KeepsTheRateLimitAndThePause()
    {
        using var scheduler = new PollScheduler(test.Time, new WindowRateLimiter(1, TimeSpan.FromSeconds(1), test.Time));
        test.Time.AutoAdvance = TimeSpan.Zero;
        scheduler.PauseFor(TimeSpan.FromSeconds(2));
        var polls = Enumerable.Range(0, 2).Select(_ => scheduler.WaitForPollSlotAsync(TimeSpan.FromMinutes(1), "vid_1", Ct).AsTask()).ToList();
        Assert.All(Enumerable.Range(0, 3), _ => Assert.True(scheduler.PollNow("vid_1")));

        Assert.DoesNotContain(polls, static poll => poll.IsCompleted);
        test.Time.Advance(TimeSpan.FromSeconds(2));
        await Task.WhenAny(polls);
        Assert.Equal([true, false], polls.Select(static poll => poll.IsCompleted).OrderDescending());
    }

    [Fact]
    [Trait("Row", "P25")]
    public async Task WaitAsync_TooManyRequests_PausesForRetryAfter()
    {
        test.Api.Answer(429, "", response => response.Headers.TryAddWithoutValidation("Retry-After", "40")).Answer(200, Golden.Read("status-completed")).Answer(200, Golden.Read("status-completed"));
        await test.Job().WaitAsync(null, Ct);
        Assert.Equal(40, test.Time.Waits.Max().TotalSeconds);
    }

    [Fact]
    [Trait("Row", "P25")]
    public async Task WatchAsync_TooManyRequestsForOneJob_PausesTheOtherJobs()
    {
        var asked = new CountingLimiter();
        var told = new TaskCompletionSource();
        using var both = new TestClient(options => (options.StatusLimiter, options.Observer) = (asked, new Trouble(told)));
        both.Time.AutoAdvance = TimeSpan.Zero;
        both.Api
            .Answer(200, Golden.Read("status-in-progress"))
            .Answer(429, "", response => response.Headers.TryAddWithoutValidation("Retry-After", "40"));
        await using var first = both.Job().WatchAsync(Ct).GetAsyncEnumerator(Ct);
        Assert.True(await first.MoveNextAsync());
        var next = first.MoveNextAsync().AsTask();   // due in 5 s
        await using var second = both.Job().WatchAsync(Ct).GetAsyncEnumerator(Ct);
        var refused = second.MoveNextAsync().AsTask();
        await told.Task;
        both.Time.Advance(TimeSpan.FromSeconds(39));
        Assert.Equal(2, asked.Count);
        both.Api.Answer(200, Golden.Read("status-completed")).Answer(200, Golden.Read("status-completed"));
        both.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await next);
        Assert.True(await refused);
    }

    [Fact]
    [Trait("Row", "P28")]
    public async Task WatchAsync_SlowConsumer_GetsTheNewestUpdateOnly()
    {
        for (var i = 0; i < 2; i++)
        {
            test.Api.Answer(200, Golden.Read("status-in-progress"));
        }

        test.Api.Answer(200, Golden.Read("status-completed"));
        await foreach (var update in test.Job().WatchAsync(Ct))
        {
            var asked = test.Api.Seen.Count;
            test.Time.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(asked, test.Api.Seen.Count);   // nothing is asked while the consumer is busy
        }

        Assert.Equal(3, test.Api.Seen.Count);
    }

    [Fact]
    [Trait("Row", "P31")]
    public async Task WaitAsync_WallClockJumps_KeepsIntervalsAndTimeout()
    {
        using var limited = new TestClient(options => options.WaitTimeout = TimeSpan.FromSeconds(12));
        limited.Time.AutoAdvance = TimeSpan.FromSeconds(10);   // not to the deadline itself
        for (var i = 0; i < 4; i++)
        {
            limited.Api.Do((_, _) =>
            {
                limited.Time.WallClockError += TimeSpan.FromHours(5);
                return Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(Golden.Read("status-in-progress")) });
            });
        }

        await Assert.ThrowsAsync<WaitTimedOutException>(() => limited.Job().WaitAsync(null, Ct));
        Assert.Equal([5, 5, 5], limited.Time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    [Trait("Row", "P32")]
    public async Task WaitAsync_ClientDisposed_ThrowsWaitCanceledWithTheJob()
    {
        test.Time.AutoAdvance = TimeSpan.Zero;
        test.Api.Answer(200, Golden.Read("status-in-progress"));
        var wait = test.Job().WaitAsync(null, Ct);
        test.Client.Dispose();
        Assert.Equal(Run, (await Assert.ThrowsAsync<WaitCanceledException>(() => wait)).Job.RunId);
    }

    [Fact]
    public async Task WaitAsync_EstimatedTimeRemaining_OverridesThePollingInterval()
    {
        test.Api
            .Answer(200, """{"data":{"status":"IN_PROGRESS","estimatedTimeRemaining":18}}""")
            .Answer(200, """{"data":{"status":"IN_PROGRESS","estimatedTimeRemaining":900}}""")
            .Answer(200, """{"data":{"status":"IN_PROGRESS"}}""", response => response.Headers.TryAddWithoutValidation("Retry-After", "50"))
            .Answer(200, Golden.Read("status-completed"));
        await test.Job().WaitAsync(null, Ct);
        Assert.Equal([18, 30, 50], test.Time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task WaitAsync_LegacyStatusPath_IsRequested()
    {
        using var legacy = new TestClient(options => options.StatusEndpoint = StatusEndpoint.Legacy);
        legacy.Api.Answer(200, Golden.Read("status-legacy-completed"));
        await legacy.Job().WaitAsync(null, Ct);
        Assert.Equal("/api/generate-video/status?runId=vid_m1abc123def456&model=veo2-video", legacy.Api.Seen[0].Link.PathAndQuery);
    }

    private StubHandler Status(string word) => test.Api.Answer(200, $$$"""{"data":{"status":"{{{word}}}"}}""");

    private async Task<List<JobUpdate>> WatchAsync()
    {
        var updates = new List<JobUpdate>();
        await foreach (var update in test.Job().WatchAsync(Ct))
        {
            updates.Add(update);
        }

        return updates;
    }

    // Lets everything through and counts it; asked by the schedule at the moment when a question is due.
    private sealed class CountingLimiter : RateLimiter
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

        protected override RateLimitLease AttemptAcquireCore(int permitCount)
        {
            Interlocked.Increment(ref count);
            return new Lease();
        }

        private sealed class Lease : RateLimitLease
        {
            public override bool IsAcquired => true;

            public override IEnumerable<string> MetadataNames => [];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = null;
                return false;
            }
        }
    }

    private sealed class Trouble(TaskCompletionSource told) : NanoGptObserver
    {
        public override void OnEvent(NanoGptEvent e)
        {
            if (e.Kind == NanoGptEventKind.PollFailed)
            {
                told.TrySetResult();
            }
        }
    }
}
