using NanoGpt.Extensions.AI.Functions;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Chooses the files of videos: new ones, directly in one folder.</summary>
internal static class OutputFiles
{
    private const string Extension = ".mp4";

    // Leaves room for a number and for the suffix of an incomplete file: file systems allow 255 bytes.
    private const int MaxNameLength = 150;

    /// <summary>Returns the paths; several are numbered.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="count">The number of videos.</param>
    /// <exception cref="ToolException">The name is not a plain name, or a file exists.</exception>
    public static IReadOnlyList<string> Choose(string folder, string name, int count)
    {
        var plain = name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : name;
        if (plain.Length is 0 or > MaxNameLength || plain[0] == '.' || !plain.All(IsPlain))
        {
            throw NotAllowed(
                $"file must be a name without a folder: at most {MaxNameLength} letters, digits, spaces, and - _ .");
        }

        var root = new ConfinedFolder(folder).Root;
        if (!Directory.Exists(root))
        {
            throw NotAllowed("The folder of videos does not exist.");
        }

        List<string> paths = count == 1
            ? [Path.Combine(root, plain + Extension)]
            : [.. Enumerable.Range(1, count).Select(number => Path.Combine(
                root, string.Create(CultureInfo.InvariantCulture, $"{plain}-{number}{Extension}")))];

        // A symbolic link exists even if its target does not.
        return paths.Find(static path => Path.Exists(path) || new FileInfo(path).LinkTarget is not null) is { } existing
            ? throw NotAllowed($"The file {Path.GetFileName(existing)} exists: choose another name.")
            : paths;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ' ';

    private static ToolException NotAllowed(string message) => new(ToolErrors.FileNotAllowed, message);
}
