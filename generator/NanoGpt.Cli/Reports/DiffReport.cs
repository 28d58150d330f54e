using NanoGpt.Directories.Diff;
using NanoGpt.Directories.Wording;

namespace NanoGpt.Cli.Reports;

/// <summary>Formats differences as lines, JSON and Markdown.</summary>
internal static class DiffReport
{
    private static readonly (ChangeKind Kind, string Title)[] Sections =
        [(ChangeKind.Breaking, "Breaking"), (ChangeKind.Additive, "Additive"), (ChangeKind.Documentation, "Documentation")];

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
        $"{string.Join(", ", Sections.Select(section => $"{Count(diff, section.Kind)} {section.Title.ToLowerInvariant()}"))}; "
            + $"version: {diff.Bump}";

    public static JsonObject Json(CatalogDiff diff) => new()
    {
        ["bump"] = diff.Bump,
        ["breaking"] = diff.Changes.Count(change => change.Kind == ChangeKind.Breaking),
        ["additive"] = diff.Changes.Count(change => change.Kind == ChangeKind.Additive),
        ["documentation"] = diff.Changes.Count(change => change.Kind == ChangeKind.Documentation),
        ["changes"] = new JsonArray([.. diff.Changes.Select(change => new JsonObject
        {
            ["kind"] = JsonOutput.ToLowerName(change.Kind),
            ["code"] = change.Code,
            ["affects"] = JsonOutput.ToLowerName(change.Aspect),
            ["provider"] = change.Provider,
            ["model"] = change.Model,
            ["subject"] = change.Subject,
            ["message"] = change.Message,
            ["old"] = change.Old,
            ["new"] = change.New,
        })]),
    };

    public static IEnumerable<string> Markdown(CatalogDiff diff)
    {
        yield return diff.Changes.Count == 0
            ? "No change of the model directory."
            : $"**Version: {diff.Bump}.** {Count(diff, ChangeKind.Breaking)} breaking, {Count(diff, ChangeKind.Additive)} "
                + $"additive, {Count(diff, ChangeKind.Documentation)} documentation.";
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
                var (provider, id) = model.Key;
                var suffix = id is null ? "" : $" ({MarkdownText.ForForge(provider)})";
                yield return $"{MarkdownText.CodeForForge(id ?? provider)}{suffix}";
                yield return "";
                foreach (var change in model)
                {
                    yield return MarkdownLine(change);
                }
            }
        }
    }

    private static string Place(Change change) =>
        change.Provider + (change.Model is null ? "" : $"/{change.Model}") + (change.Subject is null ? "" : $" {change.Subject}");

    public static string Values(Change change) => (change.Old, change.New) switch
    {
        ({ } old, { } now) => $" ({old} -> {now})",
        _ => "",
    };

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
