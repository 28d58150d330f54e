using NanoGpt.Schema.Files;

namespace NanoGpt.Directories.Editing;

/// <summary>Provides the built-in directory as the start of a directory of its own.</summary>
public static class BuiltInDirectory
{
    /// <summary>Returns the built-in files of a provider with the paths that they have in a folder.</summary>
    /// <param name="provider">The id of the provider.</param>
    /// <param name="folder">The folder of the provider.</param>
    public static IEnumerable<DirectoryFile> Files(string provider, string folder) => DirectoryFiles.BuiltIn()
        .Where(file => file.Provider == provider)
        .Select(file => file with { Path = $"{folder}/{PathInProvider(file)}" });

    private static string PathInProvider(DirectoryFile file) => string.Join('/', file.Path.Split('/')[2..]);
}
