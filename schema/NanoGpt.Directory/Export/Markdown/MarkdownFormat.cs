using NanoGpt.Directories.Generated;
using NanoGpt.Directories.Wording;
using static NanoGpt.Directories.Wording.MarkdownText;

namespace NanoGpt.Directories.Export.Markdown;

/// <summary>Exports Markdown pages: one per model, and an index.</summary>
internal sealed class MarkdownFormat : ExportFormat
{
    private static readonly string Mark = $"<!-- {GeneratedFile.Marker("nanogpt export")} -->\n\n";

    public override string Name => "markdown";
    public override string Extension => ".md";

    public override void Write(Catalog catalog, TextWriter output) =>
        output.Write(Mark + string.Join('\n', Pages(catalog).Select(page => page.Text).Prepend(Index(catalog, linked: false))));

    public override IEnumerable<GeneratedFile> Files(Catalog catalog) =>
        Pages(catalog).Select(page => new GeneratedFile(page.Path, Mark + page.Text))
            .Prepend(new GeneratedFile("index.md", Mark + Index(catalog, linked: true)));

    private static IEnumerable<(string Path, string Text)> Pages(Catalog catalog)
    {
        var providers = catalog.Providers.ToDictionary(provider => provider.Id, StringComparer.Ordinal);
        return catalog.Models.Select(model => (PathOf(model), ModelMarkdown.Write(model, providers[model.Provider])));
    }

    private static string Index(Catalog catalog, bool linked)
    {
        var index = new StringBuilder("# Models\n");
        foreach (var provider in catalog.Providers)
        {
            index.Append($"\n## {Plain(provider.Title)}\n\n{Plain(provider.Summary)}\n\n");
            index.Append(Row("model", "status", "modes", "price")).Append('\n');
            index.Append(Row(Enumerable.Repeat("---", 4))).Append('\n');
            foreach (var model in catalog.Models.Where(model => model.Provider == provider.Id))
            {
                var name = linked ? $"[{Plain(model.Id)}]({PathOf(model)})" : Plain(model.Id);
                index.Append(Row(
                    name, JsonOutput.ToLowerName(model.Status), Plain(string.Join(", ", model.Modes)),
                    Plain(PriceView.Summarize(model)))).Append('\n');
            }
        }

        return index.ToString();
    }

    private static string PathOf(ModelDefinition model) => $"{model.Provider}/{ModelId.FileName(model.Id)}.md";
}
