namespace NanoGpt.Schema.Files;

/// <summary>One file of a directory, as text.</summary>
/// <param name="Provider">The provider's id: the folder's name.</param>
/// <param name="Kind">What the file holds.</param>
/// <param name="Path">The file's name, for issues; nothing is read from there.</param>
/// <param name="Text">The whole file.</param>
public sealed record DirectoryFile(string Provider, FileKind Kind, string Path, string Text)
{
    /// <summary>Whether it comes from the user of a directory: it then replaces the built-in file of the same id whole.</summary>
    public bool IsUserFile { get; init; }

    /// <summary>What a file of this name holds.</summary>
    public static FileKind KindOf(string path) => FileName(path) switch
    {
        "provider.yaml" or "provider.yml" => FileKind.Provider,
        "fields.yaml" or "fields.yml" => FileKind.Fields,
        _ => FileKind.Model,
    };

    internal static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}

/// <summary>What a file of a directory holds.</summary>
public enum FileKind
{
    /// <summary><c>provider.yaml</c>: who answers, where, and within which limits.</summary>
    Provider,

    /// <summary><c>fields.yaml</c>: every request field.</summary>
    Fields,

    /// <summary>One model.</summary>
    Model,
}
