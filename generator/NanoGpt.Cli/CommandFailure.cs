using NanoGpt.Cli.Service;
using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Cli;

/// <summary>Converts an exception to error lines and an exit code.</summary>
internal static class CommandFailure
{
    public static int Report(CommandHost host, Exception exception)
    {
        var (code, lines) = Describe(exception);
        foreach (var line in lines)
        {
            host.Error.WriteLine(line);
        }

        return code;
    }

    private static (int Code, IEnumerable<string> Lines) Describe(Exception exception) => exception switch
    {
        DirectoryReadException e =>
            (ExitCode.Invalid, [Diagnostic.Line(e.Path, e.Line, e.Column, "error", rule: null, e.Reason)]),
        CommandException e => (e.ExitCode, [$"nanogpt: {e.Message}"]),
        NanoGptException e => (ServiceFailure.Code(e), ServiceFailure.Lines(e)),
        WaitCanceledException e => (ExitCode.Interrupted, [ServiceFailure.Resume(e.Job)]),
        ListUnreachableException => (ExitCode.Unexpected, [$"nanogpt: {exception.Message}"]),
        OperationCanceledException => (ExitCode.Interrupted, []),
        IOException or UnauthorizedAccessException => (ExitCode.File, [$"nanogpt: {exception.Message}"]),
        _ => (ExitCode.Unexpected, [$"nanogpt: unexpected {exception.GetType().Name}: {exception.Message}"]),
    };
}

/// <summary>The exception that is thrown when a command cannot continue.</summary>
internal class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
