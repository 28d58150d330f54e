using System.Collections.Immutable;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Generator;

/// <summary>What all files say together, issues and spans included.</summary>
/// <param name="Catalog">The models and issues.</param>
/// <param name="Files">The files.</param>
internal sealed record LoadedDirectory(Catalog Catalog, IReadOnlyList<ParsedFile> Files)
{
    /// <summary>Builds the catalog of the files that are ours.</summary>
    public static LoadedDirectory Of(ImmutableArray<ParsedFile?> parsed, CancellationToken cancellation)
    {
        var files = new List<ParsedFile>(parsed.Length);
        foreach (var file in parsed)
        {
            if (file is not null)
            {
                files.Add(file);
            }
        }

        return new LoadedDirectory(ModelDirectory.Build(files, cancellation), files);
    }
}
