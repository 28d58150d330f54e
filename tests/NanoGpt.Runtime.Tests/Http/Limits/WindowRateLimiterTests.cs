using System.Threading.RateLimiting;

namespace NanoGpt.Runtime.Tests.Http;

public sealed class WindowRateLimiterTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
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

    [Theory]
    [InlineData(0, 0)]
    [InlineData(25, 0)]
    [InlineData(300, 0)]
    [InlineData(300, 0.3)]
    [InlineData(2500, 0.1)]
    public void However_long_the_way_to_the_handler_no_second_sees_more_than_the_budget(int longestWay, double unused)
    {
        var seen = Send(TimeSpan.FromSeconds(30), longestWay, unused);
        Assert.InRange(Enumerable.Range(0, seen.Count).Max(to => seen.Take(to + 1).Count(at => seen[to] - at < Second)), 1, 10);
    }

    [Fact]
    public void What_is_late_by_little_and_what_is_not_used_costs_no_throughput()
    {
        Assert.InRange(Send(TimeSpan.FromSeconds(30), longestWay: 0, unused: 0).Count, 300, 310);
        Assert.InRange(Send(TimeSpan.FromSeconds(30), longestWay: 25, unused: 0.3).Count, 290, 310);
    }

    [Fact]
    public void After_a_heap_from_idle_the_rest_pass_evenly()
    {
        var seen = Send(TimeSpan.FromSeconds(10), longestWay: 0, unused: 0);
        Assert.Single(seen.Take(10).Distinct());
        Assert.Equal(Second, seen[10] - seen[9]);
        Assert.All(seen.Skip(10).Zip(seen.Skip(11)), pair => Assert.InRange((pair.Second - pair.First).TotalMilliseconds, 80, 101));
    }

    [Fact]
    public void What_is_finer_than_a_timer_is_used_up_all_the_same()
    {
        using var limiter = new WindowRateLimiter(10_000, Second, time);
        var waiting = Enumerable.Range(0, 20_000).Select(_ => limiter.AcquireAsync(1, Ct).AsTask()).ToList();
        Assert.Equal(10_000, waiting.Count(wait => wait.IsCompleted));
        time.Advance(Second * 2);
        Assert.All(waiting, wait => Assert.True(wait.IsCompleted));
    }

    [Fact]
    public async Task After_a_whole_window_without_anybody_all_pass_at_once_again()
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
    public async Task A_permit_to_send_that_is_not_used_is_given_back_at_once()
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
