using System.CommandLine;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Service;

/// <summary>How a command reaches the service: address, key, and how often it asks.</summary>
internal sealed class ServiceOptions
{
    private const string KeyVariable = "NANOGPT_API_KEY";
    private const string AddressVariable = "NANOGPT_BASE_URL";

    // A client needs a key. This one looks like nothing that an answer could hold, so that nothing in an answer is taken for it.
    private const string StandInKey = "no-key-configured-for-this-machine";

    private readonly CommandHost host;
    private readonly Option<Uri?> address = new("--base-url")
    {
        Description = $"The service [default: {AddressVariable}, else {NanoGptHosts.Default}]; http only for this machine",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri))
            {
                return uri;
            }

            result.AddError("--base-url takes an absolute link.");
            return null;
        },
    };

    private readonly Option<string?> keyFile = new("--key-file")
    {
        Description = $"File with the API key [default: {KeyVariable}]; a key is never an argument, which others on the machine can see",
        HelpName = "FILE",
    };

    private readonly Option<double> poll = new("--poll")
    {
        Description = "Seconds between two questions about a job",
        DefaultValueFactory = _ => 5,
    };

    public ServiceOptions(Command command, CommandHost host)
    {
        this.host = host;
        poll.Validators.Add(value =>
        {
            if (value.GetValueOrDefault<double>() is not (>= 0.1 and <= 3600))
            {
                value.AddError("--poll takes 0.1 to 3600 seconds.");
            }
        });
        command.Options.Add(address);
        command.Options.Add(keyFile);
        command.Options.Add(poll);
    }

    /// <summary>The service's address.</summary>
    /// <exception cref="CommandException">The variable holds no link.</exception>
    public Uri Address(ParseResult result)
    {
        if (result.GetValue(address) is { } given)
        {
            return given;
        }

        return host.Variable(AddressVariable) switch
        {
            null or "" => NanoGptHosts.Default,
            var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
            _ => throw new CommandException(ExitCode.Usage, $"{AddressVariable} must be an absolute link."),
        };
    }

    /// <summary>Where the key comes from, and the key; the emulator of this machine takes any.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public (string Source, string Key) Key(ParseResult result)
    {
        if (result.GetValue(keyFile) is { } path)
        {
            return (path, File.ReadAllText(path));
        }

        if (host.Variable(KeyVariable) is { Length: > 0 } key)
        {
            return (KeyVariable, key);
        }

        return Address(result).IsLoopback
            ? ("this machine needs none", StandInKey)
            : throw new CommandException(ExitCode.Authentication, $"There is no API key: set {KeyVariable}, or give --key-file.");
    }

    /// <summary>A client.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="adjust">Sets what this command wants beyond the common options.</param>
    /// <exception cref="CommandException">There is no key, or it or the address cannot be used.</exception>
    public NanoGptClient Open(ParseResult result, Action<NanoGptClientOptions>? adjust = null)
    {
        var service = Address(result);
        var (source, key) = Key(result);
        var options = new NanoGptClientOptions
        {
            BaseAddress = service,
            ApiKeySource = source,
            PollInterval = TimeSpan.FromSeconds(result.GetValue(poll)),
            AllowInsecureLoopback = service.IsLoopback,
            AllowPrivateDownloadHosts = service.IsLoopback,   // the emulator serves the videos from this machine too
            TimeProvider = host.Clock,
        };
        adjust?.Invoke(options);
        try
        {
            return new NanoGptClient(key, options);
        }
        catch (ArgumentException e)
        {
            var code = e.ParamName switch
            {
                nameof(NanoGptClientOptions.BaseAddress) => ExitCode.Usage,
                nameof(NanoGptClientOptions.JournalPath) => ExitCode.File,
                _ => ExitCode.Authentication,
            };
            throw new CommandException(code, e.Message.Split(" (Parameter", 2)[0]);
        }
    }
}
