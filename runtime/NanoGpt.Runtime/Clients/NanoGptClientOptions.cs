namespace NanoGpt;

/// <summary>Represents the options of a <see cref="NanoGptClient"/>, which copies them when it is created.</summary>
public sealed class NanoGptClientOptions : VideoClientOptions
{
    /// <summary>Initializes the default options.</summary>
    public NanoGptClientOptions()
        : base(NanoGptHosts.Default)
    {
    }

    /// <summary>
    /// Gets or sets the header that carries the key. Null, the default, uses <see cref="ApiAuthentication.ApiKeyHeader"/> with
    /// the client's own HTTP handlers, and <see cref="ApiAuthentication.Bearer"/> with an HttpClient of the caller: if that
    /// follows a redirect to another origin, the framework removes only the header <c>Authorization</c>.
    /// </summary>
    public ApiAuthentication? Authentication { get; set; }

    /// <summary>Gets or sets the action of a submission whose outcome is unknown. The default throws.</summary>
    public UnknownOutcomePolicy UnknownOutcomePolicy { get; set; } = UnknownOutcomePolicy.Throw;

    /// <summary>Gets or sets the action for a submission that the service does not list. The default sends nothing.</summary>
    public NotFoundPolicy NotFoundPolicy { get; set; } = NotFoundPolicy.LeaveUnresolved;

    /// <summary>
    /// Gets or sets the time after a submission before its job is looked for. From 0 to 45 days; null is 5 seconds more than
    /// <see cref="VideoClientOptions.RequestTimeout"/>.
    /// </summary>
    public TimeSpan? ReconcileGrace { get; set; }

    /// <summary>Gets or sets the time after which an unlisted job counts as not found. From 0 to 45 days.</summary>
    public TimeSpan ReconcileWindow { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets the limiter of extensions. It is not disposed. Null allows 20 per minute.</summary>
    public RateLimiter? ExtendLimiter { get; set; }

    /// <summary>Gets or sets the limiter of requests for recent jobs. It is not disposed. Null allows 20 per minute.</summary>
    public RateLimiter? RecoverLimiter { get; set; }

    /// <summary>Gets or sets the endpoint of status requests.</summary>
    public StatusEndpoint StatusEndpoint { get; set; }

    internal TimeSpan EffectiveGrace => ReconcileGrace ?? RequestTimeout + TimeSpan.FromSeconds(5);

    internal NanoGptClientOptions Checked() => (NanoGptClientOptions)CheckedCopy();

    private protected override void Check(SettingsCheck check)
    {
        base.Check(check);
        check.RequireRange(ReconcileGrace ?? TimeSpan.Zero, TimeSpan.Zero, Timers.MaxDueTime, nameof(ReconcileGrace));
        check.RequireRange(ReconcileWindow, TimeSpan.Zero, Timers.MaxDueTime, nameof(ReconcileWindow));
        check.RequireDefined(Authentication ?? default, nameof(Authentication));
        check.RequireDefined(UnknownOutcomePolicy, nameof(UnknownOutcomePolicy));
        check.RequireDefined(NotFoundPolicy, nameof(NotFoundPolicy));
        check.RequireDefined(StatusEndpoint, nameof(StatusEndpoint));
    }
}

/// <summary>Specifies the endpoint of status requests.</summary>
public enum StatusEndpoint
{
    /// <summary>The endpoint for all jobs.</summary>
    Unified,
    /// <summary>The older endpoint, which requires the model.</summary>
    Legacy,
}

/// <summary>Contains the documented addresses of NanoGPT. The key is sent only to the configured base address.</summary>
public static class NanoGptHosts
{
    /// <summary>Gets the address of the website, which is the default.</summary>
    public static Uri Default { get; } = new("https://nano-gpt.com");

    /// <summary>
    /// Gets the address for API keys only, with larger requests and longer responses. Its list of models may differ.
    /// </summary>
    public static Uri Direct { get; } = new("https://api.nano-gpt.com");

    /// <summary>Gets all documented addresses.</summary>
    public static IReadOnlyList<Uri> Known { get; } =
    [
        Default,
        Direct,
        new("https://ai.bitcoin.com"),
        new("https://bcashgpt.com"),
        new("https://cake.nano-gpt.com"),
    ];

    /// <summary>Determines whether an address is documented.</summary>
    /// <param name="address">The address.</param>
    public static bool IsKnown(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Known.Any(known => Origins.AreSame(known, address));
    }
}
