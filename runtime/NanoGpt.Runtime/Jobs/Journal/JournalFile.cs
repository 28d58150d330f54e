namespace NanoGpt.Jobs;

/// <summary>Represents the file of the journal. A line or the whole file is written completely or not at all.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly string path;
    private readonly string newPath;
    private readonly Action<JournalStep>? reached;
    private readonly FileStream? lockFile;   // a lock on the journal itself would end when it is replaced
    private FileStream file;
    private bool isIncomplete;

    public JournalFile(string path, Action<JournalStep>? reached)
    {
        path = Path.GetFullPath(path);
        if (new FileInfo(path).LinkTarget is not null)
        {
            path = File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;   // replace the file, not the link
        }

        (this.path, newPath, this.reached) = (path, path + ".new", reached);
        lockFile = IsPrivate(path) ? Open(path + ".lock", FileMode.OpenOrCreate) : null;
        try
        {
            if (lockFile is not null)
            {
                File.Delete(newPath);   // left by a process that was killed
            }

            file = Open(path, FileMode.OpenOrCreate);
            if (!OperatingSystem.IsWindows() && lockFile is not null)
            {
                File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        catch
        {
            lockFile?.Dispose();
            throw;
        }
    }

    /// <summary>Gets a value that indicates whether the file can be replaced, unlike a device.</summary>
    public bool CanReplace => lockFile is not null;

    /// <summary>Returns the lines without their ends. Only the last line may have no end.</summary>
    public List<(ReadOnlyMemory<byte> Line, bool HasEnd)> ReadLines()
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var lines = new List<(ReadOnlyMemory<byte>, bool)>();
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            isIncomplete = length < 0;
            length = isIncomplete ? bytes.Length - start : length;
            lines.Add((bytes.AsMemory(start, length), !isIncomplete));
            start += length + 1;
        }

        return lines;
    }

    public void Truncate(long length)
    {
        if (CanReplace)
        {
            file.SetLength(length);
            isIncomplete = false;
        }
    }

    /// <summary>Appends lines with their checksums. Returns when they are on the disk.</summary>
    public void Append(IReadOnlyList<Action<PooledBuffer>> lines)
    {
        using var buffer = new PooledBuffer();
        var wasIncomplete = isIncomplete;
        if (wasIncomplete)
        {
            WriteLineEnd(buffer);   // otherwise this line would be lost with the incomplete one
        }

        foreach (var line in lines)
        {
            WriteLine(buffer, line);
        }

        var length = file.Seek(0, SeekOrigin.End);
        isIncomplete = true;   // until it is complete
        try
        {
            var half = reached is null ? 0 : buffer.Written.Length / 2;
            file.Write(buffer.Written[..half]);
            reached?.Invoke(JournalStep.LineHalfWritten);
            file.Write(buffer.Written[half..]);
            reached?.Invoke(JournalStep.LineWritten);
            file.Flush(flushToDisk: true);
            reached?.Invoke(JournalStep.LineFlushed);
            isIncomplete = false;
        }
        catch
        {
            TryTruncate(length, wasIncomplete);   // otherwise the next line would follow half of this one
            throw;
        }
    }

    /// <summary>Replaces all lines. An interruption leaves all old or all new lines.</summary>
    public void Replace(IReadOnlyList<Action<PooledBuffer>> lines)
    {
        File.Delete(newPath);
        using (var stream = Open(newPath, FileMode.CreateNew))
        {
            reached?.Invoke(JournalStep.Begun);
            using var buffer = new PooledBuffer();
            for (var i = 0; i < lines.Count; i++)
            {
                if (i == lines.Count / 2)
                {
                    stream.Write(buffer.Written);
                    buffer.Clear();
                    reached?.Invoke(JournalStep.HalfWritten);
                }

                WriteLine(buffer, lines[i]);
            }

            stream.Write(buffer.Written);
            reached?.Invoke(JournalStep.Written);
            stream.Flush(flushToDisk: true);
            reached?.Invoke(JournalStep.Flushed);
        }

        file.Dispose();   // Windows cannot replace an open file; the lock keeps other processes out
        try
        {
            reached?.Invoke(JournalStep.Closed);
            File.Move(newPath, path, overwrite: true);
            isIncomplete = false;
            reached?.Invoke(JournalStep.Moved);
        }
        finally
        {
            file = Open(path, FileMode.Open);
        }

        file.Flush(flushToDisk: true);   // the usual file systems also flush the new name
    }

    public void Dispose()
    {
        file.Dispose();
        lockFile?.Dispose();
    }

    private static bool IsPrivate(string path) =>
        OperatingSystem.IsWindows() || !File.Exists(path) || (File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) == 0;

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,   // a lock between processes too
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private void TryTruncate(long length, bool wasIncomplete)
    {
        try
        {
            Truncate(length);
            isIncomplete |= wasIncomplete;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The first failure is reported. The next line begins with a line end.
        }
    }

    private static void WriteLine(PooledBuffer buffer, Action<PooledBuffer> write)
    {
        var start = buffer.Written.Length;
        write(buffer);
        JournalLine.AddSeal(buffer, start);
        WriteLineEnd(buffer);
    }

    private static void WriteLineEnd(PooledBuffer buffer)
    {
        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
    }
}

/// <summary>Specifies a step of writing the journal. Tests interrupt it at each step.</summary>
internal enum JournalStep
{
    // Of a new file.
    Begun,
    HalfWritten,
    Written,
    Flushed,

    // The old file is closed; then the new file has its name.
    Closed,
    Moved,

    // Of an appended line.
    LineHalfWritten,
    LineWritten,
    LineFlushed,
}
