namespace NanoGpt.Definitions;

/// <summary>Checks ids of models and derives file names from them.</summary>
public static class ModelId
{
    private const int Longest = 128;

    /// <summary>Returns whether a text can be the id of a model, and no part of it means a folder.</summary>
    public static bool IsValid(string id) =>
        id is { Length: > 0 and <= Longest } && char.IsAsciiLetterOrDigit(id[0]) && char.IsAsciiLetterOrDigit(id[^1])
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
        && id.Split('/').All(part => part.Trim('.').Length > 0);

    /// <summary>Returns the name of a file about a model, without folder and extension.</summary>
    public static string FileName(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Replace("/", "__", StringComparison.Ordinal);
    }
}
