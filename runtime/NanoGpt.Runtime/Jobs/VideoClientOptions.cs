using System.Threading.RateLimiting;
using NanoGpt.Http;
using NanoGpt.Jobs;
using NanoGpt.Requests;

namespace NanoGpt;

/// <summary>Settings that every client has, whatever its provider. A client copies them when it is made.</summary>
public abstract class VideoClientOptions : IConnectionOptions
{
    private protected VideoClientOptions(Uri baseAddress) => BaseAddress = baseAddress;

    /// <summary>The service. The key goes to this origin and to no other, so treat the address as a decision of trust.</summary>
    public Uri BaseAddress { get; set; }

    /// <summary>Where the key comes from, such as the name of a setting or a variable: named when the service refuses the key. Never the key itself.</summary>
    public string? ApiKeySource { get; set; }

    /// <summary>
    /// Gives the present key; asked when the service refuses the one that is used (401), as after a rotation. Another one is used from
    /// then on, and what was refused is sent once more: a refused key means that nothing was accepted. Null for never; what it throws
    /// counts as no newer key.
    /// </summary>
    public Func<string?>? RenewApiKey { get; set; }

    /// <summary>Whether requests are validated before they are sent.</summary>
    public bool Validate { get; set; } = true;

    /// <summary>
    /// Gets or sets the largest size of one media value in bytes, decoded, where its field has no limit of its own. From 1 to
    /// 2^40.
    /// </summary>
    public long MaxUploadBytes { get; set; } = RequestValidator.DefaultMaxUploadBytes;

    /// <summary>
    /// Whether a medium whose first bytes are not what its type says (NGPT134) keeps a request from being sent. By default it is a
    /// warning: services take some formats that this library does not know.
    /// </summary>
    public bool RefuseMismatchedMedia { get; set; }

    /// <summary>Gets or sets the interval between two status requests for a job. From 1 millisecond to 1 day.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long one HTTP exchange may take, its body included. From 1 millisecond to 45 days.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Gets or sets how often a submission tries to connect; only what was certainly not sent is sent again. From 1 to 100.
    /// </summary>
    public int ConnectAttempts { get; set; } = 3;

    /// <summary>
    /// Gets or sets how often a submission is sent that the service refuses because of its rate (429). From 1 to 100.
    /// </summary>
    public int RateLimitAttempts { get; set; } = 3;

    /// <summary>
    /// Gets or sets how long one submission may wait for connections and for the rate in all. A longer <c>Retry-After</c> is
    /// reported at once. From 0 to 45 days.
    /// </summary>
    public TimeSpan SubmitPatience { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Whether a body that was cut off on its way counts as not sent. A server that has only a part of the promised length cannot
    /// have taken the job, unless something between reads it to its end by itself; so by default the outcome is unknown.
    /// </summary>
    public bool IncompleteBodyIsNotSent { get; set; }

    /// <summary>
    /// Gets or sets the path of the file in which submissions are recorded before they are sent. Null records nothing: a submission that
    /// a crash cuts off is then known to the service only.
    /// </summary>
    /// <remarks>
    /// <para>The folder must exist. One process at a time can have the file open. A file beside it, named <c>.lock</c> after it, stays there for that.</para>
    /// <para>
    /// Each line carries a version and a checksum. A last line that a crash left incomplete is removed. A file of another version is
    /// refused with a <see cref="JournalException"/>. Other lines that cannot be read are skipped and reported as
    /// <see cref="NanoGptEventKind.JournalTorn"/>; from then on the journal counts as incomplete.
    /// </para>
    /// <para>
    /// NanoGPT is asked for every submission id of the caller that the journal does not hold, so an id is not sent twice when its journal
    /// is lost or damaged. Venice cannot be asked: there, an id that a damaged journal does not hold is refused until
    /// <see cref="IVeniceClient.Settle"/> says what became of it, and an id whose journal is lost is sent again.
    /// </para>
    /// </remarks>
    public string? JournalPath { get; set; }

    /// <summary>
    /// Gets or sets how long submissions whose job has ended stay in the journal. From 0 to 36,500 days.
    /// </summary>
    /// <remarks>
    /// When a thousand of its lines, and at least half of them, tell nothing any more, the journal is written anew, at its opening or after
    /// a submission: beside it (<c>.new</c>), flushed, and renamed, so that a crash leaves either the old one or the new one. What was
    /// refused or never sent is left out, and what ended longer ago than this; what is open or was not found stays. A submission under the
    /// caller's own id that was left out is unknown to the journal: NanoGPT is asked for it before it is sent; at Venice, which cannot be
    /// asked, it is sent again.
    /// </remarks>
    public TimeSpan JournalRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Told what happens; null for nobody.</summary>
    public NanoGptObserver? Observer { get; set; }

    /// <summary>Lets submissions through; null for as many as the service documents. Never disposed.</summary>
    public RateLimiter? SubmitLimiter { get; set; }

    /// <summary>Lets questions about all jobs through; null for what the service bears. Never disposed.</summary>
    public RateLimiter? StatusLimiter { get; set; }

    /// <summary>
    /// Gets or sets how long a wait for a job may take, whatever it is waiting for: then it ends with a
    /// <see cref="WaitTimedOutException"/>, and the job goes on. From 1 millisecond to 45 days; null for no limit.
    /// </summary>
    public TimeSpan? WaitTimeout { get; set; }

    /// <summary>Gets or sets how long a download may go without receiving a byte. From 1 millisecond to 45 days.</summary>
    public TimeSpan DownloadIdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the largest size of a downloaded video in bytes. From 1 to 2^40.</summary>
    public long MaxDownloadBytes { get; set; } = 2L << 30;

    /// <summary>Whether http is allowed to loopback addresses, for tests and local stand-ins.</summary>
    public bool AllowInsecureLoopback { get; set; }

    /// <summary>Whether videos may be downloaded from private addresses.</summary>
    public bool AllowPrivateDownloadHosts { get; set; }

    /// <summary>Downloads videos instead of the client's own HttpClient; must not follow redirects, and is never disposed.</summary>
    public HttpClient? DownloadHttpClient { get; set; }

    /// <summary>The clock of every wait, deadline and timestamp.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    private const long MostBytes = 1L << 40;
    private const int MostAttempts = 100;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);   // what a timer can tell from 0
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRetention = TimeSpan.FromDays(36_500);

    // From 0 to 1; spreads waits.
    internal Func<double> Chance { get; set; } = Random.Shared.NextDouble;

    // How many lines of the journal must be superfluous before it is written anew, and how often that is looked at.
    internal int JournalSlack { get; set; } = 1000;

    internal Action<JournalStep>? JournalReached { get; set; }

    internal Func<DownloadStep, Task>? DownloadReached { get; set; }

    /// <summary>Checks all settings, as a client does when it is made. Opens no file and sends nothing.</summary>
    /// <exception cref="ArgumentException">
    /// A setting cannot be used. If there are several, the message names all of them, and the inner exception is an
    /// <see cref="AggregateException"/> with one for each.
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
        check.RequireRange(MaxUploadBytes, 1, MostBytes, nameof(MaxUploadBytes));
        check.RequireRange(MaxDownloadBytes, 1, MostBytes, nameof(MaxDownloadBytes));
        check.RequireRange(ConnectAttempts, 1, MostAttempts, nameof(ConnectAttempts));
        check.RequireRange(RateLimitAttempts, 1, MostAttempts, nameof(RateLimitAttempts));
        check.RequireRange(PollInterval, Shortest, LongestInterval, nameof(PollInterval));
        check.RequireRange(RequestTimeout, Shortest, Timers.Longest, nameof(RequestTimeout));
        check.RequireRange(DownloadIdleTimeout, Shortest, Timers.Longest, nameof(DownloadIdleTimeout));
        check.RequireRange(WaitTimeout ?? Shortest, Shortest, Timers.Longest, nameof(WaitTimeout));
        check.RequireRange(SubmitPatience, TimeSpan.Zero, Timers.Longest, nameof(SubmitPatience));
        check.RequireRange(JournalRetention, TimeSpan.Zero, LongestRetention, nameof(JournalRetention));
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
            check.Require(false, nameof(JournalPath), $"{nameof(JournalPath)} is no name of a file.");
            return;
        }

        // The root of a file system has no folder, and is one.
        var folder = Path.GetDirectoryName(Path.GetFullPath(JournalPath));
        check.Require(
            folder is null || Directory.Exists(folder),
            nameof(JournalPath),
            $"The folder '{folder}' of {nameof(JournalPath)} does not exist: create it first.");
    }
}
