using System.Globalization;
using System.Text;

namespace NanoGpt;

/// <summary>
/// A line of a table: a verb, words by position, then words by name (<c>maxBytes=4000000</c>) and truths (<c>required</c>). A space
/// ends a word unless it stands between double quotes, where a backslash makes a quote or a backslash plain and <c>\u0022</c> is a
/// UTF-16 code unit.
/// </summary>
internal sealed class TableLine
{
    private readonly string text;

    // A word that somebody asked for is null from then on, so that one that nobody knows is found.
    private readonly List<string?> words = new(8);
    private int next = 1;

    /// <summary>Takes a line apart.</summary>
    /// <exception cref="FormatException">It is empty, or a quote in it is not closed.</exception>
    public TableLine(ReadOnlySpan<char> line)
    {
        text = line.ToString();
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

    /// <summary>What the line is about.</summary>
    public string Verb => words[0]!;

    /// <summary>The next word by position. All of them are asked for before the first by name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public string Next()
    {
        if (next == words.Count)
        {
            throw Broken("a word is missing");
        }

        var word = words[next]!;
        words[next++] = null;
        return word;
    }

    /// <summary>The word of a name; null if the line has none.</summary>
    public string? Text(string name)
    {
        for (var i = next; i < words.Count; i++)
        {
            if (words[i] is { } word && word.Length > name.Length && word[name.Length] == '=' && word.StartsWith(name, StringComparison.Ordinal))
            {
                words[i] = null;
                return word[(name.Length + 1)..];
            }
        }

        return null;
    }

    /// <summary>Whether the line has a truth.</summary>
    public bool Flag(string name)
    {
        var index = words.IndexOf(name, next);
        if (index >= 0)
        {
            words[index] = null;
        }

        return index >= 0;
    }

    /// <summary>The number of a name; null if the line has none.</summary>
    /// <exception cref="FormatException">The word is no number, or too large.</exception>
    public decimal? Number(string name)
    {
        if (Text(name) is not { } word)
        {
            return null;
        }

        return decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Broken($"'{name}' is no number");
    }

    /// <summary>Checks that nothing is left that nobody asked for.</summary>
    /// <exception cref="FormatException">Something is.</exception>
    public void End()
    {
        if (words.FindIndex(1, static word => word is not null) is var index and >= 0)
        {
            throw Broken($"'{words[index]}' means nothing here");
        }
    }

    /// <summary>What is wrong, with the line.</summary>
    public FormatException Broken(string why) => new($"Table line '{text}': {why}.");

    // The position of the closing quote.
    private int Unquote(int position, StringBuilder word)
    {
        for (; position < text.Length; position++)
        {
            switch (text[position])
            {
                case '"':
                    return position;
                case '\\' when position + 5 < text.Length && text[position + 1] == 'u':
                    word.Append((char)ushort.Parse(text.AsSpan(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
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

        throw Broken("a quote is not closed");
    }
}
