using System.CommandLine;

namespace NanoGpt.Cli.Output;

/// <summary><c>--json</c> and <c>--markdown</c>: a report for programs, or for a page.</summary>
internal sealed class ReportFormat
{
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };
    private readonly Option<bool> markdown = new("--markdown") { Description = "Write Markdown, such as for the text of a pull request" };

    /// <summary>Gives a command both options.</summary>
    public ReportFormat(Command command)
    {
        command.Options.Add(json);
        command.Options.Add(markdown);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(markdown))
            {
                result.AddError("--json and --markdown are two forms of the same: choose one.");
            }
        });
    }

    /// <summary>Whether JSON is asked for.</summary>
    public bool IsJson(ParseResult result) => result.GetValue(json);

    /// <summary>Whether Markdown is asked for.</summary>
    public bool IsMarkdown(ParseResult result) => result.GetValue(markdown);
}
