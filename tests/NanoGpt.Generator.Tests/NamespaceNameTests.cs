using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Generator.Emission;

namespace NanoGpt.Generator.Tests;

public class NamespaceNameTests
{
    [Fact]
    public void Every_character_is_judged_as_the_compiler_does()
    {
        for (var c = '\0'; c < char.MaxValue; c++)
        {
            // With an x in front no word becomes a reserved one. Format characters are the one exception: the compiler takes them, and
            // nobody sees them.
            var isVisible = CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format;
            if (c != '.')
            {
                Assert.Equal(SyntaxFacts.IsValidIdentifier($"{c}"), NamespaceName.WrongPart($"{c}") is null);
                Assert.Equal(SyntaxFacts.IsValidIdentifier($"x{c}") && isVisible, NamespaceName.WrongPart($"x{c}") is null);
            }
        }
    }

    [Fact]
    public void Every_reserved_word_is_refused_and_no_other()
    {
        foreach (var kind in Enum.GetValues<SyntaxKind>())
        {
            var word = SyntaxFacts.GetText(kind);
            if (word.Length > 0 && SyntaxFacts.IsValidIdentifier(word))
            {
                Assert.Equal(SyntaxFacts.IsReservedKeyword(kind) ? word : null, NamespaceName.WrongPart(word));
            }
        }
    }

    [Theory]
    [InlineData("Acme.Video", null)]
    [InlineData("A..B", "")]
    [InlineData("", "")]
    [InlineData("A.class.B", "class")]
    [InlineData("A.1b", "1b")]
    public void First_wrong_part_is_named(string name, string? part) => Assert.Equal(part, NamespaceName.WrongPart(name));
}
