namespace NanoGpt;

/// <summary>
/// What was submitted, on disk: a JSON line for each step, appended and flushed before the next step is taken. One process at a
/// time has it open. A line that a crash tore is skipped, and the next begins on a line of its own.
/// </summary>
/// <remarks>
/// When at least half of its lines, and not just a few, tell nothing any more, it is written anew with one line for each submission
/// that still counts: when it is opened, and after every so many lines. See <see cref="JournalCompaction"/>.
/// </remarks>
internal sealed class SubmissionJournal : IDisposable
{
    private readonly object gate = new();
    private readonly Dictionary<Guid, JournalRecord> records = [];
    private readonly VideoClientOptions options;
    private readonly JournalFile file;
    private readonly string path;
    private int lines;
    private int sinceLook;
    private bool hasForgotten;

    public SubmissionJournal(string provider, VideoClientOptions options)
    {
        this.options = options;
        path = Path.GetFullPath(options.JournalPath!);
        try
        {
            file = new JournalFile(path, options.JournalReached);
            Load();
            ThrowIfForeign(provider);
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
                $"The journal {path} cannot be opened; nothing was sent. Another process may have it open: give each its own.", exception)
            { IsRetrySafe = true };
        }
    }

    /// <summary>Whether finished submissions were dropped, so that one that is not here may have been sent all the same.</summary>
    public bool HasForgotten
    {
        get
        {
            lock (gate)
            {
                return hasForgotten;
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

    /// <summary>Writes what something depends on, such as that a request is about to be sent. Returns when that is on the disk.</summary>
    /// <exception cref="JournalException">It cannot be written, so nothing may be sent.</exception>
    public void Write(JournalRecord record)
    {
        try
        {
            Append(record);
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            throw new JournalException($"The journal {path} cannot be written; nothing was sent.", exception) { IsRetrySafe = true, SubmissionId = record.Id };
        }
    }

    /// <summary>Writes what came of it. That this fails loses nothing: what is missing is found by reconciling.</summary>
    public void Note(Guid id, JournalState state, string? runId = null, Uri? downloadLink = null)
    {
        try
        {
            if (Find(id) is { } record)
            {
                Append(record with { State = state, RunId = runId ?? record.RunId, DownloadLink = downloadLink ?? record.DownloadLink });
            }
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            options.Observer.Tell(new NanoGptEvent(NanoGptEventKind.JournalTrouble) { SubmissionId = id, RunId = runId, Error = exception });
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            file.Dispose();
        }
    }

    // The last is what .NET makes of a file system, or a quota, that allows no larger file.
    private static bool IsOfTheDisk(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException or ArgumentOutOfRangeException;

    private void Load()
    {
        var skipped = 0;
        foreach (var line in file.ReadLines())
        {
            lines++;
            if (JournalRecord.Read(line) is { } record)
            {
                records[record.Id] = record;
            }
            else if (JournalCompaction.IsMark(line))
            {
                hasForgotten = true;
            }
            else
            {
                skipped += line.Span.ContainsAnyExcept((byte)' ', (byte)'\r') ? 1 : 0;
            }
        }

        if (skipped > 0)
        {
            options.Observer.Tell(new NanoGptEvent(NanoGptEventKind.JournalTorn)
            { Detail = FormattableString.Invariant($"{skipped} lines of {path} cannot be read and were skipped.") });
        }
    }

    // Another provider's jobs would be asked for at a service that does not have them.
    private void ThrowIfForeign(string provider)
    {
        if (records.Values.FirstOrDefault(record => record.Provider != provider) is { } foreign)
        {
            throw new JournalException(
                $"The journal {path} belongs to a client of {Providers.Title(foreign.Provider)}, not of {Providers.Title(provider)}; nothing was sent. Give each client its own.");
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

    // The line before it is safe already: that compacting fails is told and changes nothing.
    private void CompactIfWorthwhile()
    {
        sinceLook = 0;
        var compaction = JournalCompaction.Of(records.Values, hasForgotten, options.TimeProvider.GetUtcNow(), options.JournalRetention);
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
            options.Observer.Tell(new NanoGptEvent(NanoGptEventKind.JournalTrouble) { Error = exception });
            return;
        }

        foreach (var dropped in compaction.Dropped)
        {
            records.Remove(dropped.Id);
        }

        (lines, hasForgotten) = (compaction.Lines.Count, compaction.Forgets);
    }
}
