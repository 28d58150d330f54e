namespace NanoGpt.Runtime.Tests.Models;

public sealed class ConditionParserTests
{
    private static readonly FieldInfo[] Rows =
    [
        .. ModelInfo.Parse("""
            model p m M ""
            choice resolution Resolution values=R720p=720p|R1080p=1080p default=720p
            flag pro_mode ProMode
            seconds duration Duration values=4|8
            image image Image url=imageUrl
            text mode Mode values=a|b
            fixed seconds clip_length clip_length 5
            """).Rows,
    ];

    [Fact]
    public void The_notation_is_read_and_said_in_words()
    {
        var conditions = ConditionParser.Parse("Resolution=R720p|R1080p & ProMode=true & Duration>=8 & Image & !ProMode & Mode='it''s & x|y' & Duration<9 & ClipLength=5", Rows);
        Assert.Equal(
            "Resolution = R720p or R1080p and ProMode = true and Duration >= 8 and Image and no ProMode and Mode = it's & x|y and Duration < 9 and clip_length = 5",
            ConditionInfo.Join(conditions));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Nothing=1")]
    [InlineData("Resolution=R480p")]
    [InlineData("Resolution=720p")]
    [InlineData("Resolution>R720p")]
    [InlineData("Resolution=")]
    [InlineData("ProMode=yes")]
    [InlineData("Duration=eight")]
    [InlineData("Duration>=8|9")]
    [InlineData("Mode=a")]
    [InlineData("Mode='a")]
    [InlineData("Image=x")]
    [InlineData("ProMode&Image")]
    [InlineData("ProMode & ")]
    [InlineData("ProMode  & Image")]
    [InlineData(" ProMode")]
    [InlineData("!")]
    public void Anything_else_is_refused_with_its_position(string text) =>
        Assert.Contains("position", Assert.Throws<FormatException>(() => ConditionParser.Parse(text, Rows)).Message, StringComparison.Ordinal);

    [Fact]
    public void Unset_fields_count_with_their_default()
    {
        var values = new FieldValue[Rows.Length];
        Assert.True(Parse("Resolution=R720p").Holds(values));
        Assert.False(Parse("Resolution=R1080p").Holds(values));
        Assert.False(Parse("Resolution").Holds(values));
        Assert.True(Parse("!Resolution").Holds(values));
        Assert.False(Parse("ProMode=false").Holds(values));
        Assert.False(Parse("Duration<9").Holds(values));
        Assert.True(Parse("ClipLength=5").Holds(values));
        values[2] = FieldValue.Of(8);
        Assert.True(Parse("Duration>=8").Holds(values));
        Assert.False(Parse("Duration>8").Holds(values));
    }

    private static ConditionInfo Parse(string text) => Assert.Single(ConditionParser.Parse(text, Rows));
}
