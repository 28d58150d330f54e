using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Rules;

public class InitializerErrorTests
{
    [Theory]
    [InlineData("Promt = \"x\"", "Promt", "Every2Request has no property Promt: did you mean 'Prompt'?")]
    [InlineData("imageDataUrl = null", "imageDataUrl", "Every2Request has no property imageDataUrl: did you mean 'Image'?")]
    [InlineData("ImageUrl = null", "ImageUrl", "Every2Request has no property ImageUrl: did you mean 'Image'?")]
    [InlineData("WordsToSay = \"x\"", "WordsToSay", "Every2Request has no property WordsToSay: did you mean 'Prompt'?")]
    [InlineData("last_frame = null", "last_frame", "Every2Request has no property last_frame: did you mean 'LastFrame'?")]
    public void NGPT109_MissingProperty_NamesTheNearest(string assignment, string at, string message) => Verify.Message(
        message,
        Verify.MembersWithErrors($"object P => new Every2Request {{ Script = \"ab\", {Mark(assignment, at)} }};", "CS0117"));

    [Fact]
    public void NGPT109_PropertyWithoutASimilarOne_ListsAll() => Verify.Message(
        "Sora2Request has no property Budget: it has Prompt, Image, ProMode, Resolution, Orientation, Duration.",
        Verify.MembersWithErrors("object P => new Sora2Request { Prompt = \"x\", {|NGPT109:Budget|} = 3 };", "CS0117"));

    [Fact]
    public void NGPT109_MissingPropertyOfAGroup_NamesTheNearest() => Verify.Message(
        "Every2Options has no property Levl: did you mean 'Level'?",
        Verify.MembersWithErrors(
            "object P => new Every2Request { Prompt = \"abc\", Options = new() { Name = \"n\", {|NGPT109:Levl|} = 1 } };", "CS0117"));

    [Fact]
    public void NGPT109_MissingPropertyInWith_NamesTheNearest() => Verify.Message(
        "Sora2Request has no property promode: did you mean 'ProMode'?",
        Verify.MembersWithErrors("object M(Sora2Request r) => r with { {|NGPT109:promode|} = true };", "CS0117"));

    [Theory]
    [InlineData("Resolution = \"720p\"", "CS0029", "Resolution takes R720p or R1792x1024, not \"720p\": did you mean 'R720p'?")]
    [InlineData("Resolution = \"1080p\"", "CS0029", "Resolution takes R720p or R1792x1024, not \"1080p\".")]
    [InlineData("Resolution = Sora2Resolution.R1080p", "CS0117", "Resolution takes R720p or R1792x1024, not Sora2Resolution.R1080p.")]
    [InlineData("Resolution = Sora2Resolution.r720p", "CS0117", "Resolution takes R720p or R1792x1024, not Sora2Resolution.r720p: did you mean 'R720p'?")]
    [InlineData("Resolution = Sora2Resolutions.R720p", "CS0103", "Resolution takes R720p or R1792x1024, not Sora2Resolutions.R720p: did you mean 'R720p'?")]
    [InlineData("Resolution = Resolution.R720p", "CS0103", "Resolution takes R720p or R1792x1024, not Resolution.R720p: did you mean 'R720p'?")]
    [InlineData("Resolution = R720p", "CS0103", "Resolution takes R720p or R1792x1024, not R720p: did you mean 'R720p'?")]
    [InlineData("Resolution = text", "CS0029", "Resolution takes R720p or R1792x1024, not a string.")]
    [InlineData("Resolution = Sora2Orientation.Portrait", "CS0266", "Resolution takes R720p or R1792x1024, not Sora2Orientation.Portrait.")]
    [InlineData("Duration = 8", "CS0266", "Duration takes Seconds4, Seconds8 or Seconds12, not 8: did you mean 'Seconds8'?")]
    [InlineData("Duration = 7", "CS0266", "Duration takes Seconds4, Seconds8 or Seconds12, not 7: did you mean 'Seconds8'?")]
    [InlineData("Duration = \"8s\"", "CS0029", "Duration takes Seconds4, Seconds8 or Seconds12, not \"8s\": did you mean 'Seconds8'?")]
    public void NGPT109_ValueOfAnotherType_ListsTheMembers(string assignment, string error, string message) => Verify.Message(
        message,
        Verify.MembersWithErrors($"object M(string text) => new Sora2Request {{ Prompt = \"x\", {MarkValue(assignment)} }};", error));

    [Theory]
    [InlineData("Image = \"a.png\"", "CS0029", "Image takes ImageInput.FromFile, FromBytes or FromUrl, not a string.")]
    [InlineData("Image = text", "CS0029", "Image takes ImageInput.FromFile, FromBytes or FromUrl, not a string.")]
    [InlineData("LastFrame = \"a.png\"", "CS0029", "LastFrame takes ImageInput.FromUrl, not a string.")]
    [InlineData("Image = VideoInput.FromFile(\"a.mp4\")", "CS0029", "Image takes ImageInput.FromFile, FromBytes or FromUrl, not a NanoGpt.VideoInput.")]
    public void NGPT109_MediumOfAnotherType_ListsTheFactories(string assignment, string error, string message) => Verify.Message(
        message,
        Verify.MembersWithErrors($"object M(string text) => new Every2Request {{ Prompt = \"abc\", {MarkValue(assignment)} }};", error));

    [Fact]
    public void NGPT109_TextInAListOfMedia_ListsTheFactories() => Verify.Message(
        "References takes ImageInput.FromUrl, not a string.",
        Verify.MembersWithErrors(
            "object P => new Every2Request { Prompt = \"abc\", References = [{|NGPT109:\"https://example.com/a.png\"|}] };", "CS0029"));

    [Theory]
    [InlineData("Loop = \"true\"", "CS0029")]
    [InlineData("Seed = text.Missing", "CS1061")]
    [InlineData("Quality = Missing(text)", "CS0103")]
    [InlineData("Quality = missing", "CS0103")]
    [InlineData("Quality = text.Missing", "CS1061")]
    [InlineData("Image = missing", "CS0103")]
    [InlineData("Info = null", "CS1914")]
    public void NGPT109_OtherMistake_IsNotReported(string assignment, string error) =>
        Verify.MembersWithErrors($"object M(string text) => new Every2Request {{ Prompt = \"abc\", {assignment} }};", error);

    [Theory]
    [InlineData("Quality = quality, Image = image, References = [image], Fps = (int)24L, AspectRatio = \"4:3\"")]
    [InlineData("Quality = null, Image = null, References = null, Words = [\"a\"]")]
    [InlineData("Quality = default, Image = default(ImageInput), References = new[] { image }")]
    [InlineData("Quality = (Every2Quality)1, Image = condition ? image : null")]
    public void NGPT109_CodeThatCompiles_IsNotReported(string assignments) => Verify.Members(
        $"object M(bool condition, Every2Quality quality, ImageInput image) => new Every2Request {{ Prompt = \"abc\", {assignments} }};");

    private static string Mark(string assignment, string at) => assignment.Replace(at, $"{{|NGPT109:{at}|}}", StringComparison.Ordinal);

    private static string MarkValue(string assignment) =>
        assignment.Split(" = ", 2) is var parts ? $"{parts[0]} = {{|NGPT109:{parts[1]}|}}" : "";
}
