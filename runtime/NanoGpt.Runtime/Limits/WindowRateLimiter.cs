using System.Threading.RateLimiting;

namespace NanoGpt;

/// <summary>
/// Lets so many through in any stretch of time of a length, and the rest wait in the order in which they came. Unlike the limiters of
/// the framework it goes by a <see cref="TimeProvider"/>, and a caller who stops waiting leaves no gap.
/// </summary>
public sealed class WindowRateLimiter : RateLimiter
{
    private readonly object gate = new();
    private readonly LinkedList<Waiter> waiters = [];
    private readonly Queue<long> taken = new();
    private readonly TimeProvider time;
    private readonly TimeSpan window;
    private readonly int permits;
    private readonly ITimer timer;
    private long total;
    private bool isDisposed;

    /// <summary>A limiter.</summary>
    /// <param name="permits">How many may pass.</param>
    /// <param name="window">In any stretch of this length.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    public WindowRateLimiter(int permits, TimeSpan window, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        (this.permits, this.window, time) = (permits, window, timeProvider ?? TimeProvider.System);
        timer = time.CreateTimer(static state => ((WindowRateLimiter)state!).Grant(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration => null;

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics()
    {
        lock (gate)
        {
            DropOld();
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = permits - taken.Count,
                CurrentQueuedCount = waiters.Count,
                TotalSuccessfulLeases = total,
            };
        }
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        CheckCount(permitCount);
        lock (gate)
        {
            return waiters.Count == 0 && TryTake(permitCount) ? Lease.Passed : Lease.Failed;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        CheckCount(permitCount);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RateLimitLease>(cancellationToken);
        }

        Waiter waiter;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (waiters.Count == 0 && TryTake(permitCount))
            {
                return new(Lease.Passed);
            }

            waiter = new Waiter(cancellationToken);
            waiter.Node = waiters.AddLast(waiter);
            if (waiters.Count == 1)
            {
                Arm();
            }
        }

        waiter.Registration = cancellationToken.UnsafeRegister(_ => Leave(waiter), null);
        return new(waiter.Task);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        List<Waiter> left;
        lock (gate)
        {
            isDisposed = true;
            left = [.. waiters];
            waiters.Clear();
        }

        timer.Dispose();
        left.ForEach(static waiter => waiter.TrySetResult(Lease.Failed));
    }

    private void CheckCount(int permitCount) => ArgumentOutOfRangeException.ThrowIfGreaterThan(permitCount, 1);

    private void Grant()
    {
        var granted = new List<Waiter>();
        lock (gate)
        {
            while (waiters.First is { } first && TryTake(1))
            {
                waiters.RemoveFirst();
                granted.Add(first.Value);
            }

            if (waiters.Count > 0)
            {
                Arm();
            }
        }

        foreach (var waiter in granted)
        {
            waiter.Registration.Dispose();
            waiter.TrySetResult(Lease.Passed);
        }
    }

    private void Leave(Waiter waiter)
    {
        lock (gate)
        {
            if (waiter.Node?.List is null)
            {
                return;   // granted at the same moment
            }

            waiters.Remove(waiter.Node);
        }

        waiter.TrySetCanceled(waiter.Token);
    }

    private bool TryTake(int count)
    {
        DropOld();
        if (count == 0)
        {
            return taken.Count < permits;
        }

        if (isDisposed || taken.Count >= permits)
        {
            return false;
        }

        taken.Enqueue(time.GetTimestamp());
        total++;
        return true;
    }

    private void DropOld()
    {
        while (taken.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= window)
        {
            taken.Dequeue();
        }
    }

    private void Arm()
    {
        if (!isDisposed)
        {
            var left = taken.TryPeek(out var oldest) ? window - time.GetElapsedTime(oldest) : TimeSpan.Zero;
            timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Waiter(CancellationToken token) : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public CancellationToken Token { get; } = token;

        public LinkedListNode<Waiter>? Node { get; set; }

        public CancellationTokenRegistration Registration { get; set; }
    }

    private sealed class Lease(bool isAcquired) : RateLimitLease
    {
        public static readonly Lease Passed = new(true);
        public static readonly Lease Failed = new(false);

        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
