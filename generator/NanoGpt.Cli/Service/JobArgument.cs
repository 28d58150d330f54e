namespace NanoGpt.Cli.Service;

/// <summary>
/// Adds <c>JOB</c> to a command: a job id, a handle, a file with a handle, or - for a handle from standard input.
/// </summary>
internal sealed class JobArgument
{
    private readonly CommandHost host;
    private readonly Argument<string> job = new("JOB")
    {
        Description = "The job's id, the handle that 'submit' printed, a file with it, or - to read it from standard input",
    };

    private readonly Option<string?> model = new("--model")
    {
        Description = "The job's model, which some jobs require",
        HelpName = "MODEL",
    };

    public JobArgument(Command command, CommandHost host)
    {
        this.host = host;
        command.Arguments.Add(job);
        command.Options.Add(model);
    }

    /// <summary>Returns the job without contacting the service.</summary>
    /// <exception cref="CommandException">The argument is not a job.</exception>
    public VideoJob Read(ParseResult result, IVideoClient client)
    {
        var word = result.GetValue(job)!;
        var text = word switch
        {
            "-" => host.Input.ReadToEnd(),
            _ when word.TrimStart().StartsWith('{') => word,
            _ when File.Exists(word) => File.ReadAllText(word),
            _ => new JsonObject { ["runId"] = word }.ToJsonString(),
        };
        try
        {
            var resumed = client.Resume(text);
            return result.GetValue(model) is { } name
                ? new VideoJob(client, resumed.RunId, name)
                {
                    SubmissionId = resumed.SubmissionId,
                    SubmittedAt = resumed.SubmittedAt,
                }
                : resumed;
        }
        catch (FormatException)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"'{(word == "-" ? "standard input" : word)}' is not a job: specify its id, or the handle that 'submit' "
                    + "printed.");
        }
    }
}
