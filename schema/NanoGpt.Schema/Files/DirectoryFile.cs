namespace NanoGpt.Schema.Files;

/// <summary>Represents a file of a model directory as text.</summary>
/// <param name="Provider">The id of the provider, which is the name of its folder.</param>
/// <param name="Kind">The kind of the file.</param>
/// <param name="Path">The path for issues. It is not opened.</param>
/// <param name="Text">The content of the file.</param>
public sealed record DirectoryFile(string Provider, FileKind Kind, string Path, string Text)
{
    /// <summary>Gets a value that indicates whether a user owns the file. It replaces a built-in file of the same id.</summary>
    public bool IsUserFile { get; init; }

    /// <summary>Gets the name of the file without its folder and extension.</summary>
    public string Name => FileName(Path) is var name && name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name;

    /// <summary>Returns the kind of a file by its name.</summary>
    /// <param name="path">The path of the file.</param>
    public static FileKind KindOf(string path) => FileName(path) switch
    {
        "provider.yaml" or "provider.yml" => FileKind.Provider,
        "fields.yaml" or "fields.yml" => FileKind.Fields,
        _ => FileKind.Model,
    };

    /// <summary>Returns the name of a model's file, without folder and extension.</summary>
    /// <param name="id">The id of the model.</param>
    public static string NameOf(string id) => id.Replace("/", "__");

    /// <summary>Returns the last part of a path. Both kinds of slashes are separators.</summary>
    /// <param name="path">The path of the file.</param>
    public static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}

/// <summary>Specifies the kind of a file of a model directory.</summary>
public enum FileKind
{
    /// <summary><c>provider.yaml</c>: the provider with its addresses, limits and sources.</summary>
    Provider,

    /// <summary><c>fields.yaml</c>: the declarations of request fields.</summary>
    Fields,

    /// <summary>The definition of a model.</summary>
    Model,
}
