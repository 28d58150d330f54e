using System.Globalization;
using System.Text;

namespace NanoGpt.Tables;

/// <summary>
/// Reads a line of a table: a verb, words by position, then words by name (<c>maxBytes=4000000</c>) and flags (<c>required</c>). A space ends
/// a word unless it is between double quotes, where a backslash escapes a quote or a backslash and <c>\u0022</c> is a UTF-16 code unit.
/// </summary>
internal sealed class TableLine
{
    private readonly string text;

    // A word that was asked for becomes null, so that a word that nobody asks for is found.
    private readonly List<string?> words = new(8);
    private int next = 1;

    /// <summary>Splits a line into words.</summary>
    /// <exception cref="FormatException">The line is empty, or a quote in it is not closed.</exception>
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
    }

    /// <summary>Gets the first word, which says what the line describes.</summary>
    public string Verb => words[0]!;

    /// <summary>Returns the next word by position. All of them must be read before the first word by name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
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

    /// <summary>Returns the word of a name; <see langword="null"/> if the line has none.</summary>
    public string? Text(string name)
    {
        for (var i = next; i < words.Count; i++)
        {
            if (words[i] is { } word && word.Length > name.Length && word[name.Length] == '=' && word.StartsWith(name, StringComparison.Ordinal))
            {
                words[i] = null;
                return word.Substring(name.Length + 1);
            }
        }

        return null;
    }

    /// <summary>Returns a value that indicates whether the line has a flag.</summary>
    public bool Flag(string name)
    {
        var index = words.IndexOf(name, next);
        if (index >= 0)
        {
            words[index] = null;
        }

        return index >= 0;
    }

    /// <summary>Returns the number of a name; <see langword="null"/> if the line has none.</summary>
    /// <exception cref="FormatException">The word is not a number.</exception>
    public decimal? Number(string name) => Text(name) is not { } word ? null
        : decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw Malformed($"'{name}' is not a number");

    /// <summary>Verifies that every word was read.</summary>
    /// <exception cref="FormatException">A word was not.</exception>
    public void End()
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i] is { } word)
            {
                throw Malformed($"'{word}' is not expected");
            }
        }
    }

    /// <summary>Creates an exception that quotes the line.</summary>
    public FormatException Malformed(string why) => new($"Table line '{text}': {why}.");

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
                    word.Append((char)ushort.Parse(text.Substring(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
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
