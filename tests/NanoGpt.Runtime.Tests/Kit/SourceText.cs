using System.Reflection;

namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>The files that the tests were built from.</summary>
public static class SourceText
{
    private static string Root { get; } =
        typeof(SourceText).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>The C# under a folder.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)];
}
