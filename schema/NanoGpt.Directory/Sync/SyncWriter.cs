using System.Text;
using NanoGpt.Directories.Editing;

namespace NanoGpt.Directories.Sync;

/// <summary>Writes planned files, all or none, and nowhere but in the provider's folder.</summary>
internal static class SyncWriter
{
    /// <summary>Writes them.</summary>
    /// <exception cref="IOException">A file is not as it was when the plan was made, lies elsewhere, or cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<SyncFile> files) =>
        FileBatch.Write([.. files.Select(file => Change(Path.GetFullPath(folder), file))]);

    private static FileChange Change(string folder, SyncFile file)
    {
        var inside = Path.GetRelativePath(folder, Path.GetFullPath(file.Path)).Split('/', '\\');
        if (inside is not (["provider.yaml" or "fields.yaml" or "names.txt"] or ["models", _]) || inside[^1] is "" or "." or ".."
            || IsLink(folder) || IsLink(Path.Combine(folder, "models")))
        {
            throw new IOException($"{file.Path} is not a file of {folder}: nothing was written.");
        }

        if (file.Before is null)
        {
            return new FileChange(file.Path, null, Encoding.UTF8.GetBytes(file.After));
        }

        var bytes = File.ReadAllBytes(file.Path);
        var now = EncodedText.Decode(bytes);
        return string.Equals(now.Text, file.Before, StringComparison.Ordinal)
            ? new FileChange(file.Path, bytes, (now with { Text = file.After }).Encode())
            : throw new IOException($"{file.Path} was changed by someone else in the meantime: nothing was written, run the command again.");
    }

    // A link would lead whatever is written to another place.
    private static bool IsLink(string folder) => new DirectoryInfo(folder).LinkTarget is not null;
}
