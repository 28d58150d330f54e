using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Limits;

public sealed class WindowRateLimiterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task So_many_pass_and_the_rest_wait_in_order()
    {
        using var limiter = new WindowRateLimiter(2, Minute, time);
        Assert.True((await limiter.AcquireAsync(1, Ct)).IsAcquired);
        time.Advance(Minute / 2);
        Assert.True((await limiter.AcquireAsync(1, Ct)).IsAcquired);
        var third = limiter.AcquireAsync(1, Ct).AsTask();
        var fourth = limiter.AcquireAsync(1, Ct).AsTask();
        time.Advance(Minute / 2);
        Assert.True((await third).IsAcquired);
        Assert.False(fourth.IsCompleted);
        time.Advance(Minute / 2);
        Assert.True((await fourth).IsAcquired);
    }

    [Fact]
    public async Task S51_who_stops_waiting_leaves_no_gap()
    {
        using var limiter = new WindowRateLimiter(1, Minute, time);
        await limiter.AcquireAsync(1, Ct);
        using var source = new CancellationTokenSource();
        var second = limiter.AcquireAsync(1, source.Token).AsTask();
        var third = limiter.AcquireAsync(1, Ct).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        time.Advance(Minute);
        Assert.True((await third).IsAcquired);
        Assert.Equal(0, limiter.GetStatistics()!.CurrentQueuedCount);
    }

    [Fact]
    public async Task A_limiter_that_is_gone_lets_nobody_wait_for_ever()
    {
        var limiter = new WindowRateLimiter(1, Minute, time);
        await limiter.AcquireAsync(1, Ct);
        var second = limiter.AcquireAsync(1, Ct).AsTask();
        limiter.Dispose();
        Assert.False((await second).IsAcquired);
    }

    [Fact]
    public void An_attempt_does_not_wait()
    {
        using var limiter = new WindowRateLimiter(1, Minute, time);
        Assert.True(limiter.AttemptAcquire().IsAcquired);
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        time.Advance(Minute);
        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }
}
