namespace NanoGpt.Http;

/// <summary>
/// Decodes escapes of JSON, HTML and URLs, also nested ones, to find a secret in any notation: <c>\/</c>, <c>\u002B</c>,
/// <c>%2F</c>, <c>&amp;#x2F;</c>.
/// </summary>
internal readonly struct EscapedText
{
    private const int MaxRounds = 4;

    private readonly int[] starts;   // the index in the source of each character, and of the end

    private EscapedText(string text, int[] starts) => (Decoded, this.starts) = (text, starts);

    public string Decoded { get; }

    public static EscapedText Decode(string source)
    {
        var text = new EscapedText(source, [.. Enumerable.Range(0, source.Length + 1)]);
        for (var round = 0; round < MaxRounds && text.Decoded.AsSpan().ContainsAny('\\', '%', '&'); round++)
        {
            var next = text.DecodeOnce();
            if (next.Decoded.Length == text.Decoded.Length)
            {
                break;
            }

            text = next;
        }

        return text;
    }

    public Range Source(int start, int length) => starts[start]..starts[start + length];

    private EscapedText DecodeOnce()
    {
        var (decoded, from) = (new char[Decoded.Length], new int[Decoded.Length + 1]);
        var count = 0;
        for (var i = 0; i < Decoded.Length;)
        {
            var length = ReadOne(Decoded.AsSpan(i), out decoded[count]);
            from[count++] = starts[i];
            i += length;
        }

        from[count] = starts[Decoded.Length];
        return new EscapedText(new string(decoded, 0, count), from[..(count + 1)]);
    }

    // Returns the length of the first character with its escape.
    private static int ReadOne(ReadOnlySpan<char> text, out char c)
    {
        c = text[0];
        switch (c)
        {
            case '\\' when text is [_, 'u' or 'U', _, _, _, _, ..] && IsHex(text[2..6], out c):
                return 6;
            case '\\' when text is [_, '/' or '\\' or '"', ..]:
                c = text[1];
                return 2;
            case '%' when text is [_, _, _, ..] && IsHex(text[1..3], out c):
                return 3;
            case '&' when text is [_, '#', ..] && ReadEntity(text, out c) is var length and > 0:
                return length;
            default:
                c = text[0];
                return 1;
        }
    }

    // &#47; and &#x2F;, with zeros before the number.
    private static int ReadEntity(ReadOnlySpan<char> text, out char c)
    {
        const int MaxLength = 12;
        c = default;
        var end = text[..Math.Min(text.Length, MaxLength)].IndexOf(';');
        var number = end < 0 ? default : text[2..end];
        return number is ['x' or 'X', .. var hex] ? (IsHex(hex, out c) ? end + 1 : 0)
            : ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && (c = (char)code) > 0
            ? end + 1
            : 0;
    }

    private static bool IsHex(ReadOnlySpan<char> digits, out char c)
    {
        var isHex = ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
        c = (char)code;
        return isHex;
    }
}
