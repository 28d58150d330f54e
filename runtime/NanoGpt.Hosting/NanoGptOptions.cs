namespace NanoGpt.Hosting;

/// <summary>Settings of a client in a host; in the configuration under <c>NanoGpt</c>, or under <c>NanoGpt:name</c> for a named one.</summary>
public sealed class NanoGptOptions : VideoOptions
{
    /// <summary>The defaults.</summary>
    public NanoGptOptions()
        : base(NanoGptHosts.Default)
    {
    }

    /// <summary>The API key. If it is empty, the environment variable <c>NANOGPT_API_KEY</c> counts.</summary>
    public override string? ApiKey { get; set; }

    /// <summary>
    /// Gets or sets the header that carries the key. The default is null: the bearer token of the header <c>Authorization</c>, which the
    /// framework removes if a handler of the host follows a redirect to another origin.
    /// </summary>
    public ApiAuthentication? Authentication { get; set; }

    /// <summary>What a submission does when its outcome is unknown.</summary>
    public UnknownPolicy OnUnknown { get; set; }

    /// <summary>What happens to a submission that the service does not have.</summary>
    public NotFoundPolicy OnNotFound { get; set; }

    /// <summary>Changes everything else, last.</summary>
    public Action<NanoGptClientOptions>? Configure { get; set; }

    internal override string Title => "NanoGpt";

    internal override string KeyVariable => "NANOGPT_API_KEY";

    internal override string KeySetting(string name) => name.Length == 0 ? "NanoGpt:ApiKey" : $"NanoGpt:{name}:ApiKey";

    internal override void ThrowIfInvalid(string name) => ToClientOptions(name).ThrowIfInvalid();

    internal NanoGptClientOptions ToClientOptions(string name, NanoGptObserver? observer = null, Func<string?>? renewKey = null)
    {
        var settings = Fill(
            new NanoGptClientOptions { Authentication = Authentication, OnUnknown = OnUnknown, OnNotFound = OnNotFound }, name, observer, renewKey);
        Configure?.Invoke(settings);
        return settings;
    }
}
