using System.Security.Cryptography;

namespace NanoGpt.Jobs;

/// <summary>Represents an incomplete file with its sidecar. Existing files are never written to.</summary>
internal sealed class PartFile : VideoPart, IAsyncDisposable
{
    private readonly string target;
    private readonly string path;
    private readonly FileStream file;
    private bool isKept;
    private bool isFinished;

    public PartFile(string target, string identity)
        : base(identity)
    {
        this.target = target;
        path = LeftoverPart.GetPath(target, RandomNumberGenerator.GetHexString(LeftoverPart.IdLength, lowercase: true));
        file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, LeftoverPart.Exclusive, bufferSize: 0, useAsync: true);
    }

    public override long Length => file.Length;

    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        foreach (var leftover in LeftoverPart.FindAll(target))
        {
            using (leftover)
            {
                if (leftover.Info is not { CanContinue: true } description
                    || description.Identity != Identity
                    || leftover.Length > description.Total)
                {
                    continue;
                }

                try
                {
                    Describe(description);
                    await leftover.File.CopyToAsync(file, cancellationToken).ConfigureAwait(false);

                    // At least one byte is requested, which proves that the host still has this version.
                    file.SetLength(Math.Min(Length, description.Total!.Value - 1));
                }
                catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException)
                {
                    Forget();   // such as for lack of disk space: the download starts from the beginning
                }

                leftover.Delete();
                return;
            }
        }
    }

    public override async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        file.Seek(0, SeekOrigin.End);
        try
        {
            await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // Thrown if the file system or a quota allows no larger file.
            throw new IOException($"The file {path} cannot grow: its file system allows no larger file.", exception);
        }
    }

    /// <summary>Renames the part to the target, and deletes other parts of the target.</summary>
    public async Task FinishAsync(bool overwrite, Func<DownloadStep, Task>? reached)
    {
        file.Flush(flushToDisk: true);
        isKept = true;   // if the target exists now, the next call can use the bytes
        await Reach(DownloadStep.Flushed).ConfigureAwait(false);

        // Renamed before it is closed, because another process could take over an unlocked part. On Windows, an open target
        // cannot be replaced: that is an IOException or UnauthorizedAccessException.
        Move(overwrite);
        isFinished = true;
        await Reach(DownloadStep.Moved).ConfigureAwait(false);
        await file.DisposeAsync().ConfigureAwait(false);
        LeftoverPart.TryDelete(LeftoverPart.GetSidecarPath(path));
        LeftoverPart.DeleteAll(target);

        Task Reach(DownloadStep step) => reached?.Invoke(step) ?? Task.CompletedTask;
    }

    public void Keep() => isKept = true;

    public async ValueTask DisposeAsync()
    {
        if (!isFinished && !(isKept && Continuable is not null))
        {
            LeftoverPart.TryDelete(LeftoverPart.GetSidecarPath(path));
            LeftoverPart.TryDelete(path);
        }

        await file.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Clear() => file.SetLength(0);

    // Also if the file cannot be continued: the sidecar marks a part that may be deleted.
    protected override void Describe(PartInfo description)
    {
        base.Describe(description);
        var sidecar = LeftoverPart.GetSidecarPath(path);
        File.Delete(sidecar);
        using var stream = new FileStream(sidecar, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(description.ToJson());
    }

    private void Move(bool overwrite)
    {
        try
        {
            File.Move(path, target, overwrite);   // on Unix by a hard link: a rename would replace any file
        }
        catch (IOException) when (!overwrite && !OperatingSystem.IsWindows() && !Path.Exists(target))
        {
            // The file system has no hard links, such as FAT, and the framework would copy. A rename never shows half of a file,
            // but replaces a file that is created at the same moment.
            File.Move(path, target, overwrite: true);
        }
    }
}

/// <summary>Specifies a step of finishing a part. Tests run another client at each.</summary>
internal enum DownloadStep
{
    Flushed,
    Moved,
}
