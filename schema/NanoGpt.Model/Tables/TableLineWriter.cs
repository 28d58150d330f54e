using System.Globalization;
using System.Text;

namespace NanoGpt.Tables;

/// <summary>Writes a line of a table: a verb, words by position, then words by name that differ from their defaults.</summary>
internal readonly struct TableLineWriter
{
    private readonly StringBuilder text;

    public TableLineWriter(StringBuilder text, string verb)
    {
        this.text = text;
        if (text.Length > 0)
        {
            text.Append('\n');
        }

        text.Append(verb);
    }

    public TableLineWriter Add(string word)
    {
        AppendWord(text.Append(' '), word);
        return this;
    }

    /// <summary>Adds a word by name unless it is <see langword="null"/>.</summary>
    public TableLineWriter Text(string name, string? word)
    {
        if (word is not null)
        {
            AppendWord(text.Append(' ').Append(name).Append('='), word);
        }

        return this;
    }

    /// <summary>Adds a number by name unless it is <see langword="null"/>.</summary>
    public TableLineWriter Number(string name, decimal? number) => Text(name, number is { } value ? NumberOf(value) : null);

    public TableLineWriter Flag(string name, bool value)
    {
        if (value)
        {
            text.Append(' ').Append(name);
        }

        return this;
    }

    /// <summary>Returns a number without trailing zeros.</summary>
    public static string NumberOf(decimal number) => ExactNumber.Normalize(number).ToString(CultureInfo.InvariantCulture);

    // The table is part of a raw string literal, which must not contain invisible characters or three quotes in a row.
    private static void AppendWord(StringBuilder text, string word)
    {
        if (word.Length > 0 && IsPlain(word))
        {
            text.Append(word);
            return;
        }

        text.Append('"');
        foreach (var c in word)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                _ when IsVisible(c) => text.Append(c),
                _ => text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
            };
        }

        text.Append('"');
    }

    private static bool IsPlain(string word)
    {
        foreach (var c in word)
        {
            if (c is <= ' ' or > '~' or '"')
            {
                return false;
            }
        }

        return true;
    }

    // Ranges, because Unicode categories differ between the runtimes that compilers use.
    private static bool IsVisible(char c) =>
        c is (>= ' ' and <= '~') or (>= '\u00A1' and <= '\u02FF' and not '\u00AD')
            or (>= '\u2010' and <= '\u2027') or (>= '\u3041' and <= '\u3096') or (>= '\u4E00' and <= '\u9FFF');
}
