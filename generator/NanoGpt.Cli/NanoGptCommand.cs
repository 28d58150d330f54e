using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using NanoGpt.Cli.Commands;
using NanoGpt.Cli.Output;
using NanoGpt.Emulator.Directories;

namespace NanoGpt.Cli;

/// <summary>The tool as a function: arguments in, text and an exit code out.</summary>
public static class NanoGptCommand
{
    /// <summary>The tool's version, without build metadata.</summary>
    public static string Version { get; } = typeof(NanoGptCommand).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Runs a command line.</summary>
    public static Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default) =>
        RunAsync(args, new CommandHost(output, error), cancellationToken);

    /// <summary>Runs a command line in given surroundings.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandHost host, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        var parsed = Root(host).Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = host.Output,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Action is ParseErrorAction ? ExitCode.Usage : code;
        }
        catch (DirectoryReadException e)
        {
            await host.Error.WriteLineAsync(Diagnostic.Line(e.Path, e.Line, e.Column, "error", rule: null, e.Reason));
            return ExitCode.Invalid;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await host.Error.WriteLineAsync($"nanogpt: {e.Message}");
            return ExitCode.File;
        }
#pragma warning disable CA1031 // The last line of defence: whatever it is, the exit code and one line say so.
        catch (Exception e)
        {
            await host.Error.WriteLineAsync($"nanogpt: unexpected {e.GetType().Name}: {e.Message}");
            return ExitCode.Unexpected;
        }
#pragma warning restore CA1031
    }

    private static RootCommand Root(CommandHost host)
    {
        var root = new RootCommand("Checks, shows, exports and serves the directory of AI video models.")
        {
            new ValidateCommand(host),
            new ModelsCommand(host),
            new ExportCommand(host),
            new ServeCommand(host),
        };
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion(host);
        return root;
    }

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
