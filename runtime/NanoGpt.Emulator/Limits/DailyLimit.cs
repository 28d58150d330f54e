namespace NanoGpt.Emulator.Limits;

/// <summary>Limits the submissions and the charges of a key per UTC day.</summary>
internal sealed class DailyLimit(EmulatorOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (DateOnly Day, int Requests, decimal Usd)> used = new(StringComparer.Ordinal);

    /// <summary>
    /// Counts a submission and returns null; if it exceeds a limit, returns the error and the time to wait instead.
    /// </summary>
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
