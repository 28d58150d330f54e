namespace NanoGpt.Cli.Sync.Listing;

/// <summary>Ids of models, and the names of their files.</summary>
internal static class ModelId
{
    private const int Longest = 128;

    /// <summary>Whether a text can be a model's id: the directory's own rule, and no part that means a folder.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(id[0]) && char.IsAsciiLetterOrDigit(id[^1])
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
        && id.Split('/').All(part => part.Trim('.').Length > 0);

    /// <summary>The name of the file: no separator of folders is left in it.</summary>
    public static string FileName(string id) => id.Replace("/", "__", StringComparison.Ordinal) + ".yaml";
}
