using System.Threading.RateLimiting;

namespace NanoGpt;

/// <summary>
/// A sliding-window rate limiter with a <see cref="TimeProvider"/>. Permits of an idle limiter can be taken at once; as soon as a
/// caller has to wait, permits are granted at an even rate, in order. A permit to send counts from when its request has left.
/// </summary>
internal sealed class WindowRateLimiter : RateLimiter
{
    // Timers are late by some milliseconds. A permit that is late by no more does not delay the next one.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(20);

    private readonly object gate = new();
    private readonly LinkedList<Waiter> waiters = [];
    private readonly Queue<TimeSpan> taken = new();   // the end of the window of each permit
    private readonly TimeProvider time;
    private readonly TimeSpan window;
    private readonly TimeSpan pace;
    private readonly int permits;
    private readonly ITimer timer;
    private readonly long origin;
    private int held;   // permits whose window has not begun
    private bool isCrowded;
    private TimeSpan due;   // when the next permit is granted, if callers wait
    private long total;
    private bool isDisposed;

    public WindowRateLimiter(int permits, TimeSpan window, TimeProvider time)
    {
        (this.permits, this.window, this.time) = (permits, window, time);
        (pace, origin) = (window / permits, time.GetTimestamp());
        timer = time.CreateTimer(static limiter => ((WindowRateLimiter)limiter!).Grant(), this);
    }

    public override TimeSpan? IdleDuration => null;

    private TimeSpan Now => time.GetElapsedTime(origin);

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
    public ValueTask<RateLimitLease> AcquireToSendAsync(CancellationToken cancellationToken) => EnterAsync(1, isToSend: true, cancellationToken);

    /// <summary>Begins the window of a permit whose request has left.</summary>
    public void NoteSent()
    {
        lock (gate)
        {
            held--;
            taken.Enqueue(Now + window);
            Arm();
        }
    }

    /// <summary>Takes back a permit that was not used.</summary>
    public void GiveBack()
    {
        lock (gate)
        {
            held--;
            due -= pace;
        }

        Grant();
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        CheckCount(permitCount);
        lock (gate)
        {
            return Enter(permitCount, isToSend: false) ?? Lease.Failed;
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        CheckCount(permitCount);
        return EnterAsync(permitCount, isToSend: false, cancellationToken);
    }

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

    private ValueTask<RateLimitLease> EnterAsync(int count, bool isToSend, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RateLimitLease>(cancellationToken);
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
            waiter = new Waiter(count, isToSend, cancellationToken);
            waiter.Node = waiters.AddLast(waiter);
            if (waiters.Count == 1)
            {
                Arm();
            }
        }

        waiter.Registration = cancellationToken.UnsafeRegister(_ => GiveUp(waiter), null);
        return new(waiter.Task);
    }

    // Null if the caller has to wait.
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
            return Lease.Passed;   // asks only whether a permit is available
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
            return;   // if all requests are on their way, the first that leaves sets the timer
        }

        var next = isFull && taken.Peek() > due ? taken.Peek() : due;
        try
        {
            timer.FireAfter(next - Now);
        }
        catch (Exception exception)
        {
            // The clock is the caller's. Without its timer nobody would ever get a permit.
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
