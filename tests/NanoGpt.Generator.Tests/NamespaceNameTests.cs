using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Generator.Emission;

namespace NanoGpt.Generator.Tests;

public class NamespaceNameTests
{
    [Fact]
    public void WrongPart_EveryCharacter_EqualsTheCompilersVerdict()
    {
        for (var c = '\0'; c < char.MaxValue; c++)
        {
            // With an x in front no word becomes a reserved one. Format characters are the one exception: the compiler takes them, and
            // nobody sees them.
            var isVisible = CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format;
            if (c != '.')
            {
                Assert.Equal(SyntaxFacts.IsValidIdentifier($"{c}"), NamespaceName.FindInvalidPart($"{c}") is null);
                Assert.Equal(SyntaxFacts.IsValidIdentifier($"x{c}") && isVisible, NamespaceName.FindInvalidPart($"x{c}") is null);
            }
        }
    }

    [Fact]
    public void WrongPart_ReservedWord_IsReturned()
    {
        foreach (var kind in Enum.GetValues<SyntaxKind>())
        {
            var word = SyntaxFacts.GetText(kind);
            if (word.Length > 0 && SyntaxFacts.IsValidIdentifier(word))
            {
                Assert.Equal(SyntaxFacts.IsReservedKeyword(kind) ? word : null, NamespaceName.FindInvalidPart(word));
            }
        }
    }

    [Theory]
    [InlineData("Acme.Video", null)]
    [InlineData("A..B", "")]
    [InlineData("", "")]
    [InlineData("A.class.B", "class")]
    [InlineData("A.1b", "1b")]
    public void WrongPart_SeveralParts_ReturnsTheFirstWrongOne(string name, string? part) =>
        Assert.Equal(part, NamespaceName.FindInvalidPart(name));
}
