using System.Threading.RateLimiting;

namespace NanoGpt.Runtime.Tests.Http;

public sealed class WindowRateLimiterTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AcquireAsync_MoreThanTheWindowAllows_WaitInOrder()
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
    [Trait("Row", "S51")]
    public async Task AcquireAsync_CanceledInTheQueue_LeavesNoGap()
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
    public async Task Dispose_QueuedCallers_AreReleasedWithoutAPermit()
    {
        var limiter = new WindowRateLimiter(1, Minute, time);
        await limiter.AcquireAsync(1, Ct);
        var second = limiter.AcquireAsync(1, Ct).AsTask();
        limiter.Dispose();
        Assert.False((await second).IsAcquired);
    }

    [Fact]
    public void AttemptAcquire_WindowFull_ReturnsAtOnce()
    {
        using var limiter = new WindowRateLimiter(1, Minute, time);
        Assert.True(limiter.AttemptAcquire().IsAcquired);
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        time.Advance(Minute);
        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(25, 0)]
    [InlineData(300, 0)]
    [InlineData(300, 0.3)]
    [InlineData(2500, 0.1)]
    public void AcquireAsync_RequestsThatLeaveLate_StayWithinTheLimit(int longestWay, double unused)
    {
        var seen = Send(TimeSpan.FromSeconds(30), longestWay, unused);
        Assert.InRange(Enumerable.Range(0, seen.Count).Max(to => seen.Take(to + 1).Count(at => seen[to] - at < Second)), 1, 10);
    }

    [Fact]
    public void AcquireAsync_SmallDelaysAndUnusedPermits_KeepTheThroughput()
    {
        Assert.InRange(Send(TimeSpan.FromSeconds(30), longestWay: 0, unused: 0).Count, 300, 310);
        Assert.InRange(Send(TimeSpan.FromSeconds(30), longestWay: 25, unused: 0.3).Count, 290, 310);
    }

    [Fact]
    public void AcquireAsync_AfterAnIdleBurst_ReleasesAtAnEvenRate()
    {
        var seen = Send(TimeSpan.FromSeconds(10), longestWay: 0, unused: 0);
        Assert.Single(seen.Take(10).Distinct());
        Assert.Equal(Second, seen[10] - seen[9]);
        Assert.All(seen.Skip(10).Zip(seen.Skip(11)), pair => Assert.InRange((pair.Second - pair.First).TotalMilliseconds, 80, 101));
    }

    [Fact]
    public void AcquireAsync_IntervalShorterThanATimerTick_UsesTheWholeRate()
    {
        using var limiter = new WindowRateLimiter(10_000, Second, time);
        var waiting = Enumerable.Range(0, 20_000).Select(_ => limiter.AcquireAsync(1, Ct).AsTask()).ToList();
        Assert.Equal(10_000, waiting.Count(wait => wait.IsCompleted));
        time.Advance(Second * 2);
        Assert.All(waiting, wait => Assert.True(wait.IsCompleted));
    }

    [Fact]
    public async Task AttemptAcquire_AfterAnIdleWindow_AllowsAWholeBurst()
    {
        using var limiter = new WindowRateLimiter(2, Minute, time);
        limiter.AttemptAcquire();
        limiter.AttemptAcquire();
        var third = limiter.AcquireAsync(1, Ct).AsTask();
        time.Advance(Minute);
        Assert.True((await third).IsAcquired);
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        time.Advance(Minute);
        Assert.True(limiter.AttemptAcquire().IsAcquired);
        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public async Task SendPermit_DisposedUnused_IsReturnedAtOnce()
    {
        using var limiter = new WindowRateLimiter(1, Minute, time);
        var first = await SendPermit.AcquireAsync(limiter, Ct);
        var second = limiter.AcquireAsync(1, Ct).AsTask();
        time.Advance(Minute * 10);
        Assert.False(second.IsCompleted);   // the first may leave at any moment
        first.Dispose();
        first.Dispose();
        Assert.True((await second).IsAcquired);
        Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    // One after the other asks for a permit, as the schedule of the jobs does; each is on its way to the handler for a while. When they
    // came there, in steps of a millisecond.
    private List<TimeSpan> Send(TimeSpan length, int longestWay, double unused)
    {
        using var limiter = new WindowRateLimiter(10, Second, time);
        var chance = new Random(longestWay);
        var onTheWay = new List<(TimeSpan At, RateLimitLease Permit)>();
        var seen = new List<TimeSpan>();
        var next = SendPermit.AcquireAsync(limiter, Ct);
        for (var now = TimeSpan.Zero; now < length; now += TimeSpan.FromMilliseconds(1))
        {
            while (next.IsCompleted)
            {
                onTheWay.Add((now + TimeSpan.FromMilliseconds(chance.Next(longestWay + 1)), next.Result));
                next = SendPermit.AcquireAsync(limiter, Ct);
            }

            foreach (var (_, permit) in onTheWay.Where(one => one.At <= now))
            {
                if (chance.NextDouble() >= unused)
                {
                    seen.Add(now);
                    SendPermit.NoteSent(permit);
                }

                permit.Dispose();
            }

            onTheWay.RemoveAll(one => one.At <= now);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        return seen;
    }
}
