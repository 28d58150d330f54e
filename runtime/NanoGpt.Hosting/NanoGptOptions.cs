namespace NanoGpt.Hosting;

/// <summary>Settings of a client in a host; in the configuration under <c>NanoGpt</c>, or under <c>NanoGpt:name</c> for a named one.</summary>
public sealed class NanoGptOptions
{
    /// <summary>The API key. If it is empty, the environment variable <c>NANOGPT_API_KEY</c> counts.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The service. The key goes to this origin and to no other.</summary>
    public Uri BaseAddress { get; set; } = NanoGptHosts.Default;

    /// <summary>How the key travels.</summary>
    public ApiAuthentication Authentication { get; set; }

    /// <summary>Whether requests are validated before they are sent.</summary>
    public bool Validate { get; set; } = true;

    /// <summary>The file in which submissions are written down before they are sent; empty for none.</summary>
    public string? JournalPath { get; set; }

    /// <summary>What a submission does when its outcome is unknown.</summary>
    public UnknownPolicy OnUnknown { get; set; }

    /// <summary>What happens to a submission that the service does not have.</summary>
    public NotFoundPolicy OnNotFound { get; set; }

    /// <summary>How often a job is asked for.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one HTTP exchange may take.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a wait for a job may take; null for as long as it takes.</summary>
    public TimeSpan? WaitTimeout { get; set; }

    /// <summary>Most bytes of a downloaded video.</summary>
    public long MaxDownloadBytes { get; set; } = 2L << 30;

    /// <summary>Whether http is allowed to loopback addresses, for tests and local stand-ins.</summary>
    public bool AllowInsecureLoopback { get; set; }

    /// <summary>Changes everything else, last.</summary>
    public Action<NanoGptClientOptions>? Configure { get; set; }

    internal string? EffectiveKey => string.IsNullOrWhiteSpace(ApiKey) ? Environment.GetEnvironmentVariable(KeyVariable) : ApiKey;

    internal string KeySource(string name) =>
        string.IsNullOrWhiteSpace(ApiKey) ? KeyVariable : SettingName(name);

    internal static string SettingName(string name) => name.Length == 0 ? "NanoGpt:ApiKey" : $"NanoGpt:{name}:ApiKey";

    internal const string KeyVariable = "NANOGPT_API_KEY";
}
