using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Directories.Export.Markdown;
using NanoGpt.Directories.Export.OpenApi;
using NanoGpt.Directories.Generated;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Export;

/// <summary>Represents a form in which a directory can be exported.</summary>
public abstract class ExportFormat
{
    /// <summary>Returns all the forms.</summary>
    /// <param name="version">The version that the OpenAPI document carries.</param>
    public static IReadOnlyList<ExportFormat> All(string version) =>
        [new JsonFormat(), new JsonSchemaFormat(), new OpenApiFormat(version), new MarkdownFormat()];

    /// <summary>Gets the name of the form: <c>json</c>, <c>json-schema</c>, <c>openapi</c> or <c>markdown</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Gets how the names of its files end.</summary>
    public virtual string Extension => ".json";

    /// <summary>Writes the whole directory as one text.</summary>
    public abstract void Write(Catalog catalog, TextWriter output);

    /// <summary>Returns the directory as several files; none if the form is one text.</summary>
    public virtual IEnumerable<GeneratedFile> Files(Catalog catalog) => [];
}
