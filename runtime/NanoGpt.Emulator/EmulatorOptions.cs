using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator;

/// <summary>How the emulator behaves.</summary>
public sealed record EmulatorOptions
{
    /// <summary>
    /// The models that it serves, of NanoGPT, of Venice, or of both, each under its own paths; null for the directory that is built in.
    /// </summary>
    public Catalog? Catalog { get; init; }

    /// <summary>
    /// Ids of Venice's models that are private: their videos lie under a link that is shown once, at submission. The directory does not
    /// tell which are.
    /// </summary>
    public IReadOnlySet<string> PrivateModels { get; init; } = new HashSet<string>();

    /// <summary>The port on the loopback addresses, 127.0.0.1 and, where the machine has it, [::1]; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock that jobs go by.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long a job waits in the queue.</summary>
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a job runs after that.</summary>
    public TimeSpan RunTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>What every key can spend, in US dollars.</summary>
    public decimal InitialBalance { get; init; } = 50;

    /// <summary>The keys that are let in; null lets any key in.</summary>
    public IReadOnlySet<string>? Keys { get; init; }

    /// <summary>
    /// The largest request body in bytes. The services document no number for the whole; this one is ours, and has room for the largest
    /// medium that a model of the directory takes: 50,000,000 bytes, which are 66,666,668 as base64.
    /// </summary>
    public int MaxBodyBytes { get; init; } = 70_000_000;

    /// <summary>
    /// Gets the largest number of bytes of request bodies that are held in memory at the same time, all calls together; never
    /// less than one body of <see cref="MaxBodyBytes"/>. A call that would exceed it is answered with 503 and <c>Retry-After</c>.
    /// </summary>
    public long MaxTotalBodyBytes { get; init; } = 150_000_000;

    /// <summary>How many submissions a key may make in a minute, to each of the services; null for no limit.</summary>
    public int? SubmitsPerMinute { get; init; }

    /// <summary>How many extensions a key may ask for in a minute; null for no limit.</summary>
    public int? ExtendsPerMinute { get; init; }

    /// <summary>How many lists of recent jobs a key may ask for in a minute; null for no limit.</summary>
    public int? RecoversPerMinute { get; init; }

    /// <summary>How many submissions a key may make in a day, by UTC; null for no limit.</summary>
    public int? SubmitsPerDay { get; init; }

    /// <summary>How many US dollars a key may spend in a day, by UTC; null for no limit.</summary>
    public decimal? UsdPerDay { get; init; }

    /// <summary>How long after it was accepted a job appears in the list of recent jobs.</summary>
    public TimeSpan RecoverLag { get; init; }

    /// <summary>Whether keys of a request that the model does not take are refused; the service is thought to ignore them.</summary>
    public bool RefuseUnknownKeys { get; init; }

    /// <summary>
    /// Whether a finished job names its video by a path on the API's origin, as the service does for some models, or by a
    /// whole address that needs no key.
    /// </summary>
    public bool RelativeOutputUrls { get; init; }

    /// <summary>
    /// Whether videos lie on a port of their own, behind signed links that expire, as with the service's storage. No key may come
    /// there: <see cref="NanoGptEmulator.KeyLeaks"/>.
    /// </summary>
    public bool SeparateStorage { get; init; }

    /// <summary>How long a signed link is good.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Where faults come from.</summary>
    public IEmulatorBehavior Behavior { get; init; } = DefaultBehavior.Instance;
}
