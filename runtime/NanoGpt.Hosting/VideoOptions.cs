namespace NanoGpt.Hosting;

/// <summary>Settings that every client has in a host, whatever its provider.</summary>
public abstract class VideoOptions
{
    private protected VideoOptions(Uri baseAddress) => BaseAddress = baseAddress;

    /// <summary>The API key. If it is empty, the provider's environment variable counts.</summary>
    public abstract string? ApiKey { get; set; }   // each declares its own: NGPT170 tells by it which variable to read

    /// <summary>The service. The key goes to this origin and to no other.</summary>
    public Uri BaseAddress { get; set; }

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

    /// <summary>The client's name for people.</summary>
    internal abstract string Title { get; }

    internal abstract string KeyVariable { get; }

    /// <summary>What may be given instead of a key; empty for nothing.</summary>
    internal virtual string InsteadOfKey => "";

    /// <summary>Gets a value indicating whether requests are authenticated by the key.</summary>
    internal virtual bool UsesKey => true;

    internal string? EffectiveKey => string.IsNullOrWhiteSpace(ApiKey) ? Environment.GetEnvironmentVariable(KeyVariable) : ApiKey;

    /// <summary>Where the configuration has the key.</summary>
    internal abstract string KeySetting(string name);

    /// <summary>Gets what the configuration holds that is no setting, or cannot be read as one.</summary>
    internal List<string> BindingProblems { get; } = [];

    /// <summary>Checks the settings of the client, and opens nothing.</summary>
    /// <exception cref="ArgumentException">Settings cannot be used.</exception>
    internal abstract void ThrowIfInvalid(string name);

    /// <summary>Writes what is set here into a client's settings.</summary>
    private protected TSettings Fill<TSettings>(TSettings settings, string name, NanoGptObserver? observer, Func<string?>? renewKey)
        where TSettings : VideoClientOptions
    {
        settings.BaseAddress = BaseAddress;
        settings.ApiKeySource = string.IsNullOrWhiteSpace(ApiKey) ? KeyVariable : KeySetting(name);
        settings.RenewApiKey = renewKey;
        settings.Validate = Validate;
        settings.JournalPath = string.IsNullOrWhiteSpace(JournalPath) ? null : JournalPath;
        settings.PollInterval = PollInterval;
        settings.RequestTimeout = RequestTimeout;
        settings.WaitTimeout = WaitTimeout;
        settings.MaxDownloadBytes = MaxDownloadBytes;
        settings.AllowInsecureLoopback = AllowInsecureLoopback;
        settings.Observer = observer;
        return settings;
    }
}
