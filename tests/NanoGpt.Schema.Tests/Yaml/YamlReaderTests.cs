using NanoGpt.Schema.Tests.Kit;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: word", "word")]
    [InlineData("a: 'it''s'", "'it''s'")]
    [InlineData("a: \"x\\ny\"", "\"x\\ny\"")]
    [InlineData("a: two words  # and a comment", "two words")]
    [InlineData("a: [x, y]", "[x, y]")]
    [InlineData("a: []", "[]")]
    [InlineData("a: { b: c }", "{ b: c }")]
    [InlineData("a: {}", "{}")]
    [InlineData("a: |\n  x\n  y\nb: c", "|\n  x\n  y")]
    [InlineData("a: >-\n  x\n", ">-\n  x")]
    [InlineData("a:\n  - x\n  - y\nb: c", "- x\n  - y")]
    [InlineData("a:\n  b: c\n  d: e\n\n\nf: g", "b: c\n  d: e")]
    [InlineData("a: two\n  lines", "two\n  lines")]
    [InlineData("\ufeffa: word", "word")]
    [InlineData("a: 🎬 film", "🎬 film")]
    [InlineData("a: [x: y]", "[x: y]")]
    public void Read_Value_HasTheSpanOfTheValueOnly(string text, string token)
    {
        var value = Load.Text(text).Root!["a"]!;
        Assert.Equal(token, text.Substring(value.Start, value.Length));
    }

    [Fact]
    public void Read_MissingValue_HasAnEmptySpanAfterItsKey()
    {
        var root = Load.Text("a:\n\n\nb: c").Root!;
        var nothing = Assert.IsType<YamlScalar>(root["a"]);
        Assert.True(nothing.IsNull);
        Assert.Equal((1, 0), (nothing.Start, nothing.Length));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void SpanOf_AnyLineEnding_CountsLinesAndColumnsFromZero(string end)
    {
        var parsed = Load.Text($"a: b{end}c:{end}  d: e{end}");
        var span = parsed.SpanOf(((YamlMapping)parsed.Root!["c"]!)["d"]!);
        Assert.Equal((2, 5, 2, 6), (span.Line, span.Column, span.EndLine, span.EndColumn));
    }

    [Fact]
    public void Read_ScalarStyles_AreKept()
    {
        var root = Load.Text("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\n").Root!;
        Assert.Equal(
            [YamlStyle.Plain, YamlStyle.SingleQuoted, YamlStyle.DoubleQuoted, YamlStyle.Block],
            root.Entries.Select(entry => ((YamlScalar)entry.Value).Style));
    }

    [Fact]
    public void Read_QuotedNull_IsText()
    {
        var root = Load.Text("a: \"\"\nb: 'null'\nc: null\nd: ~\ne:\n").Root!;
        Assert.Equal([false, false, true, true, true], root.Entries.Select(entry => ((YamlScalar)entry.Value).IsNull));
    }
}
