using System.CommandLine;
using System.Text.Json.Nodes;
using NanoGpt.Directories.Export;

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

    /// <summary>Writes a report in the form that is asked for.</summary>
    public void Write(
        ParseResult result, CommandHost host, Func<JsonNode> asJson, Func<IEnumerable<string>> asMarkdown, Func<IEnumerable<string>> asLines)
    {
        if (result.GetValue(json))
        {
            host.Output.Write(JsonOutput.Text(asJson()));
            return;
        }

        foreach (var line in result.GetValue(markdown) ? asMarkdown() : asLines())
        {
            host.Output.WriteLine(line);
        }
    }
}
