namespace NanoGpt.Http;

/// <summary>
/// Limits requests in a sliding window. Permits of an idle limiter are granted at once; waiting callers get permits at an even
/// rate, in order.
/// </summary>
internal sealed class WindowRateLimiter : RateLimiter
{
    // Timers fire some milliseconds late, which must not delay the next permit.
    private static readonly TimeSpan TimerTolerance = TimeSpan.FromMilliseconds(20);

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
    private bool isPaced;
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
            RemoveExpired(Now);
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = permits - taken.Count - held,
                CurrentQueuedCount = waiters.Count,
                TotalSuccessfulLeases = total,
            };
        }
    }

    public ValueTask<RateLimitLease> AcquireToSendAsync(CancellationToken cancellationToken) =>
        TakeAsync(1, isToSend: true, cancellationToken);

    public void NoteSent()
    {
        lock (gate)
        {
            held--;
            taken.Enqueue(Now + window);
            SetTimer();
        }
    }

    public void Return()
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
            return TryTake(permitCount, isToSend: false) ?? PermitLease.Failed;
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        CheckCount(permitCount);
        return TakeAsync(permitCount, isToSend: false, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        List<Waiter> remaining;
        lock (gate)
        {
            isDisposed = true;
            remaining = [.. waiters];
            waiters.Clear();
        }

        timer.Dispose();
        remaining.ForEach(static waiter => waiter.TrySetResult(PermitLease.Failed));
    }

    private void CheckCount(int permitCount) => ArgumentOutOfRangeException.ThrowIfGreaterThan(permitCount, 1);

    private ValueTask<RateLimitLease> TakeAsync(int count, bool isToSend, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RateLimitLease>(cancellationToken);
        }

        Waiter waiter;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (TryTake(count, isToSend) is { } lease)
            {
                return new(lease);
            }

            isPaced = true;
            waiter = new Waiter(count, isToSend, cancellationToken);
            waiter.Node = waiters.AddLast(waiter);
            if (waiters.Count == 1)
            {
                SetTimer();
            }
        }

        waiter.Registration = cancellationToken.UnsafeRegister(_ => CancelWaiter(waiter), null);
        return new(waiter.Task);
    }

    // Null if the caller has to wait.
    private RateLimitLease? TryTake(int count, bool isToSend)
    {
        if (isDisposed || waiters.Count > 0)
        {
            return null;
        }

        var now = Now;
        RemoveExpired(now);
        isPaced &= taken.Count + held > 0;
        return CanTake(now) ? Take(count, isToSend, now) : null;
    }

    private void Grant()
    {
        var granted = new List<(Waiter Waiter, RateLimitLease Lease)>();
        lock (gate)
        {
            var now = Now;
            RemoveExpired(now);
            while (!isDisposed && waiters.First is { Value: var first } && CanTake(now))
            {
                waiters.RemoveFirst();
                granted.Add((first, Take(first.Count, first.IsToSend, now)));
            }

            SetTimer();
        }

        foreach (var (waiter, lease) in granted)
        {
            waiter.Registration.Dispose();
            waiter.TrySetResult(lease);
        }
    }

    private void CancelWaiter(Waiter waiter)
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

    private bool CanTake(TimeSpan now) => taken.Count + held < permits && !(isPaced && now < due);

    private RateLimitLease Take(int count, bool isToSend, TimeSpan now)
    {
        if (count == 0)
        {
            return PermitLease.Granted;   // only tests whether a permit is available
        }

        var earliest = now - TimerTolerance;
        due = (due > earliest ? due : earliest) + pace;
        total++;
        if (isToSend)
        {
            held++;
            return new SendPermit(this);
        }

        taken.Enqueue(now + window);
        return PermitLease.Granted;
    }

    private void RemoveExpired(TimeSpan now)
    {
        while (taken.TryPeek(out var end) && end <= now)
        {
            taken.Dequeue();
        }
    }

    private void SetTimer()
    {
        var isFull = taken.Count + held == permits;
        if (isDisposed || waiters.Count == 0 || (isFull && taken.Count == 0))
        {
            return;   // if no request has left yet, the first that leaves sets the timer
        }

        var next = isFull && taken.Peek() > due ? taken.Peek() : due;
        try
        {
            timer.FireAfter(next - Now);
        }
        catch (Exception exception)
        {
            // The clock belongs to the caller. Without its timer, no waiter would get a permit.
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
}
