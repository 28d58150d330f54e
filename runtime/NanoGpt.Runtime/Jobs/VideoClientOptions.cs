namespace NanoGpt;

/// <summary>Represents the options that the clients of all providers have. A client copies them when it is created.</summary>
public abstract class VideoClientOptions : IConnectionOptions
{
    private protected VideoClientOptions(Uri baseAddress) => BaseAddress = baseAddress;

    /// <summary>Gets or sets the address of the service. It must be trusted: the API key is sent to its origin.</summary>
    public Uri BaseAddress { get; set; }

    /// <summary>Gets or sets the origin of the API key for error messages, such as a setting. Never the key.</summary>
    public string? ApiKeySource { get; set; }

    /// <summary>
    /// Gets or sets a function that returns the current API key. It is called when the service rejects the key (401), as after a
    /// rotation. A new key is used from then on, and the rejected request is sent once more. If the function throws, the key is
    /// not renewed. Null never renews the key.
    /// </summary>
    public Func<string?>? RenewApiKey { get; set; }

    /// <summary>Gets or sets a value that indicates whether requests are validated first. The default is true.</summary>
    public bool Validate { get; set; } = true;

    /// <summary>
    /// Gets or sets a value that indicates whether a request is not sent if the first bytes of a medium do not match its type
    /// (NGPT134). By default that is a warning, because services accept formats that this library does not know.
    /// </summary>
    public bool RejectMismatchedMedia { get; set; }

    /// <summary>Gets or sets the interval between status requests for a job. From 1 millisecond to 1 day.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the timeout of an HTTP request with its response. From 1 millisecond to 45 days.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Gets or sets the maximum number of attempts to connect for a submission. Only a request that was certainly not sent is
    /// sent again. From 1 to 100.
    /// </summary>
    public int ConnectAttempts { get; set; } = 3;

    /// <summary>Gets or sets the maximum number of attempts for a submission rejected with 429. From 1 to 100.</summary>
    public int RateLimitAttempts { get; set; } = 3;

    /// <summary>
    /// Gets or sets the total time that a submission may wait for connections and rate limits. A longer <c>Retry-After</c> fails
    /// at once. From 0 to 45 days.
    /// </summary>
    public TimeSpan SubmitTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Gets or sets a value that indicates whether a body that was cut off counts as not sent. By default the outcome is unknown,
    /// because a proxy may complete the request. Set it only if nothing between the client and the service does that.
    /// </summary>
    public bool IncompleteBodyIsNotSent { get; set; }

    /// <summary>
    /// Gets or sets the path of the file in which submissions are recorded before they are sent. Null records nothing: a
    /// submission that a crash interrupts is then known to the service only.
    /// </summary>
    /// <remarks>
    /// <para>The folder must exist. One process at a time can use the file. A file with the suffix <c>.lock</c> remains beside
    /// it.</para>
    /// <para>
    /// Each line has a version and a checksum. An incomplete last line, as after a crash, is removed. A file of another version
    /// is rejected with a <see cref="JournalException"/>. Other lines that cannot be read are skipped and reported as <see
    /// cref="NanoGptEventKind.JournalLinesSkipped"/>; from then on the journal counts as incomplete.
    /// </para>
    /// <para>
    /// If the journal does not contain a submission id of the caller, the client looks for its job at NanoGPT first, so an id is
    /// not sent twice if its journal is lost or damaged. Venice lists no jobs: an id that a damaged journal does not contain is
    /// rejected until <c>ResolveManuallyAsync</c> records its outcome, and an id whose journal is lost is sent again.
    /// </para>
    /// </remarks>
    public string? JournalPath { get; set; }

    /// <summary>Gets or sets the time for which the journal keeps ended submissions. From 0 to 36,500 days.</summary>
    /// <remarks>
    /// The journal is rewritten when it is opened or after a submission, if at least 1000 lines and half of all lines are
    /// obsolete. The new file is written beside it (<c>.new</c>), flushed and renamed, so that a crash leaves the old or the new
    /// one. Submissions that were rejected, not sent, or ended longer ago than this are removed. Before the client sends a
    /// removed id of the caller again, it looks for its job at NanoGPT; Venice lists no jobs.
    /// </remarks>
    public TimeSpan JournalRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Gets or sets the store in which submissions are recorded before they are sent, such as one that several processes share.
    /// It is not disposed. Null uses the file of <see cref="JournalPath"/>, if there is one.
    /// </summary>
    public ISubmissionStore? SubmissionStore { get; set; }

    /// <summary>Gets or sets the observer that receives client events. Null disables them.</summary>
    public NanoGptObserver? Observer { get; set; }

    /// <summary>Gets or sets the limiter of submissions. It is not disposed. Null uses the provider's documented limit.</summary>
    public RateLimiter? SubmitLimiter { get; set; }

    /// <summary>Gets or sets the limiter of status requests. It is not disposed. Null uses the provider's limit.</summary>
    /// <remarks>Clients of one account can share a limiter, such as a <see cref="SlidingWindowRateLimiter"/>.</remarks>
    public RateLimiter? StatusLimiter { get; set; }

    /// <summary>
    /// Gets or sets the time limit of a wait for a job. After it, the wait throws a <see cref="WaitTimedOutException"/> and the
    /// job continues. From 1 millisecond to 45 days; null for no limit.
    /// </summary>
    public TimeSpan? WaitTimeout { get; set; }

    /// <summary>Gets or sets the time without a received byte after which a download fails. 1 millisecond to 45 days.</summary>
    public TimeSpan DownloadIdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the maximum size of a downloaded video in bytes. From 1 to 2^40.</summary>
    public long MaxDownloadBytes { get; set; } = 2L << 30;

    /// <summary>Gets or sets a value that indicates whether http is allowed to loopback addresses, for tests.</summary>
    public bool AllowInsecureLoopback { get; set; }

    /// <summary>Gets or sets a value that indicates whether videos may be downloaded from private addresses.</summary>
    public bool AllowPrivateDownloadHosts { get; set; }

    /// <summary>
    /// Gets or sets the HttpClient that downloads videos. It must not follow redirects and is not disposed. Null creates one.
    /// </summary>
    public HttpClient? DownloadHttpClient { get; set; }

    /// <summary>Gets or sets the clock of all waits, timeouts and timestamps.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    private const long MaxBytes = 1L << 40;
    private const int MaxAttempts = 100;

    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(1);   // the resolution of a timer
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(1);
    private static readonly TimeSpan MaxRetention = TimeSpan.FromDays(36_500);

    // Returns a random number from 0 to 1 that spreads waits.
    internal Func<double> JitterSource { get; set; } = Random.Shared.NextDouble;

    // The number of obsolete lines from which the journal is rewritten, and of new lines after which that is checked.
    internal int JournalSlack { get; set; } = JournalOptions.DefaultSlack;

    internal Action<JournalStep>? JournalReached { get; set; }

    internal Func<DownloadStep, Task>? DownloadReached { get; set; }

    // A POST with all its attempts takes at most this time, apart from waits for the limiter of submissions.
    internal TimeSpan SendLease => SubmitTimeout + (RequestTimeout * RateLimitAttempts);

    internal JournalOptions JournalOf(string provider) => new(JournalPath!, provider)
    {
        TimeProvider = TimeProvider,
        Retention = JournalRetention,
        Observer = Observer,
        Slack = JournalSlack,
        Reached = JournalReached,
    };

    /// <summary>Validates all options, as a client does when it is created. Opens no file and sends nothing.</summary>
    /// <exception cref="ArgumentException">
    /// An option is invalid. If there are several, the message names all of them, and the inner exception is an
    /// <see cref="AggregateException"/>.
    /// </exception>
    public void ThrowIfInvalid()
    {
        var check = new SettingsCheck();
        Check(check);
        check.ThrowIfAny();
    }

    private protected VideoClientOptions CheckedCopy()
    {
        ThrowIfInvalid();
        return (VideoClientOptions)MemberwiseClone();
    }

    private protected virtual void Check(SettingsCheck check)
    {
        check.Require(
            BaseAddress is { IsAbsoluteUri: true } && BaseAddress.UserInfo.Length == 0 && BaseAddress.Query.Length == 0
                && Origins.IsAllowed(BaseAddress, AllowInsecureLoopback),
            nameof(BaseAddress),
            "The base address must be an absolute https link without user name or query (http only for loopback, if allowed).");
        check.Require(TimeProvider is not null, nameof(TimeProvider), $"{nameof(TimeProvider)} must not be null.");
        check.RequireRange(MaxDownloadBytes, 1, MaxBytes, nameof(MaxDownloadBytes));
        check.RequireRange(ConnectAttempts, 1, MaxAttempts, nameof(ConnectAttempts));
        check.RequireRange(RateLimitAttempts, 1, MaxAttempts, nameof(RateLimitAttempts));
        check.RequireRange(PollInterval, MinInterval, MaxInterval, nameof(PollInterval));
        check.RequireRange(RequestTimeout, MinInterval, Timers.MaxDueTime, nameof(RequestTimeout));
        check.RequireRange(DownloadIdleTimeout, MinInterval, Timers.MaxDueTime, nameof(DownloadIdleTimeout));
        check.RequireRange(WaitTimeout ?? MinInterval, MinInterval, Timers.MaxDueTime, nameof(WaitTimeout));
        check.RequireRange(SubmitTimeout, TimeSpan.Zero, Timers.MaxDueTime, nameof(SubmitTimeout));
        check.RequireRange(JournalRetention, TimeSpan.Zero, MaxRetention, nameof(JournalRetention));
        check.Require(
            SubmissionStore is null || JournalPath is null,
            nameof(SubmissionStore),
            $"{nameof(SubmissionStore)} and {nameof(JournalPath)} are alternatives: set one of them.");
        CheckJournal(check);
    }

    private void CheckJournal(SettingsCheck check)
    {
        if (JournalPath is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(JournalPath) || JournalPath.Contains('\0', StringComparison.Ordinal))
        {
            check.Require(false, nameof(JournalPath), $"{nameof(JournalPath)} is not a file name.");
            return;
        }

        // The root of a file system has no parent folder.
        var folder = Path.GetDirectoryName(Path.GetFullPath(JournalPath));
        check.Require(
            folder is null || Directory.Exists(folder),
            nameof(JournalPath),
            $"The folder '{folder}' of {nameof(JournalPath)} does not exist: create it first.");
    }
}
