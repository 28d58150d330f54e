namespace NanoGpt.Jobs;

/// <summary>
/// Records submissions on the disk: a JSON line for each step, flushed before the next step. An incomplete last line was not
/// flushed, so nothing depends on it, and it is removed. Any other line that cannot be read is damage: see <see
/// cref="JournalGap.Damage"/>.
/// </summary>
internal sealed class SubmissionJournal : IDisposable
{
    private readonly object gate = new();
    private readonly Dictionary<Guid, JournalRecord> records = [];
    private readonly VideoClientOptions options;
    private readonly JournalFile file;
    private readonly string path;
    private int lines;
    private int sinceLook;
    private JournalGap gap;

    public SubmissionJournal(string provider, VideoClientOptions options)
    {
        this.options = options;
        path = Path.GetFullPath(options.JournalPath!);
        try
        {
            file = new JournalFile(path, options.JournalReached);
            Load();
            ThrowIfOtherProvider(provider);
            CompactIfWorthwhile();
        }
        catch (JournalException)
        {
            file?.Dispose();
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new JournalException(
                $"The journal {path} cannot be opened; nothing was sent. Another process may have it open: give each its own.",
                exception)
            { IsRetrySafe = true };
        }
    }

    public JournalGap Gap
    {
        get
        {
            lock (gate)
            {
                return gap;
            }
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

    /// <summary>Writes a record that the next step depends on. Returns when it is on the disk.</summary>
    /// <exception cref="JournalException">It cannot be written, so nothing may be sent.</exception>
    public void Write(JournalRecord record)
    {
        try
        {
            Append(record);
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            throw new JournalException($"The journal {path} cannot be written; nothing was sent.", exception)
            { IsRetrySafe = true, SubmissionId = record.Id };
        }
    }

    /// <summary>Writes an outcome. A failure loses nothing, because reconciling finds what is missing.</summary>
    public void Note(Guid id, JournalState state, string? runId = null, Uri? downloadLink = null)
    {
        try
        {
            if (Find(id) is { } record)
            {
                Append(record with
                { State = state, RunId = runId ?? record.RunId, DownloadLink = downloadLink ?? record.DownloadLink });
            }
        }
        catch (Exception exception)   // of any type: the job exists
        {
            options.Observer.Notify(
                new NanoGptEvent(NanoGptEventKind.JournalFailed) { SubmissionId = id, RunId = runId, Error = exception });
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            file.Dispose();
        }
    }

    // ArgumentOutOfRangeException is thrown if the file system or a quota allows no larger file.
    private static bool IsOfTheDisk(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException
            or ArgumentOutOfRangeException;

    private void Load()
    {
        var (damaged, length) = (0, 0L);
        foreach (var (line, hasEnd) in file.ReadLines())
        {
            if (!hasEnd && JournalLine.IsTorn(line.Span))
            {
                file.Cut(length);
                TellUnread($"The last line of {path} was torn by a crash. It says nothing that counts.");
                break;
            }

            length += line.Length + 1;
            lines++;
            if (!line.IsEmpty && !TryLoad(line))
            {
                damaged++;
                Doubt();
            }
        }

        if (damaged > 0)
        {
            TellUnread(FormattableString.Invariant($"{damaged} lines of {path} are damaged and were skipped. ")
                + "A submission that the journal does not hold may have been sent.");
        }
    }

    private bool TryLoad(ReadOnlyMemory<byte> line)
    {
        if (JournalLine.OtherVersion(line) is { } version)
        {
            throw new JournalException(
                $"The journal {path} is of version {version}, and this client reads and writes version {JournalLine.Version}; "
                + "nothing was sent. Open it with the release of NanoGpt.Runtime that wrote it, or set JournalPath to another "
                + "file.");
        }

        if (!JournalLine.IsIntact(line.Span))
        {
            return false;
        }

        if (JournalRecord.Read(line) is { } record)
        {
            records[record.Id] = record;
            return true;
        }

        var earlier = JournalCompaction.ReadGap(line);
        gap = earlier > gap ? earlier.Value : gap;
        return earlier is not null;
    }

    // A damaged line may be newer than any record so far: none of them allows sending a submission again any more.
    private void Doubt()
    {
        gap = JournalGap.Damage;
        foreach (var record in records.Values.ToList())
        {
            if (record.State is JournalState.Rejected or JournalState.NotSent)
            {
                records.Remove(record.Id);
            }
            else if (record.State == JournalState.NotFound)
            {
                records[record.Id] = record with { State = JournalState.Unknown };
            }
        }
    }

    private void TellUnread(string detail) =>
        options.Observer.Notify(new NanoGptEvent(NanoGptEventKind.JournalLinesSkipped) { Detail = detail });

    // The service would be asked for jobs of another provider.
    private void ThrowIfOtherProvider(string provider)
    {
        if (records.Values.FirstOrDefault(record => record.Provider != provider) is { } foreign)
        {
            throw new JournalException(
                $"The journal {path} belongs to a client of {Providers.Title(foreign.Provider)}, "
                + $"not of {Providers.Title(provider)}; nothing was sent. Give each client its own.");
        }
    }

    private void Append(JournalRecord record)
    {
        lock (gate)
        {
            file.Append(record.Write);
            records[record.Id] = record;
            lines++;
            if (++sinceLook >= options.JournalSlack)
            {
                CompactIfWorthwhile();
            }
        }
    }

    // The last line is already safe: a failure is reported and changes nothing.
    private void CompactIfWorthwhile()
    {
        sinceLook = 0;
        var compaction = JournalCompaction.Of(records.Values, gap, options.TimeProvider.GetUtcNow(), options.JournalRetention);
        if (!file.CanReplace || !compaction.IsWorthwhile(lines, options.JournalSlack))
        {
            return;
        }

        try
        {
            file.Replace(compaction.Lines);
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            options.Observer.Notify(new NanoGptEvent(NanoGptEventKind.JournalFailed) { Error = exception });
            return;
        }

        foreach (var dropped in compaction.Dropped)
        {
            records.Remove(dropped.Id);
        }

        (lines, gap) = (compaction.Lines.Count, compaction.Gap);
    }
}
