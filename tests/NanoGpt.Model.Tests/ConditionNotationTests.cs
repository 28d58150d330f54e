using NanoGpt.Evaluation;
using NanoGpt.Tables;

namespace NanoGpt.Model.Tests;

public sealed class ConditionNotationTests
{
    private const string Fields = """
        model p m M ""
        enum resolution Resolution values=R720p=720p|R1080p=1080p default=720p
        boolean pro_mode ProMode
        seconds duration Duration values=4|8
        image image Image url=imageUrl
        enum mode Mode values=a|b open
        fixed seconds clip_length clip_length 5
        """;

    [Fact]
    public void ConditionText_AllOperators_NamesPropertyAndMember()
    {
        var conditions = Conditions("resolution=720p|1080p & pro_mode=true & duration>=8 & image & !pro_mode & mode='it''s & x|y' & duration<9 & clip_length=5", out var model);
        Assert.Equal(
            "Resolution = R720p or R1080p and ProMode = true and Duration >= 8 and Image and no ProMode and Mode = it's & x|y and Duration < 9 and clip_length = 5",
            string.Join(" and ", conditions.Select(condition => ConditionText.Format(condition, model.FindField(condition.Field)!, FieldNaming.Property))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing=1")]
    [InlineData("resolution>720p")]
    [InlineData("resolution=")]
    [InlineData("pro_mode=yes")]
    [InlineData("duration=eight")]
    [InlineData("duration>=8|9")]
    [InlineData("mode='a")]
    [InlineData("image=x")]
    [InlineData("pro_mode&image")]
    [InlineData("pro_mode & ")]
    [InlineData("pro_mode  & image")]
    [InlineData(" pro_mode")]
    [InlineData("!")]
    public void Read_MalformedCondition_IsRefusedWithItsPosition(string text) =>
        Assert.Contains("position", Assert.Throws<FormatException>(() => Conditions(text, out _)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("resolution=720p", TruthValue.True)]
    [InlineData("resolution=1080p", TruthValue.False)]
    [InlineData("resolution", TruthValue.False)]
    [InlineData("!resolution", TruthValue.True)]
    [InlineData("pro_mode=false", TruthValue.False)]
    [InlineData("duration<9", TruthValue.False)]
    [InlineData("clip_length=5", TruthValue.True)]
    [InlineData("!clip_length", TruthValue.True)]
    public void Evaluate_FieldNotSet_UsesItsDefault(string text, TruthValue expected) =>
        Assert.Equal(expected, Evaluate(text, default));

    [Theory]
    [InlineData("duration>=8", TruthValue.True)]
    [InlineData("duration>8", TruthValue.False)]
    [InlineData("duration<9", TruthValue.True)]
    [InlineData("duration<=7", TruthValue.False)]
    [InlineData("duration", TruthValue.True)]
    [InlineData("clip_length=8", TruthValue.False)]
    public void Evaluate_Number_IsCompared(string text, TruthValue expected) =>
        Assert.Equal(expected, Evaluate(text, FieldValue.Of(8m)));

    [Theory]
    [InlineData("duration>=8", TruthValue.Unknown)]
    [InlineData("duration", TruthValue.True)]
    [InlineData("!duration", TruthValue.False)]
    [InlineData("clip_length=5", TruthValue.True)]
    public void Evaluate_UnknownValue_IsUnknown(string text, TruthValue expected) =>
        Assert.Equal(expected, Evaluate(text, FieldValue.Set));

    [Theory]
    [InlineData("duration>=8", TruthValue.Unknown)]
    [InlineData("duration", TruthValue.Unknown)]
    [InlineData("!duration", TruthValue.Unknown)]
    [InlineData("clip_length=5", TruthValue.True)]
    public void Evaluate_FieldThatMayBeSet_IsUnknown(string text, TruthValue expected) => Assert.Equal(expected, Evaluate(text, FieldValue.Unknown));

    private static TruthValue Evaluate(string text, FieldValue value)
    {
        var condition = Assert.Single(Conditions(text, out var model));
        return ConditionEvaluator.Evaluate(condition, model.FindField(condition.Field)!, value);
    }

    private static EquatableArray<ConditionInfo> Conditions(string text, out ModelInfo model)
    {
        model = ModelTable.Read($"{Fields}\nrequire id image when=\"{text}\" because=why");
        return model.Rules[0].When;
    }
}
