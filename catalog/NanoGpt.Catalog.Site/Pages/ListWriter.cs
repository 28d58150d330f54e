using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NanoGpt.Catalogs.Data;
using NanoGpt.Catalogs.Search;
using NanoGpt.Directories.Export.Markdown;
using static NanoGpt.Directories.Wording.MarkdownText;

namespace NanoGpt.Catalogs.Site.Pages;

/// <summary>Writes the list of models, which can be read and searched before the app has started.</summary>
internal static class ListWriter
{
    private const string Heading = "# Models\n";

    // A page names its base, so that a link to the page itself must name its path.
    private const string Self = "./";

    /// <summary>Returns the page.</summary>
    /// <param name="catalog">The directory.</param>
    /// <param name="document">The data file of the directory.</param>
    public static SitePage Write(Catalog catalog, CatalogDocument document)
    {
        var rows = new CatalogDirectory(document).Models.Select(static model => new ModelRow(model)).ToList();
        var markdown = ModelMarkdown.WriteIndex(catalog, PageWriter.PathOf)
            .Replace(Heading, $"{Heading}\n{Issues(document)}{Filters(rows)}\n", StringComparison.Ordinal);
        var page = Markdown.Parse(markdown, PageWriter.Pipeline);
        AddTexts(page, catalog.Models.Zip(rows).ToDictionary(
            static pair => PageWriter.PathOf(pair.First), static pair => pair.Second.Text.ToLowerInvariant(),
            StringComparer.Ordinal));
        return new SitePage(
            "Models", "AI video models: what each takes, what it costs, and a form that checks a request.",
            page.ToHtml(PageWriter.Pipeline));
    }

    private static string Issues(CatalogDocument document) => document.IssueSummary is not { } summary ? ""
        : $"**{summary}**\n\n" + string.Concat(document.Issues.Select(static issue =>
            $"- {Plain(issue.Position)}: {issue.Severity} [{issue.Id}](rules/{issue.Id}/): {Plain(issue.Message)}\n")) + "\n";

    // Links to what only the app shows. An address with a filter starts it at once.
    private static string Filters(IReadOnlyList<ModelRow> rows)
    {
        var modes = new ModelSearch(rows).Find(ModelQuery.All).Counts[(int)Facet.Mode];
        return "Show " + string.Join(
            " · ",
            modes.Select(static mode => Link($"{mode.Value} ({mode.Count})", ModelQuery.All.Toggle(Facet.Mode, mode.Value)))
                .Prepend(Link("cheapest first", ModelQuery.All with { Sort = SortColumn.Price })));

        static string Link(string text, ModelQuery query) => $"[{text}]({Self}{query.ToUrl()})";
    }

    // The texts in which the app searches, too.
    private static void AddTexts(MarkdownDocument page, Dictionary<string, string> texts)
    {
        foreach (var row in page.Descendants<TableRow>())
        {
            if (row.Descendants<LinkInline>().FirstOrDefault() is { Url: { } url } && texts.TryGetValue(url, out var text))
            {
                row.GetAttributes().AddProperty("data-text", text);
            }
        }
    }
}
