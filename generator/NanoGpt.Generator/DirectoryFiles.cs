using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoGpt.Schema.Files;

namespace NanoGpt.Generator;

/// <summary>Reads the model and provider files among the additional files of a project.</summary>
internal static class DirectoryFiles
{
    private const string Origin = "build_metadata.AdditionalFiles.NanoGptModel";
    private const string Provider = "build_metadata.AdditionalFiles.NanoGptProvider";

    // The keys of a model with inputs. Other YAML files have hardly all of them.
    private static readonly string[] ModelKeys = ["id:", "modes:", "inputs:"];

    /// <summary>Returns the file, or null if its metadata do not mark it as a file of the directory.</summary>
    public static DirectoryFile? Read(
        AdditionalText text, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        var options = provider.GetOptions(text);
        if (GetOrigin(options) is not { } origin)
        {
            return null;
        }

        // The default provider of user files is nanogpt.
        var id = options.TryGetValue(Provider, out var value) && value.Length > 0 ? value : "nanogpt";
        var content = text.GetText(cancellationToken)?.ToString() ?? "";
        return new DirectoryFile(id, DirectoryFile.KindOf(text.Path), text.Path, content) { IsUserFile = origin == "user" };
    }

    /// <summary>Returns an issue if a file has the keys of a model, but not the metadata of a file of the directory.</summary>
    public static ProjectIssues? CheckUnmarked(
        AdditionalText text, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        var isYaml = text.Path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            || text.Path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
        if (!isYaml || GetOrigin(provider.GetOptions(text)) is not null || text.GetText(cancellationToken) is not { } content)
        {
            return null;
        }

        var lines = content.Lines.Select(line => content.ToString(line.Span)).ToList();
        return ModelKeys.All(key => lines.Exists(line => line.StartsWith(key, StringComparison.Ordinal)))
            ? new ProjectIssues(new([ProjectIssue.Create(GeneratorRules.UnmarkedModel, GetFileName(text.Path))]))
            : null;
    }

    /// <summary>Returns the file name of a path without its extension. Both kinds of slashes are separators.</summary>
    public static string GetName(string path)
    {
        var name = GetFileName(path);
        return name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name;
    }

    private static string GetFileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    private static string? GetOrigin(AnalyzerConfigOptions options) =>
        options.TryGetValue(Origin, out var origin) && origin is "builtin" or "user" ? origin : null;
}
