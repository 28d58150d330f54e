using System.Text;

namespace NanoGpt.Cli.Export.Markdown;

/// <summary>Texts of the directory as Markdown. Everything that goes into a page passes here, so that no text becomes markup.</summary>
internal static class MarkdownText
{
    private const string Marks = "\\`*_[]{}|#~!";

    /// <summary>A text in a paragraph, a list or a table: one line, read as it is.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            _ = c switch
            {
                '<' => plain.Append("&lt;"),
                '>' => plain.Append("&gt;"),
                '&' => plain.Append("&amp;"),
                _ when Marks.Contains(c, StringComparison.Ordinal) => plain.Append('\\').Append(c),
                _ => plain.Append(c),
            };
        }

        return plain.ToString();
    }

    /// <summary>A value in code letters, in a table too; nothing for nothing.</summary>
    public static string Code(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        // A fence longer than any inside; a bar would end a table's cell even here.
        var longest = 0;
        for (int i = 0, run = 0; i < text.Length; i++)
        {
            run = text[i] == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var space = longest > 0 ? " " : "";
        return $"{fence}{space}{text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)}{space}{fence}";
    }

    /// <summary>Several values in code letters.</summary>
    public static string Codes(IEnumerable<string> texts) => string.Join(", ", texts.Select(Code));

    /// <summary>A row of a table.</summary>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
