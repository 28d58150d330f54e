using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Schema.Files;

namespace NanoGpt.Generator;

/// <summary>Represents what an additional file is to the generator.</summary>
/// <param name="File">The model or provider file, or null if the metadata do not mark it as a file of the directory.</param>
/// <param name="Issue">The issue if a file is not marked but has the keys of a model.</param>
internal sealed record AdditionalFile(DirectoryFile? File, ProjectIssue? Issue)
{
    private const string Origin = "build_metadata.AdditionalFiles.NanoGptModel";
    private const string Provider = "build_metadata.AdditionalFiles.NanoGptProvider";

    // The keys of a model with inputs. Other YAML files have hardly all of them.
    private static readonly string[] ModelKeys = ["id:", "modes:", "inputs:"];

    private static readonly AdditionalFile Other = new(null, null);

    public static AdditionalFile Read(
        AdditionalText text, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        var options = provider.GetOptions(text);
        if (!options.TryGetValue(Origin, out var origin) || origin is not ("builtin" or "user"))
        {
            return IsYaml(text.Path) && text.GetText(cancellationToken) is { } source && HasModelKeys(source)
                ? new AdditionalFile(null, ProjectIssue.Create(GeneratorRules.UnmarkedModel, DirectoryFile.FileName(text.Path)))
                : Other;
        }

        // The default provider of user files is nanogpt.
        var id = options.TryGetValue(Provider, out var value) && value.Length > 0 ? value : "nanogpt";
        var content = text.GetText(cancellationToken)?.ToString() ?? "";
        return new(new(id, DirectoryFile.KindOf(text.Path), text.Path, content) { IsUserFile = origin == "user" }, null);
    }

    private static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static bool HasModelKeys(SourceText source)
    {
        var lines = source.Lines.Select(line => source.ToString(line.Span)).ToList();
        return ModelKeys.All(key => lines.Exists(line => line.StartsWith(key, StringComparison.Ordinal)));
    }
}
