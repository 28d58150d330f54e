namespace NanoGpt.Hosting;

/// <summary>Represents the options that the clients of all providers have in a host.</summary>
public abstract class VideoOptions
{
    private protected VideoOptions(Uri baseAddress) => BaseAddress = baseAddress;

    /// <summary>Gets or sets the API key. If it is empty, the environment variable of the provider is used.</summary>
    public abstract string? ApiKey { get; set; }   // overridden so that NGPT170 can derive the environment variable from the type

    /// <summary>Gets or sets the address of the service. The API key is sent to its origin only.</summary>
    public Uri BaseAddress { get; set; }

    /// <summary>Gets or sets a value that indicates whether requests are validated before sending. The default is true.</summary>
    public bool Validate { get; set; } = true;

    /// <summary>
    /// Gets or sets the path of the journal, one for each client. See <see cref="VideoClientOptions.JournalPath"/>. If it is
    /// empty, the client uses the <see cref="ISubmissionStore"/> among the services of the host, if there is one.
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

    internal virtual string InsteadOfKey => "";

    internal virtual bool UsesKey => true;

    internal string? EffectiveKey => string.IsNullOrWhiteSpace(ApiKey) ? Environment.GetEnvironmentVariable(KeyVariable) : ApiKey;

    internal abstract string KeySetting(string name);

    internal List<string> BindingProblems { get; } = [];

    internal abstract void ThrowIfInvalid(string name);

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
