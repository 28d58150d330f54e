using NanoGpt.Cli.Generated;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Export;

/// <summary>One form that a directory can be exported in.</summary>
internal abstract class ExportFormat
{
    /// <summary>The word of <c>--format</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How the names of its files end.</summary>
    public virtual string Extension => ".json";

    /// <summary>Writes the whole directory as one text.</summary>
    public abstract void Write(Catalog catalog, TextWriter output);

    /// <summary>The directory as several files; none if the form is one text.</summary>
    public virtual IEnumerable<GeneratedFile> Files(Catalog catalog) => [];
}
