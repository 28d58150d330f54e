namespace NanoGpt.Definitions;

/// <summary>Checks ids of models.</summary>
public static class ModelId
{
    private const int MaxLength = 128;

    /// <summary>Returns whether a text is a valid id of a model that cannot act as a relative path.</summary>
    /// <param name="id">The text.</param>
    public static bool IsValid(string id) =>
        id is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterOrDigit(id[0]) && char.IsAsciiLetterOrDigit(id[^1])
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
        && id.Split('/').All(part => part.Trim('.').Length > 0);
}
