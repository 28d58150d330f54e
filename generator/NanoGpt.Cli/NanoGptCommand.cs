using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using NanoGpt.Cli.Commands;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli;

/// <summary>The tool as a function: arguments in, text and an exit code out.</summary>
public static class NanoGptCommand
{
    // By name, so that a run makes only the command that it is about: most of a short run goes into code that is met for the first time.
    private static readonly (string Name, Func<CommandHost, Command> Make)[] Commands =
    [
        ("validate", static host => new ValidateCommand(host)),
        ("models", static host => new ModelsCommand(host)),
        ("export", static host => new ExportCommand(host)),
        ("emit", static host => new EmitCommand(host)),
        ("schema", static host => new SchemaCommand(host)),
        ("diff", static host => new DiffCommand(host)),
        ("sync", static host => new SyncCommand(host)),
        ("serve", static host => new ServeCommand(host)),
        ("estimate", static host => new EstimateCommand(host)),
        ("run", static host => new RunCommand(host)),
        ("submit", static host => new SubmitCommand(host)),
        ("wait", static host => new WaitCommand(host)),
        ("status", static host => new StatusCommand(host)),
        ("download", static host => new DownloadCommand(host)),
        ("recover", static host => new RecoverCommand(host)),
        ("balance", static host => new BalanceCommand(host)),
        ("doctor", static host => new DoctorCommand(host)),
        ("explain", static host => new ExplainCommand(host)),
        ("completion", static host => new CompletionCommand(host)),
        ("complete", static host => new CompleteCommand(host, () => Root(host, ""))),
    ];

    /// <summary>The tool's version, without build metadata.</summary>
    public static string Version => ToolVersion.Text;

    /// <summary>Runs a command line.</summary>
    public static Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default) =>
        RunAsync(args, new CommandHost(output, error), cancellationToken);

    /// <summary>Runs a command line in given surroundings.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandHost host, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        var parsed = Root(host, args.Count > 0 ? args[0] : "").Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return await RefuseAsync(parsed, host);
        }

        var configuration = new InvocationConfiguration
        {
            Output = host.Output,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
#pragma warning disable CA1031 // The last line of defense: whatever it is, the exit code and one line say so.
        catch (Exception e)
        {
            return CommandFailure.Report(host, e);
        }
#pragma warning restore CA1031
    }

    /// <summary>The command with its subcommands: the one that is asked for, or all where help or a mistake may name any.</summary>
    private static Command Root(CommandHost host, string name)
    {
        var root = new Command("nanogpt", "The directory of AI video models, and the service that makes their videos.")
        {
            new HelpOption(),
            new VersionOption { Action = new PrintVersion(host) },
        };
        foreach (var command in Commands)
        {
            if (command.Name == name || !IsCommand(name))
            {
                root.Subcommands.Add(command.Make(host));
            }
        }

        return root;
    }

    private static bool IsCommand(string name) => Commands.Any(command => command.Name == name);

    /// <summary>Says what is wrong with the command line. The parser's own way would put its help where data goes, and exit with 1.</summary>
    private static async Task<int> RefuseAsync(ParseResult parsed, CommandHost host)
    {
        foreach (var error in parsed.Errors)
        {
            await host.Error.WriteLineAsync($"nanogpt: {error.Message.ReplaceLineEndings(" ")}");
        }

        var path = string.Join(' ', parsed.CommandResult.Path());
        await host.Error.WriteLineAsync($"See '{path} --help'.");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Path(this CommandResult result) =>
        (result.Parent as CommandResult)?.Path().Append(result.Command.Name) ?? [result.Command.Name];

    /// <summary>The built-in action asks the process's entry assembly, which under a test or a host is not this one.</summary>
    private sealed class PrintVersion(CommandHost host) : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override int Invoke(ParseResult parseResult)
        {
            host.Output.WriteLine(Version);
            return ExitCode.Ok;
        }
    }
}
