namespace NanoGpt.Jobs;

/// <summary>
/// Records submissions on the disk: a JSON line for each step, flushed before the next step. An incomplete last line was not
/// flushed, so nothing depends on it. Another unreadable line is damage (<see cref="JournalGap.Damage"/>).
/// </summary>
internal sealed class SubmissionJournal : IDisposable
{
    private readonly object gate = new();
    private readonly Dictionary<Guid, SubmissionRecord> records = [];
    private readonly JournalOptions options;
    private readonly JournalFile file;
    private readonly string path;
    private int lines;
    private int sinceCheck;
    private JournalGap gap;

    public SubmissionJournal(JournalOptions options)
    {
        this.options = options;
        path = Path.GetFullPath(options.Path);
        try
        {
            file = new JournalFile(path, options.Reached);
            Load();
            ThrowIfOtherProvider(options.Provider);
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
                $"The journal {path} cannot be opened; nothing was sent. Another process may have it open: "
                + "each process requires its own journal.",
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

    public SubmissionRecord? Find(Guid id)
    {
        lock (gate)
        {
            return records.GetValueOrDefault(id);
        }
    }

    public IReadOnlyList<SubmissionRecord> Where(Func<SubmissionRecord, bool> condition)
    {
        lock (gate)
        {
            return [.. records.Values.Where(condition).OrderBy(record => record.SubmittedAt)];
        }
    }

    /// <summary>Writes records. Returns when they are on the disk.</summary>
    public void Write(params IReadOnlyList<SubmissionRecord> changed)
    {
        try
        {
            Append(changed);
        }
        catch (Exception exception) when (IsDiskError(exception))
        {
            throw new JournalException($"The journal {path} cannot be written; nothing was sent.", exception)
            { IsRetrySafe = true, SubmissionId = changed.Count == 1 ? changed[0].Id : null };
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
    private static bool IsDiskError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException
            or ArgumentOutOfRangeException;

    private void Load()
    {
        var (damaged, length) = (0, 0L);
        foreach (var (line, hasEnd) in file.ReadLines())
        {
            if (!hasEnd && JournalLine.IsIncomplete(line.Span))
            {
                file.Truncate(length);
                ReportSkipped($"The last line of {path} is incomplete, as after a crash. Nothing depends on it.");
                break;
            }

            length += line.Length + 1;
            lines++;
            if (!line.IsEmpty && !TryLoad(line))
            {
                damaged++;
                InvalidateOutcomes();
            }
        }

        if (damaged > 0)
        {
            ReportSkipped(FormattableString.Invariant($"{damaged} lines of {path} are damaged and were skipped. ")
                + "A submission that the journal does not contain may have been sent.");
        }
    }

    private bool TryLoad(ReadOnlyMemory<byte> line)
    {
        if (JournalLine.FindOtherVersion(line) is { } version)
        {
            throw new JournalException(
                $"The journal {path} has version {version}, but this client requires version {JournalLine.Version}; nothing was "
                + "sent. Open it with the release of NanoGpt.Runtime that wrote it, or set JournalPath to another file.");
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

    // A damaged line may be newer than any record so far, so none of them allows sending a submission again.
    private void InvalidateOutcomes()
    {
        gap = JournalGap.Damage;
        foreach (var record in records.Values.ToList())
        {
            if (record.State == SubmissionState.Rejected)
            {
                records.Remove(record.Id);
            }
            else if (record.State == SubmissionState.Absent)
            {
                records[record.Id] = record with { State = SubmissionState.Unknown };
            }
        }
    }

    private void ReportSkipped(string detail) =>
        options.Observer.Notify(new NanoGptEvent(NanoGptEventKind.JournalLinesSkipped) { Detail = detail });

    // Otherwise the jobs of another provider would be requested from this service.
    private void ThrowIfOtherProvider(string provider)
    {
        if (records.Values.FirstOrDefault(record => record.Provider != provider) is { } other)
        {
            throw new JournalException(
                $"The journal {path} belongs to a client of {Providers.GetDisplayName(other.Provider)}, "
                + $"not of {Providers.GetDisplayName(provider)}; nothing was sent. Each client requires its own journal.");
        }
    }

    private void Append(IReadOnlyList<SubmissionRecord> changed)
    {
        lock (gate)
        {
            file.Append(
            [
                .. changed.Select(static record => (Action<PooledBuffer>)(buffer => JournalRecord.Write(record, buffer))),
            ]);
            foreach (var record in changed)
            {
                records[record.Id] = record;
            }

            lines += changed.Count;
            sinceCheck += changed.Count;
            if (sinceCheck >= options.Slack)
            {
                CompactIfWorthwhile();
            }
        }
    }

    // The last line is flushed already: a failure is reported and changes nothing.
    private void CompactIfWorthwhile()
    {
        sinceCheck = 0;
        var now = options.TimeProvider.GetUtcNow();
        var compaction = JournalCompaction.Create(records.Values, gap, now, options.Retention);
        if (!file.CanReplace || !compaction.IsWorthwhile(lines, options.Slack))
        {
            return;
        }

        try
        {
            file.Replace(compaction.Lines);
        }
        catch (Exception exception) when (IsDiskError(exception))
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
