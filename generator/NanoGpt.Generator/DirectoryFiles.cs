using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoGpt.Schema.Files;

namespace NanoGpt.Generator;

/// <summary>Tells the directory's files from a project's other additional files.</summary>
internal static class DirectoryFiles
{
    private const string Origin = "build_metadata.AdditionalFiles.NanoGptModel";
    private const string Provider = "build_metadata.AdditionalFiles.NanoGptProvider";

    /// <summary>The file as the loader takes it; null if it is not marked as ours.</summary>
    public static DirectoryFile? Read(AdditionalText text, AnalyzerConfigOptionsProvider provider, CancellationToken cancellation)
    {
        var options = provider.GetOptions(text);
        if (!options.TryGetValue(Origin, out var origin) || origin is not ("builtin" or "user"))
        {
            return null;
        }

        if (!options.TryGetValue(Provider, out var of) || of.Length == 0)
        {
            of = "nanogpt";   // the provider of the user's own models unless their metadata name another
        }

        var content = text.GetText(cancellation)?.ToString() ?? "";
        return new DirectoryFile(of, DirectoryFile.KindOf(text.Path), text.Path, content) { IsUserFile = origin == "user" };
    }

    /// <summary>The last part of a path without its extension, whichever way the path's slashes lean.</summary>
    public static string NameOf(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name;
    }
}
