using NanoGpt.Requests;

namespace NanoGpt.Jobs;

/// <summary>
/// The journal's file: lines are appended and flushed, one process at a time has it, and it is replaced as a whole or not at all.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private readonly string path;
    private readonly string fresh;
    private readonly Action<JournalStep>? reached;
    private readonly FileStream? lockFile;   // beside the journal: a lock on the journal itself would end when that is replaced
    private FileStream file;
    private bool isTorn;

    public JournalFile(string path, Action<JournalStep>? reached)
    {
        path = Path.GetFullPath(path);
        if (new FileInfo(path).LinkTarget is not null)
        {
            path = File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;   // what is replaced is the file, not the link to it
        }

        (this.path, fresh, this.reached) = (path, path + ".new", reached);
        lockFile = IsOurs(path) ? Open(path + ".lock", FileMode.OpenOrCreate) : null;
        try
        {
            if (lockFile is not null)
            {
                File.Delete(fresh);   // left by a process that was killed: the journal is as it was before
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

    /// <summary>Whether it can be replaced: what all may write, such as a device, is not ours.</summary>
    public bool CanReplace => lockFile is not null;

    /// <summary>Returns the lines without their ends. Only the last one may have had none.</summary>
    public List<(ReadOnlyMemory<byte> Line, bool HasEnd)> ReadLines()
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var lines = new List<(ReadOnlyMemory<byte>, bool)>();
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            isTorn = length < 0;
            length = isTorn ? bytes.Length - start : length;
            lines.Add((bytes.AsMemory(start, length), !isTorn));
            start += length + 1;
        }

        return lines;
    }

    /// <summary>Cuts the end of the file off, which is no whole line. A file that is not ours keeps it.</summary>
    /// <param name="length">The number of bytes that stay.</param>
    public void Cut(long length)
    {
        if (CanReplace)
        {
            file.SetLength(length);
            isTorn = false;
        }
    }

    /// <summary>Appends a line. Returns when it is on the disk.</summary>
    /// <param name="write">Writes the line, without its checksum and its end.</param>
    public void Append(Action<PooledBuffer> write)
    {
        using var buffer = new PooledBuffer();
        var wasTorn = isTorn;
        if (wasTorn)
        {
            End(buffer);   // or this line would be lost with the torn one
        }

        WriteLine(buffer, write);
        var length = file.Seek(0, SeekOrigin.End);
        isTorn = true;   // until all of it is there
        try
        {
            var half = reached is null ? 0 : buffer.Written.Length / 2;
            file.Write(buffer.Written[..half]);
            reached?.Invoke(JournalStep.LineHalfWritten);
            file.Write(buffer.Written[half..]);
            reached?.Invoke(JournalStep.LineWritten);
            file.Flush(flushToDisk: true);
            reached?.Invoke(JournalStep.LineFlushed);
            isTorn = false;
        }
        catch
        {
            TryCut(length, wasTorn);   // or the next line would follow half of this one
            throw;
        }
    }

    /// <summary>Puts other lines in place of all lines. Whenever it is cut off, either all old lines are there or all new ones.</summary>
    /// <param name="lines">Write one line each, without its end.</param>
    public void Replace(IReadOnlyList<Action<PooledBuffer>> lines)
    {
        File.Delete(fresh);
        using (var stream = Open(fresh, FileMode.CreateNew))
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

        file.Dispose();   // Windows replaces no open file; the lock holds others off meanwhile
        try
        {
            reached?.Invoke(JournalStep.Closed);
            File.Move(fresh, path, overwrite: true);
            isTorn = false;
            reached?.Invoke(JournalStep.Moved);
        }
        finally
        {
            file = Open(path, FileMode.Open);
        }

        file.Flush(flushToDisk: true);   // the usual file systems write the new name down with it
    }

    public void Dispose()
    {
        file.Dispose();
        lockFile?.Dispose();
    }

    private static bool IsOurs(string path) =>
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

    private void TryCut(long length, bool wasTorn)
    {
        try
        {
            Cut(length);
            isTorn |= wasTorn;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // What failed first says more; the next line begins with a line end.
        }
    }

    private static void WriteLine(PooledBuffer buffer, Action<PooledBuffer> write)
    {
        var start = buffer.Written.Length;
        write(buffer);
        JournalLine.AddSeal(buffer, start);
        End(buffer);
    }

    private static void End(PooledBuffer buffer)
    {
        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
    }
}

/// <summary>Specifies how far the writing of the journal's file is; tests stop it at each step.</summary>
internal enum JournalStep
{
    /// <summary>The new file is there, without a line.</summary>
    Begun,

    /// <summary>Half of the lines are in the new file.</summary>
    HalfWritten,

    /// <summary>All lines are in the new file, perhaps not yet on the disk.</summary>
    Written,

    /// <summary>The new file is on the disk.</summary>
    Flushed,

    /// <summary>The old file is closed; it still has its name.</summary>
    Closed,

    /// <summary>The new file has the name.</summary>
    Moved,

    /// <summary>The first half of an appended line is in the file.</summary>
    LineHalfWritten,

    /// <summary>An appended line is in the file, perhaps not yet on the disk.</summary>
    LineWritten,

    /// <summary>An appended line is on the disk.</summary>
    LineFlushed,
}
