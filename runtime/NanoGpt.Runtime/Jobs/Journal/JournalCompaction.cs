namespace NanoGpt.Jobs;

/// <summary>Represents a rewritten journal, without submissions that have no job or have ended. Does no I/O.</summary>
internal sealed record JournalCompaction(
    IReadOnlyList<Action<PooledBuffer>> Lines, IReadOnlyList<SubmissionRecord> Dropped, JournalGap Gap)
{
    public static JournalCompaction Create(
        IEnumerable<SubmissionRecord> records, JournalGap gap, DateTimeOffset now, TimeSpan retention)
    {
        var all = records.OrderBy(record => record.SubmittedAt).ToLookup(record => Stays(record, now, retention));
        var dropped = all[false].ToList();
        if (gap == JournalGap.None && dropped.Exists(static record => record.RunId is not null))
        {
            gap = JournalGap.Retention;
        }

        var lines = all[true].Select(static record => (Action<PooledBuffer>)(buffer => JournalRecord.Write(record, buffer)));
        return new([.. gap == JournalGap.None ? lines : lines.Prepend(buffer => WriteGap(buffer, gap))], dropped, gap);
    }

    public static JournalGap? ReadGap(ReadOnlyMemory<byte> line)
    {
        using var document = LenientJson.Parse(line);
        return document?.RootElement.Find("forgotten").AsText() switch
        {
            nameof(JournalGap.Retention) => JournalGap.Retention,
            nameof(JournalGap.Damage) => JournalGap.Damage,
            _ => null,
        };
    }

    /// <summary>Returns whether at least half of the lines, and a minimum number, are removed.</summary>
    public bool IsWorthwhile(int lines, int min) => lines - Lines.Count >= Math.Max(min, Lines.Count);

    // A submission of a budget counts against it for as long as the file exists.
    private static bool Stays(SubmissionRecord record, DateTimeOffset now, TimeSpan retention) => record.State switch
    {
        _ when record.Budget is not null => true,
        SubmissionState.Rejected => false,
        SubmissionState.Completed or SubmissionState.Failed or SubmissionState.Saved => now - record.SubmittedAt < retention,
        _ => true,
    };

    private static void WriteGap(PooledBuffer buffer, JournalGap gap) => JsonText.WriteObject(buffer, json =>
    {
        json.WriteNumber("v", JournalLine.Version);
        json.WriteString("forgotten", gap.ToString());
    });
}

/// <summary>Specifies the submissions that a journal may lack. A later value includes the earlier ones.</summary>
internal enum JournalGap
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Submissions whose job ended longer ago than the retention.</summary>
    Retention,
    /// <summary>Any submission, or the newest line of any: a line was damaged.</summary>
    Damage,
}
