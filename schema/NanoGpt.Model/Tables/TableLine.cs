using System.Globalization;
using System.Text;

namespace NanoGpt.Tables;

/// <summary>
/// Reads a line of a table: a verb, words by position, then words by name (<c>maxBytes=4000000</c>) and flags (<c>required</c>).
/// A space ends a word unless it is between double quotes, where a backslash escapes a quote or a backslash and <c>\u0022</c> is
/// a UTF-16 code unit. Throws a <see cref="FormatException"/> if the line is malformed.
/// </summary>
internal sealed class TableLine
{
    private readonly string text;

    // A word that was read becomes null, so that End() finds unexpected words.
    private readonly List<string?> words = new(8);
    private int next = 1;

    public TableLine(string line)
    {
        text = line;
        var word = new StringBuilder();
        for (var position = 0; position <= text.Length; position++)
        {
            if (position == text.Length || text[position] == ' ')
            {
                words.Add(word.ToString());
                word.Clear();
            }
            else if (text[position] == '"')
            {
                position = Unquote(position + 1, word);
            }
            else
            {
                word.Append(text[position]);
            }
        }

        Verb = words[0]!;
        words[0] = null;
    }

    public string Verb { get; }

    /// <summary>Returns the next word by position. All of them must be read before the first word by name.</summary>
    public string Next()
    {
        if (next == words.Count)
        {
            throw Malformed("a word is missing");
        }

        var word = words[next]!;
        words[next++] = null;
        return word;
    }

    /// <summary>Returns the word with a name; <see langword="null"/> if the line has none.</summary>
    public string? Text(string name)
    {
        for (var i = next; i < words.Count; i++)
        {
            if (words[i] is { } word && word.Length > name.Length && word[name.Length] == '='
                && word.StartsWith(name, StringComparison.Ordinal))
            {
                words[i] = null;
                return word.Substring(name.Length + 1);
            }
        }

        return null;
    }

    public bool Flag(string name)
    {
        var index = words.IndexOf(name, next);
        if (index >= 0)
        {
            words[index] = null;
        }

        return index >= 0;
    }

    public decimal? Number(string name) => Text(name) is not { } word ? null
        : decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw Malformed($"'{name}' is not a number");

    /// <summary>Verifies that every word was read.</summary>
    public void End()
    {
        if (words.Find(static word => word is not null) is { } unread)
        {
            throw Malformed($"'{unread}' is not expected");
        }
    }

    public FormatException Malformed(string reason) => new($"Table line '{text}': {reason}.");

    // Returns the position of the closing quote.
    private int Unquote(int position, StringBuilder word)
    {
        for (; position < text.Length; position++)
        {
            switch (text[position])
            {
                case '"':
                    return position;
                case '\\' when position + 5 < text.Length && text[position + 1] == 'u':
                    var digits = text.Substring(position + 2, 4);
                    word.Append((char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    position += 5;
                    break;
                case '\\' when position + 1 < text.Length:
                    word.Append(text[++position]);
                    break;
                default:
                    word.Append(text[position]);
                    break;
            }
        }

        throw Malformed("a quote is not closed");
    }
}

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
