namespace NanoGpt.Schema.Issues;

/// <summary>Maps offsets in a text to lines and columns. Lines are found on first use: most files have no issues.</summary>
internal sealed class LineMap(string text)
{
    private int[]? starts;

    public SourceSpan Span(int start, int length)
    {
        var lines = starts ??= Find(text);
        var line = LineOf(lines, start);
        var endLine = LineOf(lines, start + length);
        return new SourceSpan(start, length, line, start - lines[line], endLine, start + length - lines[endLine]);
    }

    private static int[] Find(string text)
    {
        var found = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            // The line breaks of the C# compiler, so that both count the same lines.
            if (text[i] is '\n' or '\u0085' or '\u2028' or '\u2029'
                || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                found.Add(i + 1);
            }
        }

        return found.ToArray();
    }

    private static int LineOf(int[] starts, int offset)
    {
        var index = Array.BinarySearch(starts, offset);
        return index >= 0 ? index : ~index - 1;
    }
}
