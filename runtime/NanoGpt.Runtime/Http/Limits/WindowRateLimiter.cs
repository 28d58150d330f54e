using System.Threading.RateLimiting;
using NanoGpt.Http;

namespace NanoGpt;

/// <summary>
/// Lets so many through in any stretch of time of a length, and the rest wait in the order in which they came. Unlike the limiters of
/// the framework it goes by a <see cref="TimeProvider"/>, and a caller who stops waiting leaves no gap.
/// </summary>
/// <remarks>
/// After a whole length without anybody, all permits may be taken at once. From the moment when somebody has to wait, all pass evenly
/// spread over the length, so that what they send does not come in heaps. What a client sends counts from when it has left.
/// </remarks>
public sealed class WindowRateLimiter : RateLimiter
{
    // Timers come late by some milliseconds; what is late by no more does not delay the next.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(366);

    private readonly object gate = new();
    private readonly LinkedList<Waiter> waiters = [];
    private readonly Queue<TimeSpan> taken = new();   // when each permit's window ends
    private readonly TimeProvider time;
    private readonly TimeSpan window;
    private readonly TimeSpan pace;
    private readonly int permits;
    private readonly ITimer timer;
    private readonly long origin;
    private int held;   // permits whose window has not begun
    private bool isCrowded;
    private TimeSpan due;   // of the next, in a crowd
    private long total;
    private bool isDisposed;

    /// <summary>Initializes a limiter.</summary>
    /// <param name="permits">The number of permits in any period as long as <paramref name="window"/>. At least 1.</param>
    /// <param name="window">The length of the window. Above 0, at most 366 days.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public WindowRateLimiter(int permits, TimeSpan window, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, LongestWindow);
        (this.permits, this.window, time) = (permits, window, timeProvider ?? TimeProvider.System);
        (pace, origin) = (window / permits, time.GetTimestamp());
        timer = time.CreateTimer(static state => ((WindowRateLimiter)state!).Grant(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration => null;

    private TimeSpan Now => time.GetElapsedTime(origin);

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics()
    {
        lock (gate)
        {
            DropOld(Now);
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = permits - taken.Count - held,
                CurrentQueuedCount = waiters.Count,
                TotalSuccessfulLeases = total,
            };
        }
    }

    /// <summary>Waits for a permit whose window begins when the request has left.</summary>
    internal ValueTask<RateLimitLease> AcquireToSendAsync(CancellationToken ct) => EnterAsync(1, isToSend: true, ct);

    /// <summary>A request has left: its window begins.</summary>
    internal void NoteSent()
    {
        lock (gate)
        {
            held--;
            taken.Enqueue(Now + window);
            Arm();
        }
    }

    /// <summary>A permit to send was not used.</summary>
    internal void GiveBack()
    {
        lock (gate)
        {
            held--;
            due -= pace;
        }

        Grant();
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        CheckCount(permitCount);
        lock (gate)
        {
            return Enter(permitCount, isToSend: false) ?? Lease.Failed;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        CheckCount(permitCount);
        return EnterAsync(permitCount, isToSend: false, cancellationToken);
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

    private ValueTask<RateLimitLease> EnterAsync(int count, bool isToSend, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RateLimitLease>(ct);
        }

        Waiter waiter;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (Enter(count, isToSend) is { } lease)
            {
                return new(lease);
            }

            isCrowded = true;
            waiter = new Waiter(count, isToSend, ct);
            waiter.Node = waiters.AddLast(waiter);
            if (waiters.Count == 1)
            {
                Arm();
            }
        }

        waiter.Registration = ct.UnsafeRegister(_ => GiveUp(waiter), null);
        return new(waiter.Task);
    }

    // Who comes passes if nobody waits; null if not.
    private RateLimitLease? Enter(int count, bool isToSend)
    {
        if (isDisposed || waiters.Count > 0)
        {
            return null;
        }

        var now = Now;
        DropOld(now);
        isCrowded &= taken.Count + held > 0;
        return MayPass(now) ? Pass(count, isToSend, now) : null;
    }

    private void Grant()
    {
        var granted = new List<(Waiter Waiter, RateLimitLease Lease)>();
        lock (gate)
        {
            var now = Now;
            DropOld(now);
            while (!isDisposed && waiters.First is { Value: var first } && MayPass(now))
            {
                waiters.RemoveFirst();
                granted.Add((first, Pass(first.Count, first.IsToSend, now)));
            }

            Arm();
        }

        foreach (var (waiter, lease) in granted)
        {
            waiter.Registration.Dispose();
            waiter.TrySetResult(lease);
        }
    }

    private void GiveUp(Waiter waiter)
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

    private bool MayPass(TimeSpan now) => taken.Count + held < permits && !(isCrowded && now < due);

    private RateLimitLease Pass(int count, bool isToSend, TimeSpan now)
    {
        if (count == 0)
        {
            return Lease.Passed;   // asked only whether there is one
        }

        var earliest = now - Lateness;
        due = (due > earliest ? due : earliest) + pace;
        total++;
        if (isToSend)
        {
            held++;
            return new SendPermit(this);
        }

        taken.Enqueue(now + window);
        return Lease.Passed;
    }

    private void DropOld(TimeSpan now)
    {
        while (taken.TryPeek(out var end) && end <= now)
        {
            taken.Dequeue();
        }
    }

    private void Arm()
    {
        var isFull = taken.Count + held == permits;
        if (isDisposed || waiters.Count == 0 || (isFull && taken.Count == 0))
        {
            return;   // if all are on their way, the first that leaves sets the timer
        }

        var next = isFull && taken.Peek() > due ? taken.Peek() : due;
        try
        {
            timer.FireAfter(next - Now);
        }
        catch (Exception exception)
        {
            // A clock of the caller. Without its timer nobody would ever pass, and in its callback nobody would catch this.
            foreach (var waiter in waiters)
            {
                waiter.Registration.Unregister();
                waiter.TrySetException(exception);
            }

            waiters.Clear();
        }
    }

    private sealed class Waiter(int count, bool isToSend, CancellationToken token)
        : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Count => count;

        public bool IsToSend => isToSend;

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
