namespace NanoGpt;

/// <summary>A file that is not complete yet, with its sidecar; in the directory of the target, so that the last move is atomic.</summary>
internal sealed class PartFile : IAsyncDisposable
{
    private readonly string target;
    private readonly string part;
    private readonly string sidecar;
    private readonly FileStream file;
    private PartInfo? info;

    public PartFile(string target)
    {
        this.target = target;
        part = target + ".part";
        sidecar = part + ".json";
        if (new FileInfo(part).LinkTarget is not null)
        {
            File.Delete(part);   // never write through a link that somebody put there
        }

        file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: true);
        info = File.Exists(sidecar) && new FileInfo(sidecar).Length < 4096 ? PartInfo.Read(File.ReadAllBytes(sidecar), file.Length) : null;
    }

    /// <summary>What is there and can be continued; null if nothing can.</summary>
    public PartInfo? Info => info is null || file.Length == 0 ? null : info with { Received = file.Length };

    public long Length => file.Length;

    /// <summary>Begins anew.</summary>
    public void Begin(PartInfo fresh)
    {
        file.SetLength(0);
        info = fresh.Validator is null ? null : fresh;
        if (info is null)
        {
            File.Delete(sidecar);
        }
        else
        {
            File.WriteAllBytes(sidecar, info.ToJson());
        }
    }

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
            throw new IOException($"The file {part} cannot grow any more: its disk allows no larger file.", exception);
        }
    }

    /// <summary>Makes it the file that was wanted.</summary>
    public async ValueTask FinishAsync(bool overwrite)
    {
        file.Flush(flushToDisk: true);
        await file.DisposeAsync().ConfigureAwait(false);
        File.Move(part, target, overwrite);
        File.Delete(sidecar);
    }

    public async ValueTask DropAsync()
    {
        await file.DisposeAsync().ConfigureAwait(false);
        File.Delete(part);
        File.Delete(sidecar);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
