using NanoGpt.Catalogs.Requests;
using NanoGpt.Directories.Diff;
using NanoGpt.Directories.Wording;
using Spectre.Console;

namespace NanoGpt.Cli.Reports;

/// <summary>Formats a portability report as a page, JSON and Markdown.</summary>
internal static class PortabilityReport
{
    private static readonly (PortabilityKind Kind, string Word, string Title)[] Sections =
    [
        (PortabilityKind.Lost, "lost", "Lost"),
        (PortabilityKind.Narrower, "change", "To change"),
        (PortabilityKind.Required, "add", "To add"),
        (PortabilityKind.Rule, "rule", "Rules"),
        (PortabilityKind.Differs, "differs", "Different result"),
    ];

    /// <summary>Writes a table of the differences and returns the summary lines.</summary>
    public static IEnumerable<string> Page(Portability report, CommandHost host)
    {
        var console = host.CreateConsole();
        console.MarkupLineInterpolated(
            $"[bold]{ModelNames.Full(report.From)}[/] -> [bold]{ModelNames.Full(report.To)}[/]{Status(report.To)}");
        if (report.Items.Count > 0)
        {
            var table = host.CreateTable("", "WHAT", "ON THE OTHER MODEL");
            foreach (var item in report.Items)
            {
                table.AddRow(
                    Word(item.Kind), Markup.Escape(item.Change.Subject ?? ""),
                    Markup.Escape(item.Change.Message + DiffReport.Values(item.Change)));
            }

            console.WriteLine();
            host.WriteTable(table);
        }

        console.WriteLine();
        return Summaries(report).Select(summary => $"{summary.Title}: {string.Join(", ", summary.Names)}");
    }

    public static IEnumerable<string> Markdown(Portability report)
    {
        yield return $"## {MarkdownText.CodeForForge(ModelNames.Full(report.From))} → "
            + $"{MarkdownText.CodeForForge(ModelNames.Full(report.To))}{MarkdownText.ForForge(Status(report.To))}";
        foreach (var (kind, _, title) in Sections)
        {
            var items = report.Items.Where(item => item.Kind == kind).ToList();
            if (items.Count == 0)
            {
                continue;
            }

            yield return "";
            yield return $"### {title}";
            yield return "";
            foreach (var item in items)
            {
                yield return DiffReport.MarkdownLine(item.Change);
            }
        }

        yield return "";
        foreach (var (title, names) in Summaries(report))
        {
            yield return $"{title}: {string.Join(", ", names.Select(MarkdownText.CodeForForge))}.";
        }
    }

    public static JsonObject Json(Portability report) => new()
    {
        ["from"] = Model(report.From),
        ["to"] = Model(report.To),
        ["differences"] = new JsonArray([.. report.Items.Select(item => new JsonObject
        {
            ["kind"] = Word(item.Kind),
            ["code"] = item.Change.Code,
            ["subject"] = item.Change.Subject,
            ["message"] = item.Change.Message,
            ["from"] = item.Change.Old,
            ["to"] = item.Change.New,
        })]),
        ["same"] = Names(report.Same),
        ["more"] = Names(report.More),
    };

    public static string Summary(Portability report) => report.Items.Count == 0
        ? "nothing differs"
        : string.Join(", ", Sections
            .Select(section => (section.Word, Count: report.Items.Count(item => item.Kind == section.Kind)))
            .Where(pair => pair.Count > 0)
            .Select(pair => $"{pair.Count} {pair.Word}"));

    private static IEnumerable<(string Title, IReadOnlyList<string> Names)> Summaries(Portability report)
    {
        yield return ("The same", report.Same.Count > 0 ? report.Same : ["nothing"]);
        if (report.More.Count > 0)
        {
            yield return ("Only there, optional", report.More);
        }
    }

    private static string Status(ModelDefinition model) => model.Status switch
    {
        ModelStatus.Active => "",
        _ => $" ({model.Status.ToString().ToLowerInvariant()}{(model.Successor is { } id ? $"; use {id}" : "")})",
    };

    private static string Word(PortabilityKind kind) => Sections.First(section => section.Kind == kind).Word;

    private static JsonObject Model(ModelDefinition model) =>
        new() { ["provider"] = model.Provider, ["id"] = model.Id, ["type"] = model.RequestType };

    private static JsonArray Names(IReadOnlyList<string> names) => [.. names.Select(name => JsonValue.Create(name))];
}
