namespace NanoGpt.Hosting;

/// <summary>Makes a client use the store of the host, and the rate limits that the store shares.</summary>
internal static class HostStore
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Changes options, unless they name a journal or store of their own.</summary>
    /// <param name="options">The options of the client.</param>
    /// <param name="store">The store of the host; null for none.</param>
    /// <param name="apiKey">The API key, or another text that identifies the account.</param>
    /// <param name="statusPerSecond">The number of status requests in a second.</param>
    /// <param name="submitsPerMinute">The number of submissions in a minute.</param>
    public static void AddTo(
        VideoClientOptions options, ISubmissionStore? store, string apiKey, int statusPerSecond, int submitsPerMinute)
    {
        if (store is null || options.JournalPath is not null || options.SubmissionStore is not null)
        {
            return;
        }

        options.SubmissionStore = store;
        if (store is ISharedRateLimits limits)
        {
            options.StatusLimiter ??= limits.CreateRateLimiter(apiKey, "status", statusPerSecond, Second, options.TimeProvider);
            options.SubmitLimiter ??= limits.CreateRateLimiter(apiKey, "submit", submitsPerMinute, Minute, options.TimeProvider);
        }
    }
}
