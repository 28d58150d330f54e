namespace NanoGpt.Cli.Service;

/// <summary>Describes how the tool connects to the service of a provider.</summary>
/// <param name="Id">The id of the provider.</param>
/// <param name="KeyVariable">The environment variable with the API key.</param>
/// <param name="AddressVariable">The environment variable with the address.</param>
/// <param name="DefaultAddress">The address without the variable.</param>
/// <param name="SubmissionsPerMinute">The limit of submissions.</param>
/// <param name="StatusRequestsPerSecond">The limit of status requests.</param>
internal sealed record ProviderService(
    string Id, string KeyVariable, string AddressVariable, Uri DefaultAddress, int SubmissionsPerMinute,
    int StatusRequestsPerSecond)
{
    public static ProviderService NanoGpt { get; } =
        new(
            ProviderIds.NanoGpt, NanoGptClient.ApiKeyVariable, NanoGptClient.BaseAddressVariable, NanoGptHosts.Default,
            NanoGptClient.SubmissionsPerMinute, NanoGptClient.StatusRequestsPerSecond);

    public static ProviderService Venice { get; } =
        new(
            ProviderIds.Venice, VeniceClient.ApiKeyVariable, VeniceClient.BaseAddressVariable,
            VeniceClientOptions.DefaultAddress, VeniceClient.SubmissionsPerMinute, VeniceClient.StatusRequestsPerSecond);

    private static ProviderService[] All { get; } = [NanoGpt, Venice];

    public static IEnumerable<string> Ids => All.Select(service => service.Id);

    /// <summary>Returns the service of a provider.</summary>
    /// <exception cref="CommandException">The tool has no client for the provider.</exception>
    public static ProviderService Of(string provider) => Array.Find(All, service => service.Id == provider)
        ?? throw new CommandException(
            ExitCode.Invalid,
            $"There is no client for the provider '{provider}': this command supports {string.Join(" and ", Ids)}. Nothing was "
            + "sent.");

    /// <summary>Returns the address that the environment names, or the public one.</summary>
    /// <exception cref="CommandException">The variable is not an absolute URL.</exception>
    public Uri GetAddress(CommandHost host) => host.GetVariable(AddressVariable) switch
    {
        null or "" => DefaultAddress,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
        _ => throw new CommandException(ExitCode.Usage, $"{AddressVariable} must be an absolute URL."),
    };

    /// <summary>Creates a client; on the loopback address it may use http and download from the emulator.</summary>
    public VideoClient CreateClient(
        CommandHost host, Uri address, string keySource, string key, Action<VideoClientOptions>? configure = null) =>
        CreateClient(key, options =>
        {
            options.BaseAddress = address;
            options.ApiKeySource = keySource;
            options.AllowInsecureLoopback = options.AllowPrivateDownloadHosts = address.IsLoopback;
            options.TimeProvider = host.Clock;
            configure?.Invoke(options);
        });

    private VideoClient CreateClient(string key, Action<VideoClientOptions> configure)
    {
        if (this == Venice)
        {
            var options = new VeniceClientOptions();
            configure(options);
            return new VeniceClient(key, options);
        }
        else
        {
            var options = new NanoGptClientOptions();
            configure(options);
            return new NanoGptClient(key, options);
        }
    }
}
