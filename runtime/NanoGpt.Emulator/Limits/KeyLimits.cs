namespace NanoGpt.Emulator.Limits;

internal sealed class RateLimit(int? requestsPerMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly object gate = new();
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

internal sealed class DailyLimit(EmulatorOptions options)
{
    private readonly object gate = new();
    private readonly Dictionary<string, (DateOnly Day, int Requests, decimal Usd)> used = new(StringComparer.Ordinal);

    /// <summary>Counts a submission, or returns the error and the time to wait if a limit is exceeded.</summary>
    public (string Code, string Message, TimeSpan Wait)? Take(string key, decimal cost)
    {
        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now);
        lock (gate)
        {
            var (day, requests, usd) = used.GetValueOrDefault(key);
            (requests, usd) = day == today ? (requests, usd) : (0, 0);
            var wait = today.AddDays(1).ToDateTime(TimeOnly.MinValue) - now;
            if (requests >= options.SubmitsPerDay)
            {
                var message = $"All {options.SubmitsPerDay} requests of today are used; the next day begins at 00:00 UTC.";
                return ("daily_rpd_limit_exceeded", message, wait);
            }

            if (usd + cost > options.UsdPerDay)
            {
                var message = $"{usd} of {options.UsdPerDay} USD of today are spent; the next day begins at 00:00 UTC.";
                return ("daily_usd_limit_exceeded", message, wait);
            }

            used[key] = (today, requests + 1, usd + cost);
            return null;
        }
    }
}
