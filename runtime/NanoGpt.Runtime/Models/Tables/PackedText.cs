using System.Text;

namespace NanoGpt;

/// <summary>
/// Several texts in one literal: <c>R720p=720p|R1792x1024=1792x1024</c>. A backslash makes the next character plain. One literal
/// is what a consumer's compiler handles fastest.
/// </summary>
internal ref struct PackedText(string text)
{
    private readonly string text = text;
    private int position = 0;

    public readonly bool IsAtEnd => position > text.Length;

    /// <summary>The text up to the next bar or the end; with an equals sign in it, the part before that is the name.</summary>
    /// <exception cref="FormatException">A backslash stands at the end.</exception>
    public (string? Name, string Value) Next()
    {
        string? name = null;
        var part = new StringBuilder();
        for (; position < text.Length && text[position] != '|'; position++)
        {
            var c = text[position];
            if (c == '\\')
            {
                position++;
                if (position == text.Length)
                {
                    throw new FormatException($"A backslash ends '{text}'.");
                }

                part.Append(text[position]);
            }
            else if (c == '=' && name is null)
            {
                name = part.ToString();
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }

        position++;   // the bar, or past the end
        return (name, part.ToString());
    }

    public static string[] Split(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var parts = new List<string>();
        for (var packed = new PackedText(text); !packed.IsAtEnd;)
        {
            parts.Add(packed.Next().Value);
        }

        return [.. parts];
    }
}
