using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Directories.Export.Markdown;
using NanoGpt.Directories.Export.OpenApi;
using NanoGpt.Directories.Generated;

namespace NanoGpt.Directories.Export;

/// <summary>Represents a format in which a directory can be exported.</summary>
public abstract class ExportFormat
{
    /// <summary>Returns all formats.</summary>
    /// <param name="version">The version of the OpenAPI document.</param>
    public static IReadOnlyList<ExportFormat> All(string version) =>
        [new JsonFormat(), new JsonSchemaFormat(), new OpenApiFormat(version), new MarkdownFormat()];

    /// <summary>Gets the name of the format: <c>json</c>, <c>json-schema</c>, <c>openapi</c> or <c>markdown</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the file name extension.</summary>
    public virtual string Extension => ".json";

    /// <summary>Writes the whole directory as one text.</summary>
    public abstract void Write(Catalog catalog, TextWriter output);

    /// <summary>Describes what <see cref="Write"/> writes, such as <c>209 models</c>.</summary>
    public virtual string Describe(Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return $"{catalog.Models.Count} models";
    }

    /// <summary>Returns the directory as several files; empty if the format is a single text.</summary>
    public virtual IEnumerable<GeneratedFile> Files(Catalog catalog) => [];
}
