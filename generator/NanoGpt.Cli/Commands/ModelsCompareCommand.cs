using System.CommandLine;
using NanoGpt.Cli.Output;
using NanoGpt.Cli.Reports;
using NanoGpt.Directories.Diff;

namespace NanoGpt.Cli.Commands;

/// <summary><c>models compare A B</c>: what a request for one model loses or must change on another.</summary>
internal sealed class ModelsCompareCommand : Command
{
    private readonly CommandHost host;
    private readonly DirectoryOption directory = new();
    private readonly Argument<string> from = new("A") { Description = "The model that a request is for: its id, or provider/id" };
    private readonly Argument<string> to = new("B") { Description = "The model that it is to be sent to" };
    private readonly ReportFormat format;

    public ModelsCompareCommand(CommandHost host)
        : base("compare", "Says what a request for model A loses or must change on model B.")
    {
        this.host = host;
        Arguments.Add(from);
        Arguments.Add(to);
        Options.Add(directory);
        format = new ReportFormat(this);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        if (directory.Load(result, host) is not { } catalog)
        {
            return ExitCode.Invalid;
        }

        if (ModelNames.Find(catalog, result.GetValue(from)!, host) is not { } one || ModelNames.Find(catalog, result.GetValue(to)!, host) is not { } other)
        {
            return ExitCode.Usage;
        }

        var report = Portability.Of(one, other);
        format.Write(result, host, () => PortabilityReport.Json(report), () => PortabilityReport.Markdown(report), () => PortabilityReport.Page(report, host));
        host.Error.WriteLine(PortabilityReport.Summary(report));
        return ExitCode.Ok;
    }
}
