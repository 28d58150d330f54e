namespace NanoGpt.Hosting;

/// <summary>Settings of Venice's client in a host; in the configuration under <c>Venice</c>.</summary>
public sealed class VeniceOptions
{
    /// <summary>The API key. If it is empty, and there is no <see cref="Wallet"/>, the environment variable <c>VENICE_API_KEY</c> counts.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Signs each request instead of a key; null for a key.</summary>
    public WalletSignature? Wallet { get; set; }

    /// <summary>The service. The key goes to this origin and to no other.</summary>
    public Uri BaseAddress { get; set; } = VeniceClientOptions.DefaultAddress;

    /// <summary>Whether requests are validated before they are sent.</summary>
    public bool Validate { get; set; } = true;

    /// <summary>The file in which submissions are written down before they are sent; empty for none. Not that of another client.</summary>
    public string? JournalPath { get; set; }

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
    public Action<VeniceClientOptions>? Configure { get; set; }

    internal const string KeyVariable = "VENICE_API_KEY";
    internal const string KeySetting = "Venice:ApiKey";

    internal string? EffectiveKey => string.IsNullOrWhiteSpace(ApiKey) ? Environment.GetEnvironmentVariable(KeyVariable) : ApiKey;

    internal VeniceClient NewClient(NanoGptObserver? observer = null, Func<string?>? renewKey = null, HttpClient? http = null, bool hasJournal = true)
    {
        var settings = new VeniceClientOptions
        {
            BaseAddress = BaseAddress,
            ApiKeySource = string.IsNullOrWhiteSpace(ApiKey) ? KeyVariable : KeySetting,
            RenewApiKey = renewKey,
            Validate = Validate,
            JournalPath = string.IsNullOrWhiteSpace(JournalPath) ? null : JournalPath,
            PollInterval = PollInterval,
            RequestTimeout = RequestTimeout,
            WaitTimeout = WaitTimeout,
            MaxDownloadBytes = MaxDownloadBytes,
            AllowInsecureLoopback = AllowInsecureLoopback,
            Observer = observer,
        };
        Configure?.Invoke(settings);
        settings.JournalPath = hasJournal ? settings.JournalPath : null;
        if (Wallet is null)
        {
            return new VeniceClient(EffectiveKey!, settings, http);
        }

        settings.ApiKeySource = null;
        return new VeniceClient(Wallet, settings, http);
    }
}
