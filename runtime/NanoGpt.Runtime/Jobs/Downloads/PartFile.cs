using System.Security.Cryptography;

namespace NanoGpt.Jobs;

/// <summary>
/// Represents a file that is not complete yet, with its sidecar. It lies in the folder of the target, so that it gets that
/// name in one step. It is always a new file: whatever else is in the folder, such as links, is never written to.
/// </summary>
internal sealed class PartFile : IAsyncDisposable
{
    private readonly string target;
    private readonly string path;
    private readonly FileStream file;
    private PartInfo? info;
    private PartInfo? first;
    private bool isKept;
    private bool isFinished;

    /// <summary>Creates an empty part.</summary>
    /// <param name="target">The full path of the file that it will become.</param>
    /// <param name="identity">The identity of the video.</param>
    /// <exception cref="IOException">The part cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write into the folder.</exception>
    public PartFile(string target, string identity)
    {
        (this.target, Identity) = (target, identity);
        path = LeftoverPart.PathOf(target, RandomNumberGenerator.GetHexString(LeftoverPart.IdLength, lowercase: true));
        file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, LeftoverPart.Exclusive, bufferSize: 0, useAsync: true);
    }

    /// <summary>The identity of the video.</summary>
    public string Identity { get; }

    /// <summary>The number of bytes that are there.</summary>
    public long Length => file.Length;

    /// <summary>The length of the whole file in bytes; null as long as no host has said it.</summary>
    public long? Total => info?.Total;

    /// <summary>How many times the file was begun.</summary>
    public int Beginnings { get; private set; }

    /// <summary>Whether all bytes are there that the host has promised.</summary>
    public bool IsComplete => info is not null && (Total is null || Length == Total);

    /// <summary>The file that can be continued; null if only the whole file helps.</summary>
    public PartInfo? Continuable => info is { CanContinue: true } && Length > 0 ? info : null;

    /// <summary>Takes over the bytes that an earlier download of the same video left, if there are any.</summary>
    public async Task TakeOverAsync(CancellationToken ct)
    {
        foreach (var leftover in LeftoverPart.Of(target))
        {
            using (leftover)
            {
                if (leftover.Info is not { CanContinue: true } known
                    || known.Identity != Identity
                    || leftover.Length > known.Total)
                {
                    continue;
                }

                try
                {
                    Describe(known);
                    await leftover.File.CopyToAsync(file, ct).ConfigureAwait(false);

                    // At least one byte is asked for, which proves that the host still has this version.
                    file.SetLength(Math.Min(Length, known.Total!.Value - 1));
                }
                catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException)
                {
                    Forget();   // such as for lack of room for both: what is left is given up, not the download
                }

                leftover.Delete();
                return;
            }
        }
    }

    /// <summary>Begins anew with a file of which all bytes will follow.</summary>
    public void Begin(PartInfo fresh)
    {
        // The same version of a file has one length: what a host says of it first counts.
        var promised = first is { Total: { } total, Tag: { } tag } && tag.Equals(fresh.Tag) ? fresh with { Total = total } : fresh;
        first ??= promised;
        Forget();
        Beginnings++;
        Describe(promised);
    }

    /// <summary>Drops the bytes that are there: they are not, or not only, of one file.</summary>
    public void Forget()
    {
        file.SetLength(0);
        info = null;
    }

    /// <summary>Writes bytes to the end.</summary>
    /// <exception cref="IOException">The disk takes no more.</exception>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        file.Seek(0, SeekOrigin.End);
        try
        {
            await file.WriteAsync(bytes, ct).ConfigureAwait(false);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // What .NET makes of a file system, or a quota, that allows no larger file.
            throw new IOException($"The file {path} cannot grow any more: its disk allows no larger file.", exception);
        }
    }

    /// <summary>Gives the part the name of the target, and removes what earlier downloads of the target left.</summary>
    /// <param name="overwrite">Whether it may replace a file.</param>
    /// <param name="reached">Runs at each step; null for none.</param>
    /// <exception cref="IOException">The target exists, or cannot be written.</exception>
    public async Task FinishAsync(bool overwrite, Func<DownloadStep, Task>? reached)
    {
        file.Flush(flushToDisk: true);
        isKept = true;   // if the target has appeared meanwhile, all bytes are good for the next call
        await Reach(DownloadStep.Flushed).ConfigureAwait(false);

        // Named before it is closed: once it is unlocked, another process could take it over as one that a dead process left.
        // On Windows an open file can be renamed because its handle shares deletion. A target that somebody has open there cannot
        // be replaced: that is an IOException or UnauthorizedAccessException.
        Move(overwrite);
        isFinished = true;
        await Reach(DownloadStep.Moved).ConfigureAwait(false);
        await file.DisposeAsync().ConfigureAwait(false);
        LeftoverPart.TryDelete(LeftoverPart.SidecarOf(path));
        LeftoverPart.DeleteAll(target);

        Task Reach(DownloadStep step) => reached?.Invoke(step) ?? Task.CompletedTask;
    }

    /// <summary>Lets the part stay for a later call if it can be continued.</summary>
    public void Keep() => isKept = true;

    /// <summary>Closes the part. Deletes it unless it is finished, or is to be kept and can be continued.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!isFinished && !(isKept && Continuable is not null))
        {
            LeftoverPart.TryDelete(LeftoverPart.SidecarOf(path));
            LeftoverPart.TryDelete(path);
        }

        await file.DisposeAsync().ConfigureAwait(false);
    }

    private void Move(bool overwrite)
    {
        try
        {
            File.Move(path, target, overwrite);   // on Unix by a second name, without overwriting: a rename replaces any file
        }
        catch (IOException) when (!overwrite && !OperatingSystem.IsWindows() && !Path.Exists(target))
        {
            // The file system has no second names, such as FAT. There the framework would copy, and a reader would see half of
            // the copy. A rename gives whole files only; but it replaces a file that appears at this very moment.
            File.Move(path, target, overwrite: true);
        }
    }

    // Also if the file cannot be continued: by its sidecar a part is known as one that may be deleted.
    private void Describe(PartInfo known)
    {
        info = known;
        var sidecar = LeftoverPart.SidecarOf(path);
        File.Delete(sidecar);
        using var stream = new FileStream(sidecar, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(known.ToJson());
    }
}

/// <summary>Names the points between a whole part and its place at the target; tests let another client run at each.</summary>
internal enum DownloadStep
{
    /// <summary>All bytes are on the disk; the part still has its own name.</summary>
    Flushed,

    /// <summary>The part has the target's name and is still open.</summary>
    Moved,
}
