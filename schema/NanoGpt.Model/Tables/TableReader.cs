namespace NanoGpt.Tables;

/// <summary>Reads a table line by line.</summary>
internal sealed class TableReader
{
    private readonly List<TableLine> lines = new(24);
    private int next;

    public TableReader(string table)
    {
        foreach (var line in table.Split('\n'))
        {
            lines.Add(new TableLine(line.TrimEnd('\r')));
        }
    }

    /// <summary>Returns the next line if it has a verb.</summary>
    public TableLine? Take(string verb) => Take(candidate => string.Equals(candidate, verb, StringComparison.Ordinal));

    /// <summary>Returns the next line if its verb meets a condition.</summary>
    public TableLine? Take(Func<string, bool> condition) => next < lines.Count && condition(lines[next].Verb) ? lines[next++] : null;

    /// <summary>Creates an exception that quotes the next line.</summary>
    public FormatException Malformed(string why) => lines[Math.Min(next, lines.Count - 1)].Malformed(why);

    /// <summary>Verifies that every line was read.</summary>
    /// <exception cref="FormatException">A line was not.</exception>
    public void End()
    {
        if (next < lines.Count)
        {
            throw Malformed($"'{lines[next].Verb}' is not expected here");
        }
    }
}
