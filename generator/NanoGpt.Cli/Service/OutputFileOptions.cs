namespace NanoGpt.Cli.Service;

/// <summary>Adds <c>--out</c> and <c>--force</c> to a command.</summary>
internal sealed class OutputFileOptions
{
    private readonly Option<string?> file = new("--out", "-o")
    {
        Description =
            "The file, or - for standard output; several videos are numbered before the extension [default: the job's id with "
                + ".mp4]",
        HelpName = "FILE",
    };

    private readonly Option<bool> force = new("--force") { Description = "Replace files that exist" };

    public OutputFileOptions(Command command)
    {
        command.Options.Add(file);
        command.Options.Add(force);
    }

    /// <summary>Returns the target of the videos.</summary>
    /// <exception cref="CommandException"><c>--out</c> is empty, or standard output cannot be used.</exception>
    public VideoTarget Target(ParseResult result, CommandHost host, bool isOutputTaken)
    {
        var path = result.GetValue(file);
        var problem = path switch
        {
            not null when string.IsNullOrWhiteSpace(path) => "--out must be the name of a file, or - for standard output.",
            VideoTarget.StandardOutput when host.IsTerminal =>
                "--out - would write a video to a terminal: redirect standard output, or specify a file.",
            VideoTarget.StandardOutput when isOutputTaken => "--out - and --json both write to standard output: specify a file.",
            _ => null,
        };
        return problem is null
            ? new VideoTarget(host, path, result.GetValue(force)) : throw new CommandException(ExitCode.Usage, problem);
    }
}
