using System.Reflection;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    public static string PathOf(string path) => Path.Combine(Root, path);
}
