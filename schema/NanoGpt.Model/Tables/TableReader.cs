namespace NanoGpt.Tables;

/// <summary>Reads a table line by line. Throws a <see cref="FormatException"/> if the table is malformed.</summary>
internal sealed class TableReader
{
    private readonly List<TableLine> lines = new(24);
    private int next;

    public TableReader(string table) =>
        lines.AddRange(table.Split('\n').Select(static line => new TableLine(line.TrimEnd('\r'))));

    /// <summary>Returns the next line if it has a verb.</summary>
    public TableLine? Take(string verb) => Take(candidate => string.Equals(candidate, verb, StringComparison.Ordinal));

    /// <summary>Returns the next line if its verb meets a condition.</summary>
    public TableLine? Take(Func<string, bool> condition) =>
        next < lines.Count && condition(lines[next].Verb) ? lines[next++] : null;

    public FormatException Malformed(string reason) => lines[Math.Min(next, lines.Count - 1)].Malformed(reason);

    /// <summary>Verifies that every line was read.</summary>
    public void End()
    {
        if (next < lines.Count)
        {
            throw Malformed($"'{lines[next].Verb}' is not expected here");
        }
    }
}
