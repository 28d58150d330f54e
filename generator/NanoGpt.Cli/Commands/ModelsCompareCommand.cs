using NanoGpt.Cli.Reports;
using NanoGpt.Directories.Diff;

namespace NanoGpt.Cli.Commands;

/// <summary>
/// Implements <c>models compare A B</c>, which shows what a request for one model loses or must change on another.
/// </summary>
internal sealed class ModelsCompareCommand : CatalogCommand
{
    private readonly Argument<string> from = new("A") { Description = "The model that a request is for: its id, or provider/id" };
    private readonly Argument<string> to = new("B") { Description = "The model to compare with" };
    private readonly ReportFormat format;

    public ModelsCompareCommand(CommandHost host)
        : base(host, "compare", "Shows what a request for model A loses or must change on model B.")
    {
        Arguments.Add(from);
        Arguments.Add(to);
        format = new ReportFormat(this);
    }

    protected override int Run(ParseResult result, Catalog catalog)
    {
        if (ModelLookup.Find(catalog, result.GetValue(from)!, Host) is not { } one
            || ModelLookup.Find(catalog, result.GetValue(to)!, Host) is not { } other)
        {
            return ExitCode.Usage;
        }

        var report = Portability.Compare(one, other);
        format.Write(
            result, Host, () => PortabilityReport.Json(report), () => PortabilityReport.Markdown(report),
            () => PortabilityReport.Page(report, Host));
        Host.Error.WriteLine(PortabilityReport.Summary(report));
        return ExitCode.Ok;
    }
}
