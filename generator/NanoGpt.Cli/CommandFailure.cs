using NanoGpt.Cli.Output;
using NanoGpt.Cli.Service;
using NanoGpt.Definitions;

namespace NanoGpt.Cli;

/// <summary>Describes an exception to a person, in lines, and to a script, as an exit code.</summary>
internal static class CommandFailure
{
    /// <summary>Writes the exception to the error writer.</summary>
    /// <returns>The exit code: one of <see cref="ExitCode"/>.</returns>
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
        DirectoryReadException e => (ExitCode.Invalid, [Diagnostic.Line(e.Path, e.Line, e.Column, "error", rule: null, e.Reason)]),
        CommandException e => (e.ExitCode, [$"nanogpt: {e.Message}"]),
        NanoGptException e => (ServiceFailure.Code(e), ServiceFailure.Lines(e)),
        WaitCanceledException e => (ExitCode.Interrupted, [ServiceFailure.Resume(e.Job)]),
        OperationCanceledException => (ExitCode.Interrupted, []),
        IOException or UnauthorizedAccessException => (ExitCode.File, [$"nanogpt: {exception.Message}"]),
        _ => (ExitCode.Unexpected, [$"nanogpt: unexpected {exception.GetType().Name}: {exception.Message}"]),
    };
}
