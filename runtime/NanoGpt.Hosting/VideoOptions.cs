namespace NanoGpt.Hosting;

/// <summary>Represents the options that the clients of all providers have in a host.</summary>
public abstract class VideoOptions
{
    private protected VideoOptions(Uri baseAddress) => BaseAddress = baseAddress;

    /// <summary>Gets or sets the API key. If it is empty, the environment variable of the provider is used.</summary>
    public abstract string? ApiKey { get; set; }   // each declares its own: NGPT170 tells by it which variable to read

    /// <summary>Gets or sets the address of the service. The API key is sent to its origin only.</summary>
    public Uri BaseAddress { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether requests are validated before they are sent. The default is true.
    /// </summary>
    public bool Validate { get; set; } = true;

    /// <summary>
    /// Gets or sets the path of the journal, one for each client; empty for none. See
    /// <see cref="VideoClientOptions.JournalPath"/>.
    /// </summary>
    public string? JournalPath { get; set; }

    /// <summary>Gets or sets the interval between status requests for a job.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the timeout of one HTTP request.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Gets or sets the time limit of a wait for a job; null for no limit.</summary>
    public TimeSpan? WaitTimeout { get; set; }

    /// <summary>Gets or sets the maximum size of a downloaded video in bytes.</summary>
    public long MaxDownloadBytes { get; set; } = 2L << 30;

    /// <summary>Gets or sets a value that indicates whether http is allowed to loopback addresses, for tests.</summary>
    public bool AllowInsecureLoopback { get; set; }

    internal abstract string Title { get; }

    internal abstract string KeyVariable { get; }

    /// <summary>Gets the end of the message for a missing key.</summary>
    internal virtual string InsteadOfKey => "";

    internal virtual bool UsesKey => true;

    internal string? EffectiveKey => string.IsNullOrWhiteSpace(ApiKey) ? Environment.GetEnvironmentVariable(KeyVariable) : ApiKey;

    /// <summary>Returns the name of the setting of the key.</summary>
    internal abstract string KeySetting(string name);

    /// <summary>Gets the problems of the configuration: unknown settings and invalid values.</summary>
    internal List<string> BindingProblems { get; } = [];

    /// <exception cref="ArgumentException">Options are invalid.</exception>
    internal abstract void ThrowIfInvalid(string name);

    /// <summary>Copies the options to those of a client.</summary>
    private protected TSettings Fill<TSettings>(
        TSettings settings, string name, NanoGptObserver? observer, Func<string?>? renewKey)
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
