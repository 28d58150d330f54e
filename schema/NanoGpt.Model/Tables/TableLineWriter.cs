using System.Globalization;
using System.Text;

namespace NanoGpt.Tables;

/// <summary>Writes a line of a table: a verb, words by position, then by name those that differ from their defaults.</summary>
internal readonly struct TableLineWriter
{
    private readonly StringBuilder text;

    /// <summary>Begins a line.</summary>
    public TableLineWriter(StringBuilder text, string verb)
    {
        this.text = text;
        if (text.Length > 0)
        {
            text.Append('\n');
        }

        text.Append(verb);
    }

    /// <summary>Adds a word by position.</summary>
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

    /// <summary>Adds a flag if it is set.</summary>
    public TableLineWriter Flag(string name, bool value)
    {
        if (value)
        {
            text.Append(' ').Append(name);
        }

        return this;
    }

    /// <summary>Returns a number without zeros at its end.</summary>
    public static string NumberOf(decimal number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return digits.IndexOf('.') >= 0 ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }

    // The table stands in a raw string literal: nothing invisible is in it, and no three quotes in a row.
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

    // By ranges and not by Unicode categories, which differ between the runtimes that a compiler runs on.
    private static bool IsVisible(char c) =>
        c is (>= ' ' and <= '~') or (>= '\u00A1' and <= '\u02FF' and not '\u00AD')
            or (>= '\u2010' and <= '\u2027') or (>= '\u3041' and <= '\u3096') or (>= '\u4E00' and <= '\u9FFF');
}
