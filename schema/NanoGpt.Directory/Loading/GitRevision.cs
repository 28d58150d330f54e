using System.Globalization;
using System.Text;
using NanoGpt.Definitions;
using NanoGpt.Directories.Editing;
using NanoGpt.Schema.Files;

namespace NanoGpt.Directories.Loading;

/// <summary>Reads a model directory as it was in a git revision, without touching the working tree.</summary>
internal sealed class GitRevision
{
    // Twice over what a directory of ten thousand models has.
    private const int MostFiles = 20_000;
    private const int MostBytes = 1 << 20;

    private readonly string subject;
    private readonly string repository;
    private readonly string revision;
    private readonly string path;

    private GitRevision(string subject, string repository, string revision, string path)
    {
        this.subject = subject;
        this.repository = repository;
        this.revision = revision;
        this.path = path;
    }

    /// <summary>Reads the files of a directory.</summary>
    /// <param name="revision">Anything that git takes for a commit.</param>
    /// <param name="path">The directory: from the root of the repository around the current folder, or a path that starts with a
    /// dot or is absolute.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DirectoryReadException">There is no such revision or directory, or it cannot be read.</exception>
    public static async Task<IReadOnlyList<DirectoryFile>> ReadAsync(string revision, string path, CancellationToken cancellation)
    {
        var subject = $"git:{revision}:{path}";
        if (revision.Length == 0 || revision[0] == '-')
        {
            throw new DirectoryReadException(subject, "A revision is missing: write git:REVISION:PATH, such as git:HEAD~1:schema.");
        }

        var isRooted = !(path.StartsWith('.') || Path.IsPathRooted(path));
        var folder = isRooted ? Directory.GetCurrentDirectory() : Path.GetFullPath(path);
        var rest = "";
        while (!Directory.Exists(folder))
        {
            // It may have been deleted since.
            rest = $"{Path.GetFileName(folder)}/{rest}";
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryReadException(subject, "The folder does not exist.");
        }

        var prefix = isRooted ? "" : Text(await GitProcess.RunAsync(folder, subject, null, ["rev-parse", "--show-prefix"], cancellation));
        var inside = (isRooted ? path : prefix + rest).Trim('/');
        return await new GitRevision(subject, folder, revision, inside).ReadAsync(cancellation);
    }

    private static string Text(byte[] output) => Encoding.UTF8.GetString(output).TrimEnd('\n', '\r');

    private async Task<IReadOnlyList<DirectoryFile>> ReadAsync(CancellationToken cancellation)
    {
        var commit = Text(await Git(null, ["rev-parse", "--verify", "--end-of-options", revision + "^{commit}"]));
        List<string> list = ["ls-tree", "-r", "-l", "-z", "--full-tree", commit];
        if (path.Length > 0)
        {
            // A prefix as it stands: patterns mean nothing to ls-tree.
            list.AddRange(["--", path + "/"]);
        }

        var entries = Wanted([.. Text(await Git(null, list)).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<Entry>()]);
        if (entries.Count == 0)
        {
            throw new DirectoryReadException(subject, "The folder and its subfolders do not contain provider.yaml.");
        }

        if (entries.Count > MostFiles)
        {
            throw new DirectoryReadException(subject, $"It has {entries.Count} files: at most {MostFiles} are read.");
        }

        var large = entries.Find(entry => entry.Size > MostBytes);
        if (large is not null)
        {
            throw new DirectoryReadException($"{subject}/{large.Name}", $"The file has {large.Size} bytes: allowed are {MostBytes}.");
        }

        var blobs = await Git(string.Concat(entries.Select(entry => entry.Blob + "\n")), ["cat-file", "--batch"]);
        return Split(entries, blobs);

        Task<byte[]> Git(string? input, IReadOnlyList<string> arguments) => GitProcess.RunAsync(repository, subject, input, arguments, cancellation);
    }

    // "<mode> blob <object> <size>\t<path>"; links and submodules are not followed.
    private Entry? Parse(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        var parts = line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["100644" or "100755", "blob", var blob, var size]
            ? new Entry(blob, long.Parse(size, CultureInfo.InvariantCulture), line[(tab + 1)..][(path.Length == 0 ? 0 : path.Length + 1)..])
            : null;
    }

    // The same files that are read from a folder: one provider's, or those of each folder below.
    private static List<Entry> Wanted(List<Entry> entries)
    {
        var isProvider = entries.Exists(entry => entry.Name == "provider.yaml");
        var providers = entries.Where(entry => entry.Name.EndsWith("/provider.yaml", StringComparison.Ordinal))
            .Select(entry => entry.Name[..^"provider.yaml".Length]).Where(name => name.Count(c => c == '/') == 1).ToHashSet(StringComparer.Ordinal);
        return entries.FindAll(entry =>
        {
            var slash = entry.Name.IndexOf('/', StringComparison.Ordinal) + 1;
            var name = isProvider ? entry.Name : providers.Contains(entry.Name[..slash]) ? entry.Name[slash..] : "";
            return name is "provider.yaml" or "fields.yaml"
                || (name.StartsWith("models/", StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal)
                    && name.LastIndexOf('/') == "models".Length);
        });
    }

    private List<DirectoryFile> Split(List<Entry> entries, byte[] blobs)
    {
        var files = new List<DirectoryFile>(entries.Count);
        var at = 0;
        foreach (var entry in entries)
        {
            // "<object> blob <size>\n<content>\n"
            at = Array.IndexOf(blobs, (byte)'\n', at) + 1;
            var content = blobs.AsSpan(at, (int)entry.Size);
            at += content.Length + 1;
            files.Add(new DirectoryFile(ProviderOf(entry.Name), DirectoryFile.KindOf(entry.Name), $"{subject}/{entry.Name}", Decode(entry, content)));
        }

        return files;
    }

    private string ProviderOf(string name)
    {
        var isOne = name.StartsWith("models/", StringComparison.Ordinal) || !name.Contains('/', StringComparison.Ordinal);
        return isOne ? path[(path.LastIndexOf('/') + 1)..] : name[..name.IndexOf('/', StringComparison.Ordinal)];
    }

    private string Decode(Entry entry, ReadOnlySpan<byte> content)
    {
        try
        {
            return EncodedText.Decode(content).Text;
        }
        catch (DecoderFallbackException)
        {
            throw new DirectoryReadException($"{subject}/{entry.Name}", "The file is not UTF-8.");
        }
    }

    private sealed record Entry(string Blob, long Size, string Name);
}
