using System.Threading.RateLimiting;
using NanoGpt.Http;
using NanoGpt.Jobs;

namespace NanoGpt;

/// <summary>Settings of a <see cref="NanoGptClient"/>, which copies them when it is made.</summary>
public sealed class NanoGptClientOptions : VideoClientOptions
{
    /// <summary>The defaults.</summary>
    public NanoGptClientOptions()
        : base(NanoGptHosts.Default)
    {
    }

    /// <summary>
    /// Gets or sets the header that carries the key. The default is null: <see cref="ApiAuthentication.ApiKeyHeader"/> with the client's
    /// own HTTP handlers, and <see cref="ApiAuthentication.Bearer"/> as soon as an HttpClient of the caller sends requests or downloads:
    /// if that follows a redirect to another origin, the framework removes the header <c>Authorization</c>, and only that.
    /// </summary>
    public ApiAuthentication? Authentication { get; set; }

    /// <summary>What a submission does when its outcome is unknown.</summary>
    public UnknownPolicy OnUnknown { get; set; } = UnknownPolicy.Throw;

    /// <summary>What happens to a submission that the service does not have.</summary>
    public NotFoundPolicy OnNotFound { get; set; } = NotFoundPolicy.Park;

    /// <summary>
    /// Gets or sets how long after a submission its job may still appear before it is looked for. From 0 to 45 days; null for
    /// 5 seconds more than <see cref="VideoClientOptions.RequestTimeout"/>.
    /// </summary>
    public TimeSpan? ReconcileGrace { get; set; }

    /// <summary>
    /// Gets or sets how long a job must be missing from the service's lists, several times asked, to count as not found. From 0
    /// to 45 days.
    /// </summary>
    public TimeSpan ReconcileWindow { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Lets extensions through; null for 20 a minute. Never disposed.</summary>
    public RateLimiter? ExtendLimiter { get; set; }

    /// <summary>Lets lists of recent jobs through; null for 20 a minute. Never disposed.</summary>
    public RateLimiter? RecoverLimiter { get; set; }

    /// <summary>Where jobs are asked for.</summary>
    public StatusEndpoint StatusEndpoint { get; set; }

    internal TimeSpan EffectiveGrace => ReconcileGrace ?? RequestTimeout + TimeSpan.FromSeconds(5);

    internal NanoGptClientOptions Checked() => (NanoGptClientOptions)CheckedCopy();

    private protected override void Check(SettingsCheck check)
    {
        base.Check(check);
        check.RequireRange(ReconcileGrace ?? TimeSpan.Zero, TimeSpan.Zero, Timers.Longest, nameof(ReconcileGrace));
        check.RequireRange(ReconcileWindow, TimeSpan.Zero, Timers.Longest, nameof(ReconcileWindow));
        check.RequireDefined(Authentication ?? default, nameof(Authentication));
        check.RequireDefined(OnUnknown, nameof(OnUnknown));
        check.RequireDefined(OnNotFound, nameof(OnNotFound));
        check.RequireDefined(StatusEndpoint, nameof(StatusEndpoint));
    }
}

/// <summary>Where jobs are asked for.</summary>
public enum StatusEndpoint
{
    /// <summary>The one address for all jobs.</summary>
    Unified,

    /// <summary>The older address, which wants the model too.</summary>
    Legacy,
}
