using System.Text;

namespace NanoGpt.Cli.Diff;

/// <summary>
/// Words of a directory, which may come from a vendor's list, as Markdown that shows them and does nothing else: no markup, no HTML,
/// no link, no name that a forge would notify.
/// </summary>
internal static class MarkdownText
{
    /// <summary>As running text.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in OneLine(text))
        {
            switch (c)
            {
                case '<':
                    result.Append("&lt;");
                    break;
                case '>':
                    result.Append("&gt;");
                    break;
                case '&':
                    result.Append("&amp;");
                    break;
                case '@' or '#':
                    // Followed by something that ends no word, neither a person nor an issue is meant any more.
                    result.Append(c == '@' ? "&#64;" : "&#35;").Append("<!---->");
                    break;
                case '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '!':
                    result.Append('\\').Append(c);
                    break;
                case ':':
                    // No address becomes a link.
                    result.Append("&#58;");
                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }

    /// <summary>As code, with as many backticks around it as it takes.</summary>
    public static string Code(string text)
    {
        var line = OneLine(text);
        var longest = 0;
        var run = 0;
        foreach (var c in line)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var space = longest > 0 || line.Length == 0 ? " " : "";
        return fence + space + line + space + fence;
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
