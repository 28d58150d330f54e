namespace NanoGpt.Cli.Output;

/// <summary>Adds <c>--json</c> and <c>--markdown</c> to a command.</summary>
internal sealed class ReportFormat
{
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };
    private readonly Option<bool> markdown = new("--markdown")
    {
        Description = "Write Markdown, such as for the text of a pull request",
    };

    public ReportFormat(Command command)
    {
        command.Options.Add(json);
        command.Options.Add(markdown);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(markdown))
            {
                result.AddError("--json and --markdown are mutually exclusive.");
            }
        });
    }

    public void Write(
        ParseResult result, CommandHost host, Func<JsonNode> asJson, Func<IEnumerable<string>> asMarkdown,
        Func<IEnumerable<string>> asLines) =>
        host.Write(result.GetValue(json), asJson, result.GetValue(markdown) ? asMarkdown : asLines);
}
