namespace NanoGpt.Emulator.Limits;

/// <summary>Limits the requests of a key in any period of one minute.</summary>
internal sealed class RateLimit(int? requestsPerMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<long>> requests = new(StringComparer.Ordinal);

    /// <summary>Counts a request and returns null; if it exceeds the limit, returns the time to wait instead.</summary>
    public TimeSpan? Take(string key)
    {
        if (requestsPerMinute is not { } max)
        {
            return null;
        }

        lock (gate)
        {
            if (!requests.TryGetValue(key, out var past))
            {
                requests[key] = past = new Queue<long>();
            }

            while (past.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            {
                past.Dequeue();
            }

            if (past.Count >= max)
            {
                return Window - time.GetElapsedTime(past.Peek());
            }

            past.Enqueue(time.GetTimestamp());
            return null;
        }
    }
}
