namespace NanoGpt.Definitions;

/// <summary>Represents a folder whose files may be used, and no others. Symbolic links are resolved.</summary>
/// <remarks>The links in the path of a subfolder are resolved once: create an instance for each operation.</remarks>
/// <param name="root">The path of the folder.</param>
public sealed class ConfinedFolder(string root)
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    private readonly Dictionary<string, string> folders = new(StringComparer.Ordinal);

    /// <summary>Gets the path of the folder without links.</summary>
    public string Root { get; } = ResolveAll(Path.GetFullPath(root), MaxLinks);

    /// <summary>Returns the path of a file without links; null if it is not in the folder.</summary>
    /// <param name="path">A path, absolute or relative to the folder.</param>
    /// <exception cref="IOException">A link cannot be resolved.</exception>
    public string? Resolve(string path)
    {
        var full = Path.GetFullPath(path, Root);
        var folder = Path.GetDirectoryName(full) ?? full;
        if (!folders.TryGetValue(folder, out var resolved))
        {
            folders.Add(folder, resolved = ResolveAll(folder, MaxLinks));
        }

        var real = Follow(Path.Combine(resolved, Path.GetFileName(full)), MaxLinks);
        var inside = Path.GetRelativePath(Root, real);
        return Path.IsPathRooted(inside) || inside.Split(Path.DirectorySeparatorChar)[0] == ".." ? null : real;
    }

    private static string ResolveAll(string path, int links)
    {
        var resolved = Path.GetPathRoot(path)!;
        foreach (var part in path[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Follow(Path.Combine(resolved, part), links);
        }

        return resolved;
    }

    // The path of a target can contain links of its own.
    private static string Follow(string path, int links) => File.ResolveLinkTarget(path, returnFinalTarget: false) switch
    {
        null => path,
        _ when links == 0 => throw new IOException($"{path} leads through too many links."),
        var target => ResolveAll(target.FullName, links - 1),
    };
}
