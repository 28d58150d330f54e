using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoGpt.Schema.Files;

namespace NanoGpt.Generator;

/// <summary>Reads the model and provider files among the additional files of a project.</summary>
internal static class DirectoryFiles
{
    private const string Origin = "build_metadata.AdditionalFiles.NanoGptModel";
    private const string Provider = "build_metadata.AdditionalFiles.NanoGptProvider";

    /// <summary>Returns the file, or null if its metadata do not mark it as a file of the directory.</summary>
    public static DirectoryFile? Read(
        AdditionalText text, AnalyzerConfigOptionsProvider provider, CancellationToken cancellationToken)
    {
        var options = provider.GetOptions(text);
        if (!options.TryGetValue(Origin, out var origin) || origin is not ("builtin" or "user"))
        {
            return null;
        }

        // The default provider of user files is nanogpt.
        var id = options.TryGetValue(Provider, out var value) && value.Length > 0 ? value : "nanogpt";
        var content = text.GetText(cancellationToken)?.ToString() ?? "";
        return new DirectoryFile(id, DirectoryFile.KindOf(text.Path), text.Path, content) { IsUserFile = origin == "user" };
    }

    /// <summary>Returns the file name of a path without its extension. Both kinds of slashes are separators.</summary>
    public static string GetName(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name;
    }
}
