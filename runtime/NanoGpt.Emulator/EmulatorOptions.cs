using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator;

/// <summary>Represents the options of a <see cref="NanoGptEmulator"/>.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Gets the models of NanoGPT, of Venice or of both; null for the built-in directory.</summary>
    public Catalog? Catalog { get; init; }

    /// <summary>Gets the port on 127.0.0.1 and, if the machine supports IPv6, [::1]. 0, the default, uses a free port.</summary>
    public int Port { get; init; }

    /// <summary>Gets the clock of jobs, limits and delays. The default is the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the time that a job is queued. The default is 1 second.</summary>
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the time that a job runs after it was queued. The default is 4 seconds.</summary>
    public TimeSpan RunTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Gets the initial balance of each API key in US dollars. The default is 50.</summary>
    public decimal InitialBalance { get; init; } = 50;

    /// <summary>Gets the valid API keys; null to accept any key.</summary>
    public IReadOnlySet<string>? Keys { get; init; }

    /// <summary>
    /// Gets the maximum size of a request body in bytes. The services do not document one. The default, 70,000,000, is sufficient
    /// for the largest media input in the directory: 50,000,000 bytes, which are 66,666,668 bytes as base64.
    /// </summary>
    public int MaxBodyBytes { get; init; } = 70_000_000;

    /// <summary>
    /// Gets the maximum total size in bytes of the request bodies in memory, at least <see cref="MaxBodyBytes"/>. A request that
    /// would exceed it is rejected with status 503 and <c>Retry-After</c>.
    /// </summary>
    public long MaxTotalBodyBytes { get; init; } = 150_000_000;

    /// <summary>Gets the maximum number of submissions per minute for each key and service; null for no limit.</summary>
    public int? SubmitsPerMinute { get; init; }

    /// <summary>Gets the maximum number of extensions per minute for each key; null for no limit.</summary>
    public int? ExtendsPerMinute { get; init; }

    /// <summary>Gets the maximum number of requests for recent jobs per minute for each key; null for no limit.</summary>
    public int? RecoversPerMinute { get; init; }

    /// <summary>Gets the maximum number of submissions per UTC day for each key; null for no limit.</summary>
    public int? SubmitsPerDay { get; init; }

    /// <summary>Gets the maximum charge per UTC day for each key, in US dollars; null for no limit.</summary>
    public decimal? UsdPerDay { get; init; }

    /// <summary>Gets the delay between the acceptance of a job and its appearance in the list of recent jobs.</summary>
    public TimeSpan RecoverLag { get; init; }

    /// <summary>
    /// Gets a value that indicates whether requests with keys unknown to the model are rejected. By default they are ignored, as
    /// the services are assumed to do.
    /// </summary>
    public bool RejectUnknownKeys { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the link of a video is a path of the API, as for some models of the service, instead
    /// of an absolute link that requires no key.
    /// </summary>
    public bool RelativeOutputUrls { get; init; }

    /// <summary>
    /// Gets a value that indicates whether videos are served on another port with signed links that expire, like the storage of
    /// the service. Requests to it must not contain an API key; <see cref="NanoGptEmulator.KeyLeaks"/> lists those that do.
    /// </summary>
    public bool SeparateStorage { get; init; }

    /// <summary>Gets the lifetime of a signed link. The default is 1 hour.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets the secret that signs webhooks, <c>whsec_</c> and base64. Without one, a submission with a <c>callback_url</c> is
    /// rejected, as by the service.
    /// </summary>
    public string? WebhookSecret { get; init; }

    /// <summary>
    /// Gets the local server that receives webhooks in place of the host of the <c>callback_url</c>, under its path and query.
    /// Null sends none: the emulator does not connect to other machines.
    /// </summary>
    public Uri? WebhookAddress { get; init; }

    /// <summary>Gets the behavior that injects faults. The default injects none.</summary>
    public IEmulatorBehavior Behavior { get; init; } = DefaultBehavior.Instance;
}
