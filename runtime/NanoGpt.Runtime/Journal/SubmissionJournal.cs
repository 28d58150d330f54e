namespace NanoGpt;

/// <summary>
/// What was submitted, on disk: a JSON line for each step, appended and flushed before the next step is taken. One process at a
/// time has it open. A line that a crash tore is skipped, and the next begins on a line of its own.
/// </summary>
internal sealed class SubmissionJournal : IDisposable
{
    private readonly object gate = new();
    private readonly Dictionary<Guid, JournalRecord> records = [];
    private readonly FileStream file;
    private readonly NanoGptObserver? observer;
    private readonly string path;
    private bool isTorn;

    public SubmissionJournal(string path, NanoGptObserver? observer)
    {
        this.path = Path.GetFullPath(path);
        this.observer = observer;
        try
        {
            file = Open(this.path);
            Load();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new JournalException(
                $"The journal {this.path} cannot be opened; nothing was sent. Another process may have it open: give each its own.", exception)
            { IsRetrySafe = true };
        }
    }

    public JournalRecord? Find(Guid id)
    {
        lock (gate)
        {
            return records.GetValueOrDefault(id);
        }
    }

    public IReadOnlyList<JournalRecord> Where(Func<JournalRecord, bool> condition)
    {
        lock (gate)
        {
            return [.. records.Values.Where(condition).OrderBy(record => record.At)];
        }
    }

    /// <summary>Writes that a request is about to be sent. Returns when that is on the disk.</summary>
    /// <exception cref="JournalException">It cannot be written, so nothing may be sent.</exception>
    public void Intend(JournalRecord record)
    {
        try
        {
            Append(record);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            throw new JournalException($"The journal {path} cannot be written; nothing was sent.", exception) { IsRetrySafe = true, SubmissionId = record.Id };
        }
    }

    /// <summary>Writes what came of it. That this fails loses nothing: what is missing is found by reconciling.</summary>
    public void Note(Guid id, JournalState state, string? runId = null)
    {
        try
        {
            if (Find(id) is { } record)
            {
                Append(record with { State = state, RunId = runId ?? record.RunId });
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            observer.Tell(new NanoGptEvent(NanoGptEventKind.JournalTrouble) { SubmissionId = id, RunId = runId, Error = exception });
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            file.Dispose();
        }
    }

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,   // a lock between processes too
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            // A file that was there before loses what others may do with it; but what all may write, such as a device, is not ours.
            var mode = File.GetUnixFileMode(file.SafeFileHandle);
            if ((mode & UnixFileMode.OtherWrite) == 0)
            {
                File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return file;
    }

    private void Load()
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var skipped = 0;
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            isTorn = length < 0;
            length = isTorn ? bytes.Length - start : length;
            var line = bytes.AsMemory(start, length);
            if (JournalRecord.Read(line) is { } record)
            {
                records[record.Id] = record;
            }
            else
            {
                skipped += line.Span.ContainsAnyExcept((byte)' ', (byte)'\r') ? 1 : 0;
            }

            start += length + 1;
        }

        if (skipped > 0)
        {
            observer.Tell(new NanoGptEvent(NanoGptEventKind.JournalTorn)
            { Detail = FormattableString.Invariant($"{skipped} lines of {path} cannot be read and were skipped.") });
        }
    }

    private void Append(JournalRecord record)
    {
        using var buffer = new PooledBuffer();
        lock (gate)
        {
            if (isTorn)
            {
                buffer.GetSpan(1)[0] = (byte)'\n';
                buffer.Advance(1);
            }

            record.Write(buffer);
            buffer.GetSpan(1)[0] = (byte)'\n';
            buffer.Advance(1);

            isTorn = true;   // until all of it is there
            file.Seek(0, SeekOrigin.End);
            file.Write(buffer.Written);
            file.Flush(flushToDisk: true);
            isTorn = false;
            records[record.Id] = record;
        }
    }
}
