namespace NanoGpt.Schema.Issues;

/// <summary>Where the lines of a text begin, so that an offset becomes a line and a column.</summary>
internal sealed class LineMap
{
    private readonly int[] starts;

    /// <summary>Finds the lines of a text.</summary>
    public LineMap(string text)
    {
        var found = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            // The line ends that the compiler counts too, so that both mean the same line.
            if (text[i] is '\n' or '\u0085' or '\u2028' or '\u2029'
                || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                found.Add(i + 1);
            }
        }

        starts = found.ToArray();
    }

    /// <summary>The span of some characters.</summary>
    public SourceSpan Span(int start, int length)
    {
        var line = LineOf(start);
        var endLine = LineOf(start + length);
        return new SourceSpan(start, length, line, start - starts[line], endLine, start + length - starts[endLine]);
    }

    private int LineOf(int offset)
    {
        var index = Array.BinarySearch(starts, offset);
        return index >= 0 ? index : ~index - 1;
    }
}
