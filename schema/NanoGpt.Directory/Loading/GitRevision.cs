using System.ComponentModel;
using System.Diagnostics;
using NanoGpt.Directories.Editing;
using NanoGpt.Schema.Files;

namespace NanoGpt.Directories.Loading;

/// <summary>Reads the files of a model directory from a git revision.</summary>
internal sealed class GitRevision(string subject, string repository, string revision, string path)
{
    // Twice the size of a directory of ten thousand models.
    private const int MaxFiles = 20_000;
    private const int MaxBytes = 1 << 20;

    public static async Task<IReadOnlyList<DirectoryFile>> ReadAsync(
        string revision, string path, CancellationToken cancellationToken)
    {
        var subject = $"git:{revision}:{path}";
        if (revision.Length == 0 || revision[0] == '-')
        {
            throw new DirectoryReadException(
                subject, "A revision is missing: write git:REVISION:PATH, such as git:HEAD~1:schema.");
        }

        var isRooted = !(path.StartsWith('.') || Path.IsPathRooted(path));
        var folder = isRooted ? Directory.GetCurrentDirectory() : Path.GetFullPath(path);
        var rest = "";
        while (!Directory.Exists(folder))
        {
            // The folder may have been deleted since the revision.
            rest = $"{Path.GetFileName(folder)}/{rest}";
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryReadException(subject, "The folder does not exist.");
        }

        var prefix = isRooted
            ? "" : Text(await GitProcess.RunAsync(folder, subject, null, ["rev-parse", "--show-prefix"], cancellationToken));
        var inside = (isRooted ? path : prefix + rest).Trim('/');
        return await new GitRevision(subject, folder, revision, inside).ReadAsync(cancellationToken);
    }

    private static string Text(byte[] output) => Encoding.UTF8.GetString(output).TrimEnd('\n', '\r');

    private async Task<IReadOnlyList<DirectoryFile>> ReadAsync(CancellationToken cancellationToken)
    {
        var commit = Text(await Git(null, ["rev-parse", "--verify", "--end-of-options", revision + "^{commit}"]));
        List<string> list = ["ls-tree", "-r", "-l", "-z", "--full-tree", commit];
        if (path.Length > 0)
        {
            // ls-tree does not interpret patterns.
            list.AddRange(["--", path + "/"]);
        }

        var entries = Wanted(
            [.. Text(await Git(null, list)).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<Entry>()]);
        if (entries.Count == 0)
        {
            throw new DirectoryReadException(subject, "The folder and its subfolders do not contain provider.yaml.");
        }

        if (entries.Count > MaxFiles)
        {
            throw new DirectoryReadException(subject, $"It has {entries.Count} files: at most {MaxFiles} are allowed.");
        }

        var large = entries.Find(entry => entry.Size > MaxBytes);
        if (large is not null)
        {
            throw new DirectoryReadException(
                $"{subject}/{large.Name}", $"The file has {large.Size} bytes: at most {MaxBytes} are allowed.");
        }

        var blobs = await Git(string.Concat(entries.Select(entry => entry.Blob + "\n")), ["cat-file", "--batch"]);
        return Split(entries, blobs);

        Task<byte[]> Git(string? input, IReadOnlyList<string> arguments) =>
            GitProcess.RunAsync(repository, subject, input, arguments, cancellationToken);
    }

    // "<mode> blob <object> <size>\t<path>"; links and submodules are not followed.
    private Entry? Parse(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        var parts = line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["100644" or "100755", "blob", var blob, var size]
            ? new Entry(
                blob, long.Parse(size, CultureInfo.InvariantCulture),
                line[(tab + 1)..][(path.Length == 0 ? 0 : path.Length + 1)..])
            : null;
    }

    // Selects the files that are read from a folder: those of one provider, or of each folder below.
    private static List<Entry> Wanted(List<Entry> entries)
    {
        var isProvider = entries.Exists(entry => entry.Name == "provider.yaml");
        var providers = entries.Where(entry => entry.Name.EndsWith("/provider.yaml", StringComparison.Ordinal))
            .Select(entry => entry.Name[..^"provider.yaml".Length]).Where(name => name.Count(c => c == '/') == 1)
                .ToHashSet(StringComparer.Ordinal);
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
            files.Add(
                new DirectoryFile(
                    ProviderOf(entry.Name), DirectoryFile.KindOf(entry.Name), $"{subject}/{entry.Name}", Decode(entry, content)));
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

/// <summary>Runs git without a shell.</summary>
internal static class GitProcess
{
    /// <summary>Runs git and returns its standard output.</summary>
    /// <exception cref="DirectoryReadException">Git is not installed or failed.</exception>
    public static async Task<byte[]> RunAsync(
        string folder, string subject, string? input, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--no-pager");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // No command contacts a remote; if git does, it must not wait for input.
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        using var process = Start(start, subject);
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            using var output = new MemoryStream();
            var copy = process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
            await process.StandardInput.WriteAsync((input ?? "").AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await copy;
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                var reason = (await error).Split('\n')[0].Trim();
                throw new DirectoryReadException(
                    subject, $"Git cannot read it: {(reason.Length > 0 ? reason : $"exit code {process.ExitCode}")}");
            }

            return output.ToArray();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Process Start(ProcessStartInfo start, string subject)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new DirectoryReadException(subject, $"Reading a revision requires git, which cannot be started: {e.Message}");
        }
    }
}
