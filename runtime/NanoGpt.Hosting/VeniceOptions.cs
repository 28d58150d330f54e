namespace NanoGpt.Hosting;

/// <summary>Represents the options of a Venice client in a host. The usual configuration section is <c>Venice</c>.</summary>
public sealed class VeniceOptions : VideoOptions
{
    /// <summary>Initializes the default options.</summary>
    public VeniceOptions()
        : base(VeniceClientOptions.DefaultAddress)
    {
    }

    /// <summary>
    /// Gets or sets the API key. If it is empty and there is no <see cref="Wallet"/>, the environment variable
    /// <c>VENICE_API_KEY</c> is used.
    /// </summary>
    public override string? ApiKey { get; set; }

    /// <summary>Gets or sets the wallet that signs each request instead of a key; null for a key.</summary>
    public WalletSignature? Wallet { get; set; }

    /// <summary>Gets or sets a delegate that changes any other option, last.</summary>
    public Action<VeniceClientOptions>? Configure { get; set; }

    internal override string Title => "Venice";

    internal override string KeyVariable => VeniceClient.ApiKeyVariable;

    internal override string InsteadOfKey => ", or set a wallet";

    internal override bool UsesKey => Wallet is null;

    internal override string KeySetting(string name) => "Venice:ApiKey";

    internal override void ThrowIfInvalid(string name) => ToClientOptions(name).ThrowIfInvalid();

    internal VeniceClientOptions ToClientOptions(string name, NanoGptObserver? observer = null, Func<string?>? renewKey = null)
    {
        var settings = Fill(new VeniceClientOptions(), name, observer, renewKey);
        Configure?.Invoke(settings);
        return settings;
    }

    internal VeniceClient CreateClient(VeniceClientOptions settings, HttpClient? http = null)
    {
        if (Wallet is null)
        {
            return new VeniceClient(EffectiveKey!, settings, http);
        }

        settings.ApiKeySource = null;
        return new VeniceClient(Wallet, settings, http);
    }
}
