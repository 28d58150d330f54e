namespace NanoGpt.Cli.Requests;

/// <summary>A request cannot be made out of the command line's words. Nothing was sent.</summary>
/// <param name="message">What is wrong and what to write instead.</param>
internal sealed class RequestSyntaxException(string message) : CommandException(Cli.ExitCode.Invalid, message);
