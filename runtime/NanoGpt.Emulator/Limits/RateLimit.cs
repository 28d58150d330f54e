namespace NanoGpt.Emulator.Limits;

/// <summary>So many calls a key in any minute.</summary>
internal sealed class RateLimit(int? callsPerMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<long>> calls = new(StringComparer.Ordinal);

    /// <summary>Counts a call; or says how long to wait, and does not count it.</summary>
    public TimeSpan? Take(string key)
    {
        if (callsPerMinute is not { } most)
        {
            return null;
        }

        lock (gate)
        {
            if (!calls.TryGetValue(key, out var past))
            {
                calls[key] = past = new Queue<long>();
            }

            while (past.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            {
                past.Dequeue();
            }

            if (past.Count >= most)
            {
                return Window - time.GetElapsedTime(past.Peek());
            }

            past.Enqueue(time.GetTimestamp());
            return null;
        }
    }
}
