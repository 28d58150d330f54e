using System.Threading.RateLimiting;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Http;

public sealed class SharedLimitTests
{
    private static readonly Sora2Request Request = new() { Prompt = "x" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "S18")]
    public async Task SubmitAsync_TwentyWorkers_ShareOneRateLimit()
    {
        var time = new ManualTimeProvider { AutoAdvance = TimeSpan.FromSeconds(60) };
        var service = new FakeService(time);
        using var http = new HttpClient(new FakeServiceHandler(service));
        var start = time.GetTimestamp();
        using var client = TestClient.New(new() { TimeProvider = time, RequestTimeout = TimeSpan.FromDays(40) }, http);
        await Parallel.ForAsync(0, 20, Ct, async (_, cancellationToken) =>
        {
            for (var i = 0; i < 10; i++)
            {
                await client.SubmitAsync(Request, cancellationToken);
            }
        });
        Assert.Equal(200, service.Jobs.Count);
        Assert.True(time.GetElapsedTime(start) >= TimeSpan.FromMinutes(3), "fifty a minute, and no more");
    }

    [Fact]
    [Trait("Row", "S18")]
    public async Task SubmitAsync_RepeatedTooManyRequests_WaitsWithJitter()
    {
        var chance = 0.0;
        using var test = new TestClient(options => options.JitterSource = () => chance += 0.25);
        test.Api.Answer(429).Answer(429).Answer(202, """{"runId":"vid_1"}""");
        await test.Client.SubmitAsync(Request, Ct);
        Assert.Equal(2, test.Time.Waits.Distinct().Count());
    }

    [Fact]
    [Trait("Row", "S51")]
    public async Task SubmitAsync_CanceledWhileWaitingForTheLimiter_IsNotSent()
    {
        using var limiter = new WindowRateLimiter(1, TimeSpan.FromHours(1), new ManualTimeProvider());
        using var test = new TestClient(options => options.SubmitLimiter = limiter);
        test.Api.Answer(202, """{"runId":"vid_1"}""");
        await test.Client.SubmitAsync(Request, Ct);
        using var source = new CancellationTokenSource();
        var second = test.Client.SubmitAsync(Request, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Single(test.Api.Seen);
        Assert.Equal(0, limiter.GetStatistics()!.CurrentQueuedCount);
    }

    [Fact]
    public async Task SubmitLimiter_OfTheCaller_ReplacesTheDefault()
    {
        using var none = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 0 });
        using var taken = none.AttemptAcquire();
        using var test = new TestClient(options => options.SubmitLimiter = none);
        var failure = await Assert.ThrowsAsync<RateLimitException>(() => test.Client.SubmitAsync(Request, Ct));
        Assert.True(failure.IsRetrySafe);
        Assert.Empty(test.Api.Seen);
    }
}
