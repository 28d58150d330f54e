namespace NanoGpt.Cli.Tests.Kit;

/// <summary>Where this repository is.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "NanoGpt.Codegen.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run from the repository's folder."));
}
