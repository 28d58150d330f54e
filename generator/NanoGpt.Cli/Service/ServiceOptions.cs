namespace NanoGpt.Cli.Service;

/// <summary>Adds the options of the client to a command: address and key.</summary>
internal sealed class ServiceOptions
{
    // A client requires a key. This value cannot occur in a response and be redacted there.
    private const string PlaceholderKey = "no-key-configured-for-this-machine";

    private readonly CommandHost host;
    private readonly Option<Uri?> address = new("--base-url")
    {
        Description =
            $"The service [default: {NanoGptClient.BaseAddressVariable} or {VeniceClient.BaseAddressVariable}, else the public "
            + "address]; http only on the loopback address",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri))
            {
                return uri;
            }

            result.AddError("--base-url must be an absolute URL.");
            return null;
        },
    };

    private readonly Option<string?> keyFile = new("--key-file")
    {
        Description =
            $"File with the API key [default: {NanoGptClient.ApiKeyVariable} or {VeniceClient.ApiKeyVariable}]; a key is never "
            + "an argument, which others on the machine can see",
        HelpName = "FILE",
    };

    public ServiceOptions(Command command, CommandHost host)
    {
        this.host = host;
        command.Options.Add(address);
        command.Options.Add(keyFile);
    }

    public Uri Address(ParseResult result, ProviderService provider) => result.GetValue(address) ?? provider.GetAddress(host);

    /// <summary>Returns whether a client can be created: there is a key, or the address is that of an emulator.</summary>
    public bool HasKey(ParseResult result, ProviderService provider) =>
        result.GetValue(keyFile) is not null ? provider == ProviderService.NanoGpt
            : host.GetVariable(provider.KeyVariable) is { Length: > 0 } || Address(result, provider).IsLoopback;

    /// <summary>Returns the source and the value of the key; the emulator accepts any.</summary>
    /// <exception cref="CommandException">There is no key.</exception>
    public (string Source, string Key) Key(ParseResult result, ProviderService provider)
    {
        if (result.GetValue(keyFile) is { } path)
        {
            return (path, File.ReadAllText(path));
        }

        if (host.GetVariable(provider.KeyVariable) is { Length: > 0 } key)
        {
            return (provider.KeyVariable, key);
        }

        return Address(result, provider).IsLoopback
            ? ("not required on the loopback address", PlaceholderKey)
            : throw new CommandException(
                ExitCode.Authentication, $"The API key is missing: set {provider.KeyVariable} or use --key-file.");
    }

    /// <summary>Creates a client of NanoGPT.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public NanoGptClient OpenNanoGpt(ParseResult result, Action<VideoClientOptions>? configure = null) =>
        (NanoGptClient)Open(result, ProviderService.NanoGpt, configure);

    /// <summary>Creates a client.</summary>
    /// <exception cref="CommandException">There is no key, or the key or the address is invalid.</exception>
    public VideoClient Open(ParseResult result, ProviderService provider, Action<VideoClientOptions>? configure = null)
    {
        var service = Address(result, provider);
        var (source, key) = Key(result, provider);
        try
        {
            return provider.CreateClient(host, service, source, key, configure);
        }
        catch (ArgumentException e)
        {
            var code = e.ParamName switch
            {
                nameof(VideoClientOptions.BaseAddress) => ExitCode.Usage,
                nameof(VideoClientOptions.JournalPath) => ExitCode.File,
                _ => ExitCode.Authentication,
            };
            throw new CommandException(code, e.Message.Split(" (Parameter", 2)[0]);
        }
    }
}

/// <summary>Adds <c>--poll</c> and <c>--timeout</c> to a command.</summary>
internal sealed class WaitOptions
{
    private readonly Option<double?> timeout = new("--timeout")
    {
        Description = "The maximum wait in seconds; the job continues [default: wait as long as it takes]",
        HelpName = "SECONDS",
    };

    private readonly Option<double> poll = new("--poll")
    {
        Description = "Seconds between two status requests of a job",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 5,
    };

    public WaitOptions(Command command)
    {
        poll.Limit(0.1, 3600, "seconds");
        timeout.Limit(0.001, 1_000_000, "seconds");
        command.Options.Add(poll);
        command.Options.Add(timeout);
    }

    public void Apply(ParseResult result, VideoClientOptions options)
    {
        options.PollInterval = TimeSpan.FromSeconds(result.GetValue(poll));
        options.WaitTimeout = result.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
