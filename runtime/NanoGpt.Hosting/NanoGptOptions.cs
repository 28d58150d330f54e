namespace NanoGpt.Hosting;

/// <summary>
/// Represents the options of a NanoGPT client in a host. The usual configuration section is <c>NanoGpt</c>, or
/// <c>NanoGpt:name</c> for a named client.
/// </summary>
public sealed class NanoGptOptions : VideoOptions
{
    /// <summary>Initializes the default options.</summary>
    public NanoGptOptions()
        : base(NanoGptHosts.Default)
    {
    }

    /// <summary>Gets or sets the API key. If it is empty, the environment variable <c>NANOGPT_API_KEY</c> is used.</summary>
    public override string? ApiKey { get; set; }

    /// <summary>
    /// Gets or sets the header that carries the key. Null, the default, uses the bearer token of the header <c>Authorization</c>,
    /// which the framework removes if a handler of the host follows a redirect to another origin.
    /// </summary>
    public ApiAuthentication? Authentication { get; set; }

    /// <summary>Gets or sets what a submission does when its outcome is unknown.</summary>
    public UnknownOutcomePolicy UnknownOutcomePolicy { get; set; }

    /// <summary>Gets or sets what happens to a submission that the service does not list.</summary>
    public NotFoundPolicy NotFoundPolicy { get; set; }

    /// <summary>Gets or sets a delegate that changes any other option, last.</summary>
    public Action<NanoGptClientOptions>? Configure { get; set; }

    internal override string Title => "NanoGpt";

    internal override string KeyVariable => NanoGptClient.ApiKeyVariable;

    internal override string KeySetting(string name) => name.Length == 0 ? "NanoGpt:ApiKey" : $"NanoGpt:{name}:ApiKey";

    internal override void ThrowIfInvalid(string name) => ToClientOptions(name).ThrowIfInvalid();

    internal NanoGptClientOptions ToClientOptions(string name, NanoGptObserver? observer = null, Func<string?>? renewKey = null)
    {
        var settings = Fill(
            new NanoGptClientOptions
            {
                Authentication = Authentication,
                UnknownOutcomePolicy = UnknownOutcomePolicy,
                NotFoundPolicy = NotFoundPolicy,
            },
            name, observer, renewKey);
        Configure?.Invoke(settings);
        return settings;
    }
}
