using NanoGpt.Cli.Output;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Export;

/// <summary>The whole directory as JSON.</summary>
internal sealed class JsonFormat : ExportFormat
{
    public override string Name => "json";

    public override string Text(Catalog catalog) => JsonOutput.Text(CatalogExport.Catalog(catalog));
}
