using NanoGpt.Evaluation;

namespace NanoGpt.Model.Tests;

public class NearMissTests
{
    [Theory]
    [InlineData("16x9", "16:9")]
    [InlineData("16X9", "16:9")]
    [InlineData("16 x 9", "16:9")]
    [InlineData("16 : 9", "16:9")]
    [InlineData("16/9", "16:9")]
    [InlineData("16×9", "16:9")]
    [InlineData("1280*720", "1280x720")]
    [InlineData("1280:720", "1280x720")]
    [InlineData("720P", "720p")]
    [InlineData("720 p", "720p")]
    [InlineData("hand-drawn", "Hand drawn")]
    [InlineData("handdrawn", "Hand drawn")]
    public void Listed_ValueThatDiffersInCaseOrPunctuation_IsAWarning(string value, string nearest) => Assert.Equal(
        new Finding(
            "NGPT110", FindingSeverity.Warning, "Style", $"Style = {value} is probably misspelled: did you mean '{nearest}'?", nearest)
        {
            Field = "style",
        },
        Check(value));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("x")]
    [InlineData("169")]
    [InlineData("16:10")]
    [InlineData("9:16")]
    [InlineData("1:69")]
    [InlineData("4:3")]
    [InlineData("1080p")]
    [InlineData("720i")]
    [InlineData("hand")]
    [InlineData("16:9:1")]
    public void Listed_OtherValue_IsNotReported(string value) => Assert.Null(Check(value));

    [Fact]
    public void Listed_ClosedList_HasOnlyTheError() => Assert.Equal("NGPT104", Check("16x9", isOpen: false)!.Code);

    private static Finding? Check(string value, bool isOpen = true)
    {
        var field = new FieldInfo
        {
            Name = "style",
            Property = "Style",
            Type = FieldType.Enum,
            Wire = new WireInfo { Name = "style" },
            IsOpen = isOpen,
            Values = new[] { "16:9", "1280x720", "720p", "Hand drawn" }.Select(static wire => new ValueInfo(wire, "", false)).ToEquatableArray(),
        };
        return ValueChecks.Listed(new FieldPath(field, FieldNaming.Property, -1, null), field.FindText(value), value);
    }
}
