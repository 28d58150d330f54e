using System.Text;
using NanoGpt.Directories.Editing;

namespace NanoGpt.Directories.Generated;

/// <summary>Compares a folder with the generated files that it should hold, and brings it up to date.</summary>
/// <remarks>Only files that carry the tool's mark are ever replaced or removed.</remarks>
public sealed class GeneratedFolder
{
    private readonly List<FileChange> changes = [];
    private readonly List<string> differences = [];
    private readonly List<string> blocked = [];

    /// <summary>Compares a folder with what it should hold.</summary>
    /// <param name="root">The folder; it need not exist.</param>
    /// <param name="files">What it should hold.</param>
    /// <param name="leftovers">
    /// A pattern such as <c>*.g.cs</c>: files that match it and carry the mark are removed unless they are among <paramref name="files"/>.
    /// </param>
    /// <exception cref="IOException">A file would lie outside the folder, or cannot be read.</exception>
    public GeneratedFolder(string root, IEnumerable<GeneratedFile> files, string leftovers)
    {
        ArgumentNullException.ThrowIfNull(files);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var full = Inside(root, file.Path);
            Compare(full, Path.Combine(root, file.Path), Encoding.UTF8.GetBytes(file.Text));
            wanted.Add(full);
            Count++;
        }

        if (!Directory.Exists(root))
        {
            return;
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(root, leftovers, options).Order(StringComparer.Ordinal))
        {
            var full = Path.GetFullPath(path);
            if (!wanted.Contains(full) && File.ReadAllBytes(full) is var content && IsOurs(content))
            {
                changes.Add(new FileChange(full, content, null));
                differences.Add($"{path}: no longer made");
            }
        }
    }

    /// <summary>Gets the number of files that the folder should hold.</summary>
    public int Count { get; }

    /// <summary>Gets the files that have the name of a generated one but no mark.</summary>
    public IReadOnlyList<string> Blocked => blocked;

    /// <summary>Gets a line for each file that <see cref="Write"/> would change.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>Gets the number of files that <see cref="Write"/> creates or replaces.</summary>
    public int Written => changes.Count - Removed;

    /// <summary>Gets the number of files that <see cref="Write"/> removes.</summary>
    public int Removed => changes.Count(change => change.After is null);

    /// <summary>Gets whether the folder holds just what it should.</summary>
    public bool IsUpToDate => changes.Count == 0 && blocked.Count == 0;

    /// <summary>Changes all the files, or none.</summary>
    /// <exception cref="IOException">A file is in <see cref="Blocked"/>, was changed in the meantime, or cannot be written.</exception>
    public void Write()
    {
        if (blocked.Count > 0)
        {
            throw new IOException($"{blocked[0]}: was not written by this tool: move it away.");
        }

        FileBatch.Write(changes);
    }

    private void Compare(string path, string shown, byte[] content)
    {
        var now = File.Exists(path) ? File.ReadAllBytes(path) : null;
        if (now is null && !Directory.Exists(path))
        {
            changes.Add(new FileChange(path, null, content));
            differences.Add($"{shown}: missing");
        }
        else if (now is null || (!now.AsSpan().SequenceEqual(content) && !IsOurs(now)))
        {
            blocked.Add(shown);
        }
        else if (!now.AsSpan().SequenceEqual(content))
        {
            changes.Add(new FileChange(path, now, content));
            differences.Add($"{shown}: differs");
        }
    }

    private static bool IsOurs(byte[] content) => GeneratedFile.IsOurs(Encoding.UTF8.GetString(content));

    private static string Inside(string root, string path)
    {
        // Ids hold no separators by the time they are file names; should one ever do, nothing is written outside.
        var full = Path.GetFullPath(Path.Combine(root, path));
        var inside = Path.GetRelativePath(root, full);
        return Path.IsPathRooted(inside) || inside.Split(Path.DirectorySeparatorChar)[0] == ".."
            ? throw new IOException($"{path} would lie outside {root}.")
            : full;
    }
}
