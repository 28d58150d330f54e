namespace NanoGpt.Jobs;

/// <summary>
/// Represents the contents of a rewritten journal: a line for each submission that is open, has a job or was not found; none for
/// those that certainly were not accepted, or ended longer ago than the retention. The first line holds the gap. Uses neither I/O
/// nor clock.
/// </summary>
internal sealed record JournalCompaction(
    IReadOnlyList<Action<PooledBuffer>> Lines, IReadOnlyList<JournalRecord> Dropped, JournalGap Gap)
{
    public static JournalCompaction Of(IEnumerable<JournalRecord> records, JournalGap gap, DateTimeOffset now, TimeSpan retention)
    {
        var all = records.OrderBy(record => record.At).ToLookup(record => Stays(record, now, retention));
        var dropped = all[false].ToList();
        if (gap == JournalGap.None && dropped.Exists(static record => record.State == JournalState.Ended))
        {
            gap = JournalGap.Retention;
        }

        var lines = all[true].Select(static record => (Action<PooledBuffer>)record.Write);
        return new([.. gap == JournalGap.None ? lines : lines.Prepend(buffer => WriteGap(buffer, gap))], dropped, gap);
    }

    /// <summary>Reads the gap from a line; null if it is another line.</summary>
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
    public bool IsWorthwhile(int lines, int least) => lines - Lines.Count >= Math.Max(least, Lines.Count);

    private static bool Stays(JournalRecord record, DateTimeOffset now, TimeSpan retention) => record.State switch
    {
        JournalState.Rejected or JournalState.NotSent => false,
        JournalState.Ended => now - record.At < retention,
        _ => true,
    };

    private static void WriteGap(PooledBuffer buffer, JournalGap gap) => JsonText.WriteObject(buffer, json =>
    {
        json.WriteNumber("v", JournalLine.Version);
        json.WriteString("forgotten", gap.ToString());
    });
}

/// <summary>
/// Specifies what a journal may lack of the submissions that were sent with it. A later value includes the earlier ones.
/// </summary>
internal enum JournalGap
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Submissions whose job ended longer ago than the retention.</summary>
    Retention,
    /// <summary>Any submission, or the newest line of any: a line was damaged.</summary>
    Damage,
}
