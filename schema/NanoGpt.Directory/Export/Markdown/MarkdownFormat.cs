using NanoGpt.Directories.Generated;
using NanoGpt.Schema.Files;

namespace NanoGpt.Directories.Export.Markdown;

/// <summary>Exports Markdown pages: one per model, and an index.</summary>
internal sealed class MarkdownFormat : ExportFormat
{
    private static readonly string Mark = $"<!-- {GeneratedFile.Marker("nanogpt export")} -->\n\n";

    public override string Name => "markdown";
    public override string Extension => ".md";

    public override void Write(Catalog catalog, TextWriter output) =>
        output.Write(Mark + string.Join(
            '\n', Pages(catalog).Select(page => page.Text).Prepend(ModelMarkdown.WriteIndex(catalog, static _ => null))));

    public override IEnumerable<GeneratedFile> Files(Catalog catalog) =>
        Pages(catalog).Select(page => new GeneratedFile(page.Path, Mark + page.Text))
            .Prepend(new GeneratedFile("index.md", Mark + ModelMarkdown.WriteIndex(catalog, PathOf)));

    private static IEnumerable<(string Path, string Text)> Pages(Catalog catalog)
    {
        var providers = catalog.Providers.ToDictionary(provider => provider.Id, StringComparer.Ordinal);
        return catalog.Models.Select(model => (PathOf(model), ModelMarkdown.Write(model, providers[model.Provider])));
    }

    private static string PathOf(ModelDefinition model) => $"{model.Provider}/{DirectoryFile.NameOf(model.Id)}.md";
}
