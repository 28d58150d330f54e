namespace NanoGpt.Directories.Wording;

/// <summary>Escapes text for Markdown, so that text from a vendor list cannot contain markup.</summary>
public static class MarkdownText
{
    /// <summary>Returns a text for a paragraph, a list or a table: one line without markup or HTML.</summary>
    /// <param name="text">The text.</param>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text.ReplaceLineEndings(" "), "\\`*_[]{}|#~!", isForge: false);
    }

    /// <summary>
    /// Returns a text for a comment on a code hosting service: also without links and without mentions of users or issues.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string ForForge(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(OneLine(text), "\\`*_[]|~!", isForge: true);
    }

    /// <summary>Returns a text as inline code that can be used in a table; empty for an empty text.</summary>
    /// <param name="text">The text.</param>
    public static string Code(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // A vertical bar would end a table cell even in code.
        return text.Length == 0 ? "" : Fence(text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal));
    }

    /// <summary>Returns a text as inline code for a comment on a code hosting service.</summary>
    /// <param name="text">The text.</param>
    public static string CodeForForge(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fence(OneLine(text));
    }

    /// <summary>Returns a row of a table.</summary>
    /// <param name="cells">The escaped cells.</param>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Escape(string text, string marks, bool isForge)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '&' => result.Append("&amp;"),
                '@' when isForge => result.Append("&#64;<!---->"),   // prevents a mention
                '#' when isForge => result.Append("&#35;<!---->"),
                ':' when isForge => result.Append("&#58;"),
                _ => (marks.Contains(c, StringComparison.Ordinal) ? result.Append('\\') : result).Append(c),
            };
        }

        return result.ToString();
    }

    // Uses a longer fence than any in the text.
    private static string Fence(string line)
    {
        var (longest, run) = (0, 0);
        foreach (var c in line)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var space = longest > 0 || line.Length == 0 ? " " : "";
        return $"{fence}{space}{line}{space}{fence}";
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
