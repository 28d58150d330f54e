using System.Threading.RateLimiting;

namespace NanoGpt;

/// <summary>Settings that every client has, whatever its provider. A client copies them when it is made.</summary>
public abstract class VideoClientOptions
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

    /// <summary>Most bytes of one medium, decoded, where its field says nothing else.</summary>
    public long MaxUploadBytes { get; set; } = RequestValidator.DefaultMaxUploadBytes;

    /// <summary>
    /// Whether a medium whose first bytes are not what its type says (NGPT134) keeps a request from being sent. By default it is a
    /// warning: services take some formats that this library does not know.
    /// </summary>
    public bool RefuseMismatchedMedia { get; set; }

    /// <summary>How often a job is asked for. Above 0.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one HTTP exchange may take, its body included. Above 0.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a submission tries to connect; only what was certainly not sent is sent again. At least 1.</summary>
    public int ConnectAttempts { get; set; } = 3;

    /// <summary>How often a submission is sent that the service turns away because of its rate (429). At least 1.</summary>
    public int RateLimitAttempts { get; set; } = 3;

    /// <summary>How long one submission may wait for connections and for the rate in all. A longer <c>Retry-After</c> is reported at once.</summary>
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
    /// <para>One process at a time can have the file open. A file beside it, named <c>.lock</c> after it, stays there for that.</para>
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
    /// How long submissions whose job has ended stay in the journal; not below 0. When a thousand of its lines, and at least half of
    /// them, tell nothing any more, it is written anew, at its opening or after a submission: beside it (<c>.new</c>), flushed, and
    /// renamed, so that a crash leaves either the old one or the new one. What was refused or never sent is left out, and what ended
    /// longer ago than this; what is open or was not found stays. A submission under the caller's own id that was left out is unknown to
    /// the journal: NanoGPT is asked for it before it is sent; at Venice, which cannot be asked, it is sent again.
    /// </summary>
    public TimeSpan JournalRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Told what happens; null for nobody.</summary>
    public NanoGptObserver? Observer { get; set; }

    /// <summary>Lets submissions through; null for as many as the service documents. Never disposed.</summary>
    public RateLimiter? SubmitLimiter { get; set; }

    /// <summary>Lets questions about all jobs through; null for what the service bears. Never disposed.</summary>
    public RateLimiter? StatusLimiter { get; set; }

    /// <summary>How long a wait for a job may take; null for as long as it takes.</summary>
    public TimeSpan? WaitTimeout { get; set; }

    /// <summary>How long a download may stand still. Above 0.</summary>
    public TimeSpan DownloadIdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of a downloaded video.</summary>
    public long MaxDownloadBytes { get; set; } = 2L << 30;

    /// <summary>Whether http is allowed to loopback addresses, for tests and local stand-ins.</summary>
    public bool AllowInsecureLoopback { get; set; }

    /// <summary>Whether videos may be downloaded from private addresses.</summary>
    public bool AllowPrivateDownloadHosts { get; set; }

    /// <summary>Downloads videos instead of the client's own HttpClient; must not follow redirects, and is never disposed.</summary>
    public HttpClient? DownloadHttpClient { get; set; }

    /// <summary>The clock of every wait, deadline and timestamp.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    // What the framework's timers can hold, rounded down.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(45);

    // From 0 to 1; spreads waits.
    internal Func<double> Chance { get; set; } = Random.Shared.NextDouble;

    // How many lines of the journal must be superfluous before it is written anew, and how often that is looked at.
    internal int JournalSlack { get; set; } = 1000;

    internal Action<JournalStep>? JournalReached { get; set; }

    private protected VideoClientOptions CheckedCopy()
    {
        ArgumentNullException.ThrowIfNull(BaseAddress);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (!BaseAddress.IsAbsoluteUri || BaseAddress.UserInfo.Length > 0 || BaseAddress.Query.Length > 0
            || !Origins.IsAllowed(BaseAddress, AllowInsecureLoopback))
        {
            throw new ArgumentException(
                "The base address must be an absolute https link without user name or query (http only for loopback, if allowed).", nameof(BaseAddress));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero, nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RequestTimeout, TimeSpan.Zero, nameof(RequestTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(DownloadIdleTimeout, TimeSpan.Zero, nameof(DownloadIdleTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RequestTimeout, LongestTimer, nameof(RequestTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(DownloadIdleTimeout, LongestTimer, nameof(DownloadIdleTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(ConnectAttempts, 1, nameof(ConnectAttempts));
        ArgumentOutOfRangeException.ThrowIfLessThan(RateLimitAttempts, 1, nameof(RateLimitAttempts));
        ArgumentOutOfRangeException.ThrowIfLessThan(SubmitPatience, TimeSpan.Zero, nameof(SubmitPatience));
        ArgumentOutOfRangeException.ThrowIfLessThan(JournalRetention, TimeSpan.Zero, nameof(JournalRetention));
        return (VideoClientOptions)MemberwiseClone();
    }
}
