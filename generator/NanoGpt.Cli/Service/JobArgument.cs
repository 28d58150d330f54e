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

    private readonly Option<string?> provider = new("--provider")
    {
        Description = $"The provider of a job that is given by its id [default: {ProviderIds.NanoGpt}]",
        HelpName = "PROVIDER",
    };

    public JobArgument(Command command, CommandHost host)
    {
        this.host = host;
        provider.AcceptOnlyFromAmong([.. ProviderService.Ids]);
        command.Arguments.Add(job);
        command.Options.Add(model);
        command.Options.Add(provider);
    }

    /// <summary>Returns the job and the client of its provider, which must be disposed, without contacting the service.</summary>
    /// <exception cref="CommandException">The argument is not a job, or there is no key.</exception>
    public (VideoClient Client, VideoJob Job) Open(
        ParseResult result, ServiceOptions service, Action<VideoClientOptions>? configure = null)
    {
        var word = result.GetValue(job)!;
        var handle = Read(result, word);
        var client = service.Open(result, ProviderService.Of((string)handle["provider"]!), configure);
        try
        {
            return (client, client.Resume(handle.ToJsonString()));
        }
        catch (FormatException)
        {
            client.Dispose();
            throw NotAJob(word);
        }
    }

    private JsonObject Read(ParseResult result, string word)
    {
        var text = word switch
        {
            "-" => host.Input.ReadToEnd(),
            _ when word.TrimStart().StartsWith('{') => word,
            _ when File.Exists(word) => File.ReadAllText(word),
            _ => new JsonObject { ["runId"] = word, ["model"] = "" }.ToJsonString(),
        };
        try
        {
            var handle = JsonNode.Parse(text) as JsonObject ?? throw NotAJob(word);
            handle["provider"] = handle["provider"]?.GetValue<string>() ?? result.GetValue(provider) ?? ProviderIds.NanoGpt;
            if (result.GetValue(model) is { } name)
            {
                handle["model"] = name;
            }

            return handle;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw NotAJob(word);
        }
    }

    private static CommandException NotAJob(string word) => new(
        ExitCode.Usage,
        $"'{(word == "-" ? "standard input" : word)}' is not a job: specify its id, or the handle that 'submit' printed. "
        + "A job of Venice also requires --model.");
}
