using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Rules;

public class ValueRuleTests
{
    [Theory]
    [InlineData("NGPT101", "Duration = 11", "Duration = 11 is out of range: allowed are 2 to 10 seconds.")]
    [InlineData("NGPT101", "Duration = 1", "Duration = 1 is out of range: allowed are 2 to 10 seconds.")]
    [InlineData("NGPT101", "Strength = 0", "Strength = 0 is out of range: allowed are more than 0 and at most 1.")]
    [InlineData("NGPT101", "Strength = 1.5", "Strength = 1.5 is out of range: allowed are more than 0 and at most 1.")]
    [InlineData("NGPT101", "Strength = 1.5f", "Strength = 1.5 is out of range: allowed are more than 0 and at most 1.")]
    [InlineData("NGPT101", "Shift = 31", "Shift = 31 is out of range: allowed are up to 30.")]
    [InlineData("NGPT101", "Seed = -1", "Seed = -1 is out of range: allowed are 0 to 4294967295.")]
    [InlineData("NGPT101", "Seed = 4294967296", "Seed = 4294967296 is out of range: allowed are 0 to 4294967295.")]
    [InlineData("NGPT101", "Frames = 200", "Frames = 200 is out of range: allowed are 81 to 121.")]
    [InlineData("NGPT102", "Prompt = \"ab\"", "Prompt has 2 characters: allowed are 3 to 20.")]
    [InlineData("NGPT102", "Prompt = \"\"", "Prompt has 0 characters: allowed are 3 to 20.")]
    [InlineData("NGPT102", "Script = \"a\"", "Script has 1 character: allowed are 2 or more.")]
    [InlineData("NGPT102", "Tag = \"123456789\"", "Tag has 9 characters: allowed are up to 8.")]
    [InlineData("NGPT103", "References = []", "References has 0 items: allowed are 1 to 2.")]
    [InlineData("NGPT103", "References = new ImageInput[3]", "References has 3 items: allowed are 1 to 2.")]
    [InlineData("NGPT103", "Words = [\"a\", \"b\", \"c\", \"d\"]", "Words has 4 items: allowed are up to 3.")]
    [InlineData("NGPT103", "Words = new[] { \"a\", \"b\", \"c\", \"d\" }", "Words has 4 items: allowed are up to 3.")]
    [InlineData("NGPT103", "Words = ValueList.From(new[] { \"a\", \"b\", \"c\", \"d\" })", "Words has 4 items: allowed are up to 3.")]
    [InlineData("NGPT103", "References = ValueList<ImageInput>.Empty", "References has 0 items: allowed are 1 to 2.")]
    [InlineData("NGPT102", "Words = [\"ab\", \"abcdef\"]", "Words[1] has 6 characters: allowed are 1 to 5.")]
    [InlineData("NGPT101", "Counts = [1, 10]", "Counts[1] = 10 is out of range: allowed are 1 to 9.")]
    [InlineData("NGPT104", "Fps = 25", "Fps = 25 is not allowed: use one of 24, 30, 60.")]
    [InlineData("NGPT104", "Quality = (Every2Quality)7", "Quality = 7 is not allowed: use one of Low, High, Best.")]
    [InlineData("NGPT105", "Frames = 83", "Frames = 83 is between two steps: allowed are steps of 4 from 81.")]
    [InlineData("NGPT105", "Tiny = 0.000015", "Tiny = 0.000015 is between two steps: allowed are steps of 0.00001 from 0.00001.")]
    [InlineData("NGPT101", "Tiny = 1E-06", "Tiny = 0.000001 is out of range: allowed are 0.00001 to 0.5.")]
    [InlineData("NGPT106", "Strength = double.NaN", "Strength = NaN is not a finite number.")]
    [InlineData("NGPT106", "Strength = 1 / 0.0", "Strength = Infinity is not a finite number.")]
    [InlineData("NGPT101", "Options = new Every2Options { Name = \"n\", Level = 9 }", "Options.Level = 9 is out of range: allowed are 1 to 5.")]
    [InlineData("NGPT110", "AspectRatio = \"16x9\"", "AspectRatio = 16x9 is probably misspelled: did you mean '16:9'?")]
    [InlineData("NGPT110", "AspectRatio = \"Widescreen\"", "AspectRatio = Widescreen is probably misspelled: did you mean 'widescreen'?")]
    [InlineData("NGPT108", "Options = new() { Name = null! }", "Options.Name is required.")]
    public void ValueRules_InvalidValue_IsReported(string id, string assignment, string message)
    {
        var prompt = assignment.StartsWith("Prompt", StringComparison.Ordinal) ? "" : "Prompt = \"abc\", ";
        // A group's finding is at the group's own property.
        var marked = assignment.StartsWith("Options", StringComparison.Ordinal)
            ? assignment.Replace("Level = 9", $"{{|{id}:Level = 9|}}", StringComparison.Ordinal).Replace("Name = null!", $"{{|{id}:Name = null!|}}", StringComparison.Ordinal)
            : $"{{|{id}:{assignment}|}}";
        Verify.Message(message, Verify.Members($"object P => new Every2Request {{ {prompt}{marked} }};"));
    }

    [Theory]
    [InlineData("Duration = 2")]
    [InlineData("Duration = 10")]
    [InlineData("Strength = 1")]
    [InlineData("Strength = 0.0001")]
    [InlineData("Shift = -100000")]
    [InlineData("Seed = 4294967295")]
    [InlineData("Script = \"ab\"")]
    [InlineData("Tag = \"\"")]
    [InlineData("References = [ImageInput.FromUrl(\"https://example.com/a.png\")]")]
    [InlineData("References = [.. Many()]")]
    [InlineData("References = Many()")]
    [InlineData("Words = []")]
    [InlineData("Words = null")]
    [InlineData("Fps = 24")]
    [InlineData("Fps = null")]
    [InlineData("Fps = 60, Quality = Every2Quality.Best")]
    [InlineData("Quality = Every2Quality.Best")]
    [InlineData("AspectRatio = \"16:9\"")]
    [InlineData("AspectRatio = \"16:10\"")]
    [InlineData("Frames = 85")]
    [InlineData("Tiny = 0.1")]
    [InlineData("Tiny = 0.3")]
    [InlineData("Tiny = 1E-05")]
    [InlineData("Frames = 121")]
    [InlineData("Options = new() { Name = \"n\", Level = 5 }")]
    [InlineData("Options = null")]
    public void ValueRules_ValidValue_IsNotReported(string assignment) => Verify.Members(
        $$"""static ImageInput[] Many() => []; object P => new Every2Request { Prompt = "abc", {{assignment}} };""");

    [Theory]
    [InlineData("null!")]
    [InlineData("null")]
    [InlineData("default!")]
    [InlineData("(string)null!")]
    [InlineData("\"\"")]
    public void NGPT108_RequiredPropertyNullOrEmpty_IsReported(string value) => Verify.Message(
        "Prompt is required.",
        Verify.Members($"#nullable disable\nobject P => new Sora2Request {{ {{|NGPT108:Prompt = {value}|}} }};"));

    [Fact]
    public void NGPT104_UnknownDuration_IsReported() => Verify.Message(
        "Duration = 5 is not allowed: use one of 4, 8, 12.",
        Verify.Members("""object P => new Sora2Request { Prompt = "x", {|NGPT104:Duration = (Sora2Duration)5|} };"""));

    [Fact]
    public void SecondsUnderAnotherName_HaveTheWordsOfValidate() => Verify.Message(
        "Length = 11 is out of range: allowed are 2 to 10 seconds.",
        Verify.Members("""object P => new Length1Request { Prompt = "x", {|NGPT101:Length = 11|} };"""));

    [Fact]
    public void NGPT107_DisputedValue_IsAnInfo() => Verify.Message(
        "Orientation = Portrait is disputed: only some sources allow it.",
        Verify.Members("""object P => new Sora2Request { Prompt = "x", {|NGPT107:Orientation = Sora2Orientation.Portrait|} };"""));

    [Fact]
    public void ValueRules_TwoInvalidValues_AreTwoErrors() => Verify.Members(
        "object M(bool wide) => new Every2Request { Prompt = \"abc\", {|NGPT101:{|NGPT101:Duration = wide ? 1 : 11|}|} };");
}
