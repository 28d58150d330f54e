using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using NanoGpt.Cli.Commands;
using NanoGpt.Cli.Help;

namespace NanoGpt.Cli;

/// <summary>Runs the command line of the tool: arguments in, text and an exit code out.</summary>
public static class NanoGptCommand
{
    // Commands are created by name because creating all of them slows down short runs.
    private static readonly (string Name, Func<CommandHost, Command> Make)[] Commands =
    [
        ("init", static host => new InitCommand(host)),
        ("validate", static host => new ValidateCommand(host)),
        ("models", static host => new Command("models", "Shows the models of a directory.")
        {
            new ModelsListCommand(host), new ModelsShowCommand(host), new ModelsCompareCommand(host),
        }),
        ("export", static host => new ExportCommand(host)),
        ("emit", static host => new EmitCommand(host)),
        ("schema", static host => new SchemaCommand(host)),
        ("diff", static host => new DiffCommand(host)),
        ("sync", static host => new SyncCommand(host)),
        ("serve", static host => new ServeCommand(host)),
        ("catalog", static host => new CatalogSiteCommand(host) { new CatalogBuildCommand(host) }),
        ("mcp", static host => new McpCommand(host)),
        ("estimate", static host => new EstimateCommand(host)),
        ("run", static host => new RunCommand(host)),
        ("batch", static host => new BatchCommand(host)),
        ("submit", static host => new SubmitCommand(host)),
        ("wait", static host => new WaitCommand(host)),
        ("status", static host => new StatusCommand(host)),
        ("download", static host => new DownloadCommand(host)),
        ("recover", static host => new RecoverCommand(host)),
        ("store", static host => new Command("store", "Manages the database that several machines share.")
        {
            new StoreMigrateCommand(host),
        }),
        ("balance", static host => new BalanceCommand(host)),
        ("doctor", static host => new DoctorCommand(host)),
        ("explain", static host => new ExplainCommand(host)),
        ("completion", static host => new CompletionCommand(host)),
        ("complete", static host => new CompleteCommand(host, () => Root(host, ""))),
    ];

    /// <summary>Gets the tool's version without build metadata.</summary>
    public static string Version => ToolVersion.Text;

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">The writer of results.</param>
    /// <param name="error">The writer of messages.</param>
    /// <param name="cancellationToken">A token that cancels the command. A submitted job continues.</param>
    /// <returns>The exit code: one of the constants of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default) =>
        RunAsync(args, new CommandHost(output, error), cancellationToken);

    /// <summary>Runs a command line in the given environment.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="host">The environment.</param>
    /// <param name="cancellationToken">A token that cancels the command. A submitted job continues.</param>
    /// <returns>The exit code: one of the constants of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, CommandHost host, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        args = args.Count > 0 ? args : ["--help"];
        var parsed = Root(host, args[0]).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return await ReportErrorsAsync(parsed, host);
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
#pragma warning disable CA1031 // Any exception becomes an exit code and a message.
        catch (Exception e)
        {
            return CommandFailure.Report(host, e);
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// Creates the root command with the requested subcommand, or with all of them for help and for unknown names.
    /// </summary>
    internal static Command Root(CommandHost host, string name)
    {
        var help = new HelpOption();
        help.Action = new HelpWithExamples(host, (SynchronousCommandLineAction)help.Action!);
        var root = new Command("nanogpt", "Works with AI video models: their definitions, and the service that generates videos.")
        {
            help,
            new VersionOption { Action = new PrintVersion(host) },
        };
        var isCommand = Commands.Any(command => command.Name == name);
        foreach (var command in Commands.Where(command => !isCommand || command.Name == name))
        {
            root.Subcommands.Add(command.Make(host));
        }

        return root;
    }

    private static async Task<int> ReportErrorsAsync(ParseResult parsed, CommandHost host)
    {
        foreach (var error in parsed.Errors)
        {
            await host.Error.WriteLineAsync($"nanogpt: {error.Message.ReplaceLineEndings(" ")}");
        }

        var path = CommandPath.Of(parsed.CommandResult);
        await host.Error.WriteLineAsync($"See '{$"nanogpt {path}".TrimEnd()} --help'.");
        return ExitCode.Usage;
    }

    /// <summary>
    /// Prints the version of this assembly. The built-in action uses the process's entry assembly, which differs in a test or a
    /// host.
    /// </summary>
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

internal static class ToolVersion
{
    public static string Text { get; } = typeof(ToolVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
