using FsCheck;
using FsCheck.Fluent;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Texts that have broken generators before.</summary>
internal static class HostileText
{
    /// <summary>Texts that end a line, a literal, a comment or an element in some syntax.</summary>
    public static string[] Fragments { get; } =
    [
        "\r", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\t", "\0", "\u001b", "\u007f",
        "*/", "/*", "//", "///", "\"", "\"\"\"", "'", "''", "\\", "\\\"", "\\u0022", "\\u000a", "{0}", "{", "}", "$\"{x}\"", "@\"",
        "]]>", "<![CDATA[", "</summary>", "</remarks>", "<c>", "<see cref=\"T:X\"/>", "&", "&amp;", "&#10;", "<!--", "-->", "--",
        "#error", "\n#error pwned\n", "#pragma warning disable", "\n#endif\n", ");", "class Evil { }", "; class X{}", "|", "=", " & ", "!",
        "\ud800", "\udc00", "\ud83d\ude00", "\ufffe", "\uffff", "\ufeff", "\u200b", "\u202e", "\u2066", "\u00ad", "\u0301",
    ];

    /// <summary>A few of them in a row, with any characters between.</summary>
    public static Arbitrary<string> Any { get; } = Gen.OneOf(
            Gen.Elements(Fragments),
            Gen.Choose(char.MinValue, char.MaxValue).Select(c => ((char)c).ToString()),
            Gen.Choose(' ', '~').Select(c => ((char)c).ToString()))
        .NonEmptyListOf()
        .Select(parts => string.Concat(parts))
        .ToArbitrary();
}
