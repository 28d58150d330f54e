using System.Reflection;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Where the repository lies on this machine.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static string TestFolder { get; } = Path.Combine(Root, "tests", "NanoGpt.Generator.Tests");

    /// <summary>The files of a built-in provider, as a project hands them to the compiler.</summary>
    public static IReadOnlyList<YamlFile> Provider(string id)
    {
        var folder = Path.Combine(Root, "schema", id);
        return Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new YamlFile(
                $"/packages/schema/{id}/" + Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path), Provider: id))
            .ToArray();
    }
}
