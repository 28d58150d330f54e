using System.Text.Json;
using NanoGpt.Http;
using NanoGpt.Requests;

namespace NanoGpt.Jobs;

/// <summary>
/// What stays of a journal: one line for each submission that is open, has a job, or is parked; nothing of what certainly was not
/// taken; and of what has ended, whatever is not older than the retention. Pure: neither I/O nor clock.
/// </summary>
/// <param name="Lines">What is written, a line each.</param>
/// <param name="Dropped">What is left out.</param>
/// <param name="Gap">What the journal may lack from then on. Its first line says so.</param>
internal sealed record JournalCompaction(IReadOnlyList<Action<PooledBuffer>> Lines, IReadOnlyList<JournalRecord> Dropped, JournalGap Gap)
{
    public static JournalCompaction Of(IEnumerable<JournalRecord> records, JournalGap gap, DateTimeOffset now, TimeSpan retention)
    {
        var all = records.OrderBy(record => record.At).ToLookup(record => Stays(record, now, retention));
        var dropped = all[false].ToList();
        if (gap == JournalGap.None && dropped.Exists(static record => record.State == JournalState.Ended))
        {
            gap = JournalGap.Retention;
        }

        var kept = all[true].Select(static record => (Action<PooledBuffer>)record.Write);
        return new([.. gap == JournalGap.None ? Array.Empty<Action<PooledBuffer>>() : [buffer => WriteGap(buffer, gap)], .. kept], dropped, gap);
    }

    /// <summary>Returns what a line says that the journal lacks; null if it is another line.</summary>
    public static JournalGap? ReadGap(ReadOnlyMemory<byte> line)
    {
        using var document = LooseJson.Parse(line);
        return document?.RootElement.Find("forgotten").AsText() switch
        {
            nameof(JournalGap.Retention) => JournalGap.Retention,
            nameof(JournalGap.Damage) => JournalGap.Damage,
            _ => null,
        };
    }

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

    private static void WriteGap(PooledBuffer buffer, JournalGap gap)
    {
        using var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions);
        json.WriteStartObject();
        json.WriteNumber("v", JournalLine.Version);
        json.WriteString("forgotten", gap.ToString());
        json.WriteEndObject();
    }
}

/// <summary>Specifies what a journal may lack of the submissions that were sent with it. A later value includes the earlier ones.</summary>
internal enum JournalGap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Submissions whose job ended longer ago than the retention.</summary>
    Retention,

    /// <summary>Any submission, or the newest line of any: a line was damaged.</summary>
    Damage,
}
