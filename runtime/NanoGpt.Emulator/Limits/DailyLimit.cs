namespace NanoGpt.Emulator.Limits;

/// <summary>What a key may do in one day by UTC.</summary>
internal sealed class DailyLimit(EmulatorOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (DateOnly Day, int Requests, decimal Usd)> used = new(StringComparer.Ordinal);

    /// <summary>Counts a submission; or says which limit it is above and how long that lasts, and does not count it.</summary>
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
                return ("daily_rpd_limit_exceeded", $"All {options.SubmitsPerDay} requests of today are used; the next day begins at 00:00 UTC.", wait);
            }

            if (usd + cost > options.UsdPerDay)
            {
                return ("daily_usd_limit_exceeded", $"{usd} of {options.UsdPerDay} USD of today are spent; the next day begins at 00:00 UTC.", wait);
            }

            used[key] = (today, requests + 1, usd + cost);
            return null;
        }
    }
}
