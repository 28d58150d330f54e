namespace NanoGpt.AspNetCore;

/// <summary>Remembers the ids of webhooks while a repetition of their requests would be accepted.</summary>
internal sealed class SeenWebhooks(TimeProvider time)
{
    private readonly object gate = new();
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> byEnd = new();

    /// <summary>Adds an id. Returns false if it was added before.</summary>
    /// <param name="id">The id.</param>
    /// <param name="end">The time until which it is remembered.</param>
    public bool TryAdd(string id, DateTimeOffset end)
    {
        lock (gate)
        {
            while (byEnd.TryPeek(out var oldest, out var oldestEnd) && oldestEnd < time.GetUtcNow())
            {
                byEnd.Dequeue();
                ids.Remove(oldest);
            }

            if (!ids.Add(id))
            {
                return false;
            }

            byEnd.Enqueue(id, end);
            return true;
        }
    }

    /// <summary>Forgets an id, so that the sender can repeat it.</summary>
    /// <param name="id">The id.</param>
    public void Remove(string id)
    {
        lock (gate)
        {
            ids.Remove(id);   // its entry in the queue may end the repetition early, which is harmless
        }
    }
}
