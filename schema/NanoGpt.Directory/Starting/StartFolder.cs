using NanoGpt.Directories.Editing;

namespace NanoGpt.Directories.Starting;

/// <summary>Represents a file that a new project or directory starts with.</summary>
/// <param name="Path">The path relative to the folder, with <c>/</c> as the separator.</param>
/// <param name="Text">The content.</param>
public sealed record StartFile(string Path, string Text);

/// <summary>Writes the first files of a project or directory. Existing files are never changed.</summary>
public static class StartFolder
{
    /// <summary>Writes the files that do not exist: all of them or none.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    /// <param name="files">The files.</param>
    /// <returns>The files that were written, and those that exist already.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static (IReadOnlyList<StartFile> Written, IReadOnlyList<StartFile> Kept) Write(
        string folder, IEnumerable<StartFile> files)
    {
        var byExistence = files.ToLookup(file => System.IO.Path.Exists(Full(file)));
        FileBatch.Write(
            [.. byExistence[false].Select(file => new FileChange(Full(file), null, Encoding.UTF8.GetBytes(file.Text)))]);
        return ([.. byExistence[false]], [.. byExistence[true]]);

        string Full(StartFile file) => System.IO.Path.Combine(folder, file.Path);
    }
}
