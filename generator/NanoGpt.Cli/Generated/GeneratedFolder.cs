using System.Text;
using NanoGpt.Cli.Editing;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Generated;

/// <summary>A folder of files that the tool writes: brings it up to date, or says in what it is not.</summary>
/// <remarks>
/// Only files that carry the tool's mark are ever replaced or removed; of the others it keeps its hands off, even where one
/// stands in its way.
/// </remarks>
internal sealed class GeneratedFolder
{
    private readonly List<FileChange> changes = [];
    private readonly List<string> lines = [];
    private readonly List<string> inTheWay = [];

    /// <summary>Compares a folder with what it should hold.</summary>
    /// <param name="root">The folder; it need not be there.</param>
    /// <param name="files">What it should hold.</param>
    /// <param name="leftovers">The files of which those with the mark go if they are not among <paramref name="files"/>: <c>*.g.cs</c>.</param>
    public GeneratedFolder(string root, IEnumerable<GeneratedFile> files, string leftovers)
    {
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
                changes.Add(FileChange.Remove(full, content));
                lines.Add($"{path}: no longer made");
            }
        }
    }

    /// <summary>How many files it should hold.</summary>
    public int Count { get; }

    /// <summary>Whether it holds just that.</summary>
    public bool IsUpToDate => changes.Count == 0 && inTheWay.Count == 0;

    /// <summary>Brings the folder up to date, all of it or nothing; or, to check, only says what differs.</summary>
    /// <returns>The exit code.</returns>
    public int Apply(CommandHost host, bool check, string command)
    {
        foreach (var path in inTheWay)
        {
            host.Error.WriteLine($"{path}: was not written by this tool: move it away.");
        }

        if (check)
        {
            lines.ForEach(host.Error.WriteLine);
            host.Error.WriteLine(IsUpToDate ? $"{Count} files are up to date." : $"Run '{command}' to bring them up to date.");
            return IsUpToDate ? ExitCode.Ok : ExitCode.Invalid;
        }

        if (inTheWay.Count > 0)
        {
            return ExitCode.File;
        }

        FileBatch.Write(changes);
        host.Error.WriteLine($"{Count} files: {changes.Count(change => change.After is not null)} written, "
            + $"{changes.Count(change => change.After is null)} removed.");
        return ExitCode.Ok;
    }

    private void Compare(string path, string shown, byte[] content)
    {
        if (Directory.Exists(path))
        {
            inTheWay.Add(shown);
        }
        else if (!File.Exists(path))
        {
            changes.Add(FileChange.Create(path, content));
            lines.Add($"{shown}: missing");
        }
        else if (File.ReadAllBytes(path) is var now && !now.AsSpan().SequenceEqual(content))
        {
            if (!IsOurs(now))
            {
                inTheWay.Add(shown);
                return;
            }

            changes.Add(new FileChange(path, now, content));
            lines.Add($"{shown}: differs");
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
