using System.Text;

namespace NanoGpt.Directories.Wording;

/// <summary>Writes texts as Markdown that shows them and does nothing else. Texts of a directory may come from a provider's list.</summary>
public static class MarkdownText
{
    /// <summary>Returns a text for a paragraph, a list or a table of a page: one line without markup or HTML.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text.ReplaceLineEndings(" "), "\\`*_[]{}|#~!", isForge: false);
    }

    /// <summary>Returns a text for a comment of a forge: besides, without links, and without mentions of persons or issues.</summary>
    public static string ForForge(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(OneLine(text), "\\`*_[]|~!", isForge: true);
    }

    /// <summary>Returns a text as code for a page, where it may stand in a table; empty for an empty text.</summary>
    public static string Code(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // A bar would end the cell of a table even in code.
        return text.Length == 0 ? "" : Fence(text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal));
    }

    /// <summary>Returns a text as code for a comment of a forge.</summary>
    public static string CodeForForge(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fence(OneLine(text));
    }

    /// <summary>Returns a row of a table.</summary>
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
                '@' when isForge => result.Append("&#64;<!---->"),   // the comment keeps a forge from finding a name behind it
                '#' when isForge => result.Append("&#35;<!---->"),
                ':' when isForge => result.Append("&#58;"),
                _ => (marks.Contains(c, StringComparison.Ordinal) ? result.Append('\\') : result).Append(c),
            };
        }

        return result.ToString();
    }

    // A fence longer than any inside.
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
