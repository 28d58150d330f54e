namespace NanoGpt.Testing;

/// <summary>The files of the repository that the tests were built in.</summary>
public static class Repository
{
    /// <summary>Gets the full path of the repository's folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>Returns the full path of a file or folder.</summary>
    /// <param name="path">A path relative to the repository.</param>
    public static string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>Reads a file; line ends become <c>\n</c>.</summary>
    /// <param name="path">A path relative to the repository.</param>
    public static string Read(string path) => File.ReadAllText(PathOf(path)).ReplaceLineEndings("\n");

    /// <summary>Returns the files that git would list, as sorted paths relative to the repository.</summary>
    /// <param name="pattern">A pattern of file names, such as <c>*.cs</c>.</param>
    /// <param name="folder">The folder to search, relative to the repository.</param>
    public static IEnumerable<string> Files(string pattern, string folder = "") =>
        Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "artifacts" or "bin" or "obj" or ".git" or "quickstart-output"))
            .Order(StringComparer.Ordinal);

    // The build maps source paths, so the search starts in the output folder, which lies in the repository.
    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NanoGpt.Codegen.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder;
    }
}
