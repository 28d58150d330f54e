using System.Text;

namespace NanoGpt.Tables;

/// <summary>
/// Reads and writes several texts in one word: <c>R720p=720p|R1080p=1080p</c>. A backslash escapes a character.
/// </summary>
internal struct PackedText(string text)
{
    private readonly string text = text;
    private int position = 0;

    public readonly bool IsAtEnd => position > text.Length;

    /// <summary>Returns the text up to the next bar or the end, and the part before an equals sign in it as its name.</summary>
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

    public static EquatableArray<string> Split(string? text)
    {
        if (text is null)
        {
            return default;
        }

        var parts = new List<string>();
        for (var packed = new PackedText(text); !packed.IsAtEnd;)
        {
            parts.Add(packed.Next().Value);
        }

        return parts.ToEquatableArray();
    }

    /// <summary>Joins parts with or without names. Returns <see langword="null"/> if there are none.</summary>
    public static string? Join(IEnumerable<(string? Name, string Value)> parts)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parts)
        {
            text.Append(text.Length == 0 ? "" : "|").Append(name is null ? "" : Escape(name) + "=").Append(Escape(value));
        }

        return text.Length == 0 ? null : text.ToString();
    }

    public static string? Join(IEnumerable<string> parts) => Join(parts.Select(static part => ((string?)null, part)));

    private static string Escape(string part) => part.Replace("\\", "\\\\").Replace("|", "\\|").Replace("=", "\\=");
}
