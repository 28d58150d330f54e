using System.Globalization;
using System.Text.Json.Nodes;
using NanoGpt.Directories.Diff;
using NanoGpt.Directories.Wording;

namespace NanoGpt.Cli.Reports;

/// <summary>Differences as lines and as JSON.</summary>
internal static class DiffReport
{
    private static readonly (ChangeKind Kind, string Title)[] Sections =
        [(ChangeKind.Breaking, "Breaking"), (ChangeKind.Additive, "Additive"), (ChangeKind.Documentation, "Documentation")];

    /// <summary>One line a change, the breaking ones first.</summary>
    public static IEnumerable<string> Lines(CatalogDiff diff)
    {
        foreach (var (kind, title) in Sections)
        {
            foreach (var change in diff.Changes.Where(change => change.Kind == kind))
            {
                yield return $"{title.ToLowerInvariant()}: {Place(change)}: {change.Message}{Values(change)} [{change.Code}]";
            }
        }
    }

    public static string Summary(CatalogDiff diff) =>
        $"{string.Join(", ", Sections.Select(section => $"{Count(diff, section.Kind)} {section.Title.ToLowerInvariant()}"))}; version: {diff.Bump}";

    public static JsonObject Json(CatalogDiff diff) => new()
    {
        ["bump"] = diff.Bump,
        ["breaking"] = diff.Changes.Count(change => change.Kind == ChangeKind.Breaking),
        ["additive"] = diff.Changes.Count(change => change.Kind == ChangeKind.Additive),
        ["documentation"] = diff.Changes.Count(change => change.Kind == ChangeKind.Documentation),
        ["changes"] = new JsonArray([.. diff.Changes.Select(change => new JsonObject
        {
            ["kind"] = change.Kind.ToString().ToLowerInvariant(),
            ["code"] = change.Code,
            ["affects"] = change.Aspect.ToString().ToLowerInvariant(),
            ["provider"] = change.Provider,
            ["model"] = change.Model,
            ["subject"] = change.Subject,
            ["message"] = change.Message,
            ["old"] = change.Old,
            ["new"] = change.New,
        })]),
    };

    /// <summary>A page for a pull request: a section a kind, a line a change.</summary>
    public static IEnumerable<string> Markdown(CatalogDiff diff)
    {
        yield return diff.Changes.Count == 0
            ? "No change of the model directory."
            : $"**Version: {diff.Bump}.** {Count(diff, ChangeKind.Breaking)} breaking, {Count(diff, ChangeKind.Additive)} additive, {Count(diff, ChangeKind.Documentation)} documentation.";
        foreach (var (kind, title) in Sections)
        {
            var changes = diff.Changes.Where(change => change.Kind == kind).ToList();
            if (changes.Count == 0)
            {
                continue;
            }

            yield return "";
            yield return $"### {title}";
            foreach (var model in changes.GroupBy(change => (change.Provider, change.Model)))
            {
                yield return "";
                yield return $"{MarkdownText.CodeForForge(model.Key.Model ?? model.Key.Provider)}{(model.Key.Model is null ? "" : $" ({MarkdownText.ForForge(model.Key.Provider)})")}";
                yield return "";
                foreach (var change in model)
                {
                    yield return MarkdownLine(change);
                }
            }
        }
    }

    private static string Place(Change change) =>
        (change.Model is null ? change.Provider : $"{change.Provider}/{change.Model}") + (change.Subject is null ? "" : $" {change.Subject}");

    public static string Values(Change change) => (change.Old, change.New) switch
    {
        ({ } old, { } now) => $" ({old} -> {now})",
        _ => "",
    };

    /// <summary>A change as an item of a list.</summary>
    public static string MarkdownLine(Change change)
    {
        var subject = change.Subject is null ? "" : MarkdownText.CodeForForge(change.Subject) + ": ";
        return $"- {subject}{MarkdownText.ForForge(change.Message)}{MarkdownValues(change)}";
    }

    private static string MarkdownValues(Change change) => (change.Old, change.New) switch
    {
        ({ } old, { } now) => $" ({MarkdownText.CodeForForge(old)} → {MarkdownText.CodeForForge(now)})",
        _ => "",
    };

    private static string Count(CatalogDiff diff, ChangeKind kind) =>
        diff.Changes.Count(change => change.Kind == kind).ToString(CultureInfo.InvariantCulture);
}
