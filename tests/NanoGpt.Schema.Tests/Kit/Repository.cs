using System.Runtime.CompilerServices;
using NanoGpt.Schema.Files;

namespace NanoGpt.Schema.Tests.Kit;

/// <summary>The files of this repository, found from where this file stood when it was compiled or from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The files of a provider's folder, as the generator would be handed them.</summary>
    public static IEnumerable<DirectoryFile> Provider(string id)
    {
        var folder = Path.Combine(Root, "schema", id);
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(Root, path).Replace('\\', '/');
            yield return new DirectoryFile(id, DirectoryFile.KindOf(relative), relative, File.ReadAllText(path));
        }
    }

    // Paths of a deterministic build are mapped, so the output folder is the surer start.
    private static string Find([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(here)! })
        {
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "NanoGpt.Codegen.sln")))
                {
                    return folder;
                }
            }
        }

        throw new InvalidOperationException("The tests must run from within the repository.");
    }
}
