using System.CommandLine;

namespace NanoGpt.Cli.Service;

/// <summary><c>--timeout</c>: how long a command waits for a job.</summary>
internal sealed class WaitOptions
{
    private readonly Option<double?> timeout = new("--timeout")
    {
        Description = "Stop waiting after so many seconds; the job goes on [default: wait as long as it takes]",
        HelpName = "SECONDS",
    };

    public WaitOptions(Command command)
    {
        timeout.Validators.Add(value =>
        {
            if (value.GetValueOrDefault<double?>() is { } seconds && seconds is not (> 0 and <= 1_000_000))
            {
                value.AddError("--timeout takes more than 0 seconds.");
            }
        });
        command.Options.Add(timeout);
    }

    public void Apply(ParseResult result, NanoGptClientOptions options) =>
        options.WaitTimeout = result.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
