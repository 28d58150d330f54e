using System.Text;
using NanoGpt.Directories.Editing;

namespace NanoGpt.Directories.Tests.Editing;

public class TextEditsTests
{
    [Fact]
    public void Apply_EditsInAnyOrder_ChangeNothingElse() =>
        Assert.Equal("# c\nid: two # x\nnew: 'y'\n", TextEdits.Apply("# c\nid: one # x\nold: 'y'\n", [Edit(16, 3, "new"), Edit(8, 3, "two")]));

    [Fact]
    public void Apply_InsertionsAtOnePosition_KeepTheirOrder() =>
        Assert.Equal("a12Xc", TextEdits.Apply("abc", [Edit(1, 1, "X"), Edit(1, 0, "1"), Edit(1, 0, "2")]));

    [Theory]
    [InlineData("a\nb\r\n", "a\nx\ny\r\n")]
    [InlineData("a\r\nb", "a\r\nx\r\ny")]
    [InlineData("a\rb", "a\rx\ry")]
    [InlineData("b", "x\ny")]
    public void Apply_InsertedLines_UseTheFirstLineEnding(string text, string expected) =>
        Assert.Equal(expected, TextEdits.Apply(text, [Edit(text.IndexOf('b', StringComparison.Ordinal), 1, "x\ny")]));

    [Theory]
    [InlineData(0, 2, 1, 1)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(0, 3, 1, 0)]
    public void Apply_OverlappingEdits_Throws(int start, int length, int otherStart, int otherLength) =>
        Assert.Throws<ArgumentException>(() => TextEdits.Apply("abc", [Edit(start, length, "x"), Edit(otherStart, otherLength, "y")]));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(3, 1)]
    [InlineData(int.MaxValue, 1)]
    public void Apply_EditOutsideTheText_Throws(int start, int length) =>
        Assert.ThrowsAny<ArgumentException>(() => TextEdits.Apply("abc", [Edit(start, length, "")]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Encode_DecodedBytes_AreUnchanged(bool marked)
    {
        byte[] bytes = [.. marked ? Encoding.UTF8.Preamble : [], .. "é: 𝄞\r\n"u8];
        var decoded = EncodedText.Decode(bytes);
        Assert.Equal(("é: 𝄞\r\n", marked), (decoded.Text, decoded.HasByteOrderMark));
        Assert.Equal(bytes, decoded.Encode());
    }

    [Fact]
    public void Decode_InvalidUtf8_Throws() =>
        Assert.Throws<DecoderFallbackException>(() => EncodedText.Decode([0xE9, 0x0A]));

    private static TextEdit Edit(int start, int length, string text) => new("file", start, length, text);
}
