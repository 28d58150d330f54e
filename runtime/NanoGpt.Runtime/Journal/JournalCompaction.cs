namespace NanoGpt;

/// <summary>
/// What stays of a journal: one line for each submission that is open, has a job, or is parked; nothing of what certainly was not
/// taken; and of what has ended, whatever is not older than the retention. Pure: neither I/O nor clock.
/// </summary>
/// <param name="Lines">What is written, a line each.</param>
/// <param name="Dropped">What is left out.</param>
/// <param name="Forgets">Whether something is left out, now or earlier, that was sent.</param>
internal sealed record JournalCompaction(IReadOnlyList<Action<PooledBuffer>> Lines, IReadOnlyList<JournalRecord> Dropped, bool Forgets)
{
    // The first line of a journal that is not complete any more: an id that it does not know may have been sent all the same.
    private static readonly byte[] Mark = [.. """{"v":1,"forgotten":true}"""u8];

    public static JournalCompaction Of(IEnumerable<JournalRecord> records, bool hasForgotten, DateTimeOffset now, TimeSpan retention)
    {
        var all = records.OrderBy(record => record.At).ToLookup(record => Stays(record, now, retention));
        var dropped = all[false].ToList();
        var forgets = hasForgotten || dropped.Exists(static record => record.State == JournalState.Ended);
        var kept = all[true].Select(static record => (Action<PooledBuffer>)record.Write);
        return new([.. forgets ? [WriteMark] : Array.Empty<Action<PooledBuffer>>(), .. kept], dropped, forgets);
    }

    public static bool IsMark(ReadOnlyMemory<byte> line) => line.Span.SequenceEqual(Mark);

    /// <summary>Whether enough lines go to be worth the writing.</summary>
    /// <param name="lines">How many there are.</param>
    /// <param name="least">How many must go at least.</param>
    public bool IsWorthwhile(int lines, int least) => lines - Lines.Count >= Math.Max(least, Lines.Count);

    private static bool Stays(JournalRecord record, DateTimeOffset now, TimeSpan retention) => record.State switch
    {
        JournalState.Rejected or JournalState.NotSent => false,
        JournalState.Ended => now - record.At < retention,
        _ => true,
    };

    private static void WriteMark(PooledBuffer buffer)
    {
        Mark.CopyTo(buffer.GetSpan(Mark.Length));
        buffer.Advance(Mark.Length);
    }
}
