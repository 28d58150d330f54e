namespace NanoGpt.Cli.Service;

/// <summary>Represents the target of the videos of a job.</summary>
internal sealed class VideoTarget(CommandHost host, string? file, bool overwrite)
{
    public const string StandardOutput = "-";

    // Leaves room for a number and a temporary suffix: file systems allow 255 bytes.
    private const int MaxJobNameLength = 150;

    public string? File => file;
    private bool IsStandardOutput => file == StandardOutput;

    /// <summary>Checks that the videos can be saved, before they are paid for.</summary>
    /// <exception cref="CommandException">A file exists or cannot be written.</exception>
    public void Prepare(int videos)
    {
        if (IsStandardOutput)
        {
            CheckStandardOutput(videos);
            ProbeBeside(Path.Combine(Path.GetTempPath(), "video"), "The folder of temporary files");
            return;
        }

        if (file is null)
        {
            ProbeBeside(Path.GetFullPath("video.mp4"), "The current folder");   // the job's id is not known yet
            return;
        }

        CheckFile(file);
        for (var number = 1; number <= videos && videos > 1; number++)
        {
            CheckFile(Numbered(file, number));
        }
    }

    /// <summary>Downloads all videos of a result; several are numbered before the extension.</summary>
    /// <returns>The files; empty for standard output.</returns>
    public async Task<IReadOnlyList<string>> SaveAsync(VideoResult result, CancellationToken cancellationToken)
    {
        if (IsStandardOutput)
        {
            CheckStandardOutput(result.Outputs.Count);
            await CopyToOutputAsync(result, cancellationToken);
            return [];
        }

        var name = file ?? NameOf(result.Job);
        var files = Enumerable.Range(1, result.Outputs.Count)
            .Select(number => result.Outputs.Count == 1 ? name : Numbered(name, number))
            .ToList();
        for (var index = 0; index < files.Count; index++)
        {
            await result.DownloadOutputAsync(index, files[index], overwrite, progress: null, cancellationToken);
            await host.Error.WriteLineAsync($"{files[index]}: {new FileInfo(files[index]).Length} bytes");
        }

        return files;
    }

    // Uses a file because an interrupted download is continued, and written bytes cannot be withdrawn.
    private async Task CopyToOutputAsync(VideoResult result, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-");
        try
        {
            var video = Path.Combine(folder.FullName, "video");
            await result.DownloadOutputAsync(0, video, overwrite: false, progress: null, cancellationToken);
            await using var from = System.IO.File.OpenRead(video);
            await using var to = host.OpenOutput();
            await from.CopyToAsync(to, cancellationToken);
            await to.FlushAsync(cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void CheckFile(string path)
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw Refused($"{path} is a folder: specify a file in it, such as {Path.Combine(path, "video.mp4")}.");
        }

        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
        {
            throw Refused($"There is no folder {folder} for --out.");
        }

        // A symbolic link exists even if its target does not.
        if (!overwrite && (Path.Exists(full) || new FileInfo(full).LinkTarget is not null))
        {
            throw Refused($"{path} exists: specify another file, or use --force to replace it.");
        }

        if (new FileInfo(full) is { Exists: true, Length: 0 })
        {
            throw Refused($"{path} is empty or not a regular file: remove it, or specify another file.");
        }

        ProbeBeside(full, path);
    }

    // Only the file system can check permissions, quotas, read-only mounts and name limits.
    private static void ProbeBeside(string path, string shown)
    {
        try
        {
            new FileStream($"{path}.{Guid.NewGuid():N}.probe", new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            }).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refused($"{shown} cannot be written: {e.Message}");
        }
    }

    private static void CheckStandardOutput(int videos)
    {
        if (videos > 1)
        {
            throw new CommandException(
                ExitCode.Usage, $"The job has {videos} videos, but standard output accepts one: specify a file with --out.");
        }
    }

    private static CommandException Refused(string message) => new(ExitCode.File, message);

    // The service chooses the id, so it must not contain path separators.
    private static string NameOf(VideoJob job) =>
        string.Concat(
            job.RunId.Take(MaxJobNameLength).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_')) + ".mp4";

    private static string Numbered(string file, int number) =>
        Path.Join(Path.GetDirectoryName(file), $"{Path.GetFileNameWithoutExtension(file)}-{number}{Path.GetExtension(file)}");
}
