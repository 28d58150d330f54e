using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Rules;

public class CombinationRuleTests
{
    private const string Link = "ImageInput.FromUrl(\"https://example.com/a.png\")";

    [Theory]
    [InlineData("NGPT120", "Prompt = \"abc\", Duration = 8, {|NGPT120:Audio = AudioInput.FromFile(\"a.mp3\")|}", "Duration >= 8 cannot be combined with Audio: sound ends after 8 seconds.")]
    [InlineData("NGPT120", "Prompt = \"abc\", Style = \"anime\", {|NGPT120:Seed = 1|}", "Style = anime cannot be combined with Seed: anime is not seeded.")]
    [InlineData("NGPT120", "Prompt = \"abc\", {|NGPT120:LastFrame = ImageInput.FromUrl(\"https://example.com/b.png\")|}", "LastFrame requires Image: a last frame ends a first one.")]
    [InlineData("NGPT120", "Prompt = \"abc\", {|NGPT120:Fps = 60|}, Quality = Every2Quality.Low", "Fps = 60 requires Quality = High or Best and Duration <= 5: 60 frames are costly.")]
    [InlineData("NGPT120", "Prompt = \"abc\", {|NGPT120:Fps = 60|}, Quality = Every2Quality.High, Duration = 6", "Fps = 60 requires Quality = High or Best and Duration <= 5: 60 frames are costly.")]
    [InlineData("NGPT121", "Duration = 5", "One of Prompt, Script is required: a video needs words.")]
    [InlineData("NGPT121", "Prompt = null, Script = null", "One of Prompt, Script is required: a video needs words.")]
    [InlineData("NGPT122", "Prompt = \"abc\", Image = " + Link + ", {|NGPT122:Video = VideoInput.FromUrl(\"https://example.com/v.mp4\")|}", "Only one of Image, Video may be set: there is one start.")]
    [InlineData("NGPT123", "Prompt = \"abc\", Image = " + Link + ", {|NGPT123:LastFrame = ImageInput.FromFile(\"a.png\")|}", "LastFrame accepts a link, not a data URL.")]
    [InlineData("NGPT123", "Prompt = \"abc\", {|NGPT123:Image = ImageInput.FromAttachment(\"a1\")|}", "Image accepts a link or a data URL, not an attachment.")]
    [InlineData("NGPT123", "Prompt = \"abc\", {|NGPT123:Audio = AudioInput.FromUrl(\"https://example.com/a.mp3\")|}", "Audio accepts a data URL, not a link.")]
    [InlineData("NGPT123", "Prompt = \"abc\", {|NGPT123:Audio = AudioInput.FromUrl(new Uri(\"https://example.com/a.mp3\"))|}", "Audio accepts a data URL, not a link.")]
    [InlineData("NGPT123", "Prompt = \"abc\", {|NGPT123:References = [ImageInput.FromFile(\"a.png\")]|}", "References[0] accepts a link, not a data URL.")]
    public void CombinationRules_InvalidCombination_IsReported(string id, string assignments, string message)
    {
        var type = id == "NGPT121" ? "{|NGPT121:Every2Request|}" : "Every2Request";
        Verify.Message(message, Verify.Members($"object P => new {type} {{ {assignments} }};"));
    }

    [Theory]
    [InlineData("Prompt = \"abc\", Duration = 7, Audio = AudioInput.FromFile(\"a.mp3\")")]
    [InlineData("Prompt = \"abc\", Audio = AudioInput.FromFile(\"a.mp3\")")]
    [InlineData("Prompt = \"abc\", Style = \"Anime\", Seed = 1")]
    [InlineData("Prompt = \"abc\", LastFrame = " + Link + ", Image = " + Link)]
    [InlineData("Prompt = \"abc\", LastFrame = " + Link + ", Image = Unknown()")]
    [InlineData("Prompt = \"abc\", Fps = 60, Quality = Every2Quality.High, Duration = 5")]
    [InlineData("Prompt = \"abc\", Fps = 60, Quality = Every2Quality.High")]
    [InlineData("Script = \"abc\"")]
    [InlineData("Prompt = Text()")]
    [InlineData("Prompt = \"abc\", Image = " + Link + ", Video = null")]
    [InlineData("Prompt = \"abc\", Image = ImageInput.FromUrl(Text())")]
    [InlineData("Prompt = \"abc\", References = [ImageInput.FromUrl(Text()), Unknown()!]")]
    public void CombinationRules_ValidCombination_IsNotReported(string assignments) => Verify.Members(
        $$"""static string Text() => "t"; static ImageInput? Unknown() => null; object P => new Every2Request { {{assignments}} };""");

    [Fact]
    public void NGPT120_RuleWithWarningSeverity_IsAWarning()
    {
        var diagnostics = Verify.Members("""object P => new Every2Request { Prompt = "abc", Style = "anime", {|NGPT120:Seed = 1|} };""");
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, Assert.Single(diagnostics).Severity);
    }

    [Fact]
    public void CombinationRules_PropertyAndAdditionalFieldForOneMedium_IsReported() => Verify.Message(
        "Image is set and sent again as 'imageUrl': remove it from the additional fields.",
        Verify.Members("""object P => new Sora2Request { Prompt = "x", Image = ImageInput.FromFile("a.png"), AdditionalFields = new() { [{|NGPT124:"imageUrl"|}] = "https://example.com" } };"""));

    [Theory]
    [InlineData("Image = ImageInput.FromUrl(\"https://example.com/a\")", "imageUrl")]
    [InlineData("Image = ImageInput.FromFile(\"a.png\")", "imageDataUrl")]
    [InlineData("References = [ImageInput.FromUrl(\"https://example.com/a\")]", "references")]
    public void AdditionalFields_KeyUnderWhichAMediumIsSent_IsAnError(string property, string key) => Assert.Equal(
        DiagnosticSeverity.Error,
        Assert.Single(Verify.Members($$"""
            object P => new Every2Request { Prompt = "abc", {{property}}, AdditionalFields = new() { [{|NGPT150:"{{key}}"|}] = "https://example.com" } };
            """)).Severity);

    [Theory]
    [InlineData("[{|NGPT150:\"camera\"|}] = \"static\"", "camera is an additional field: it is sent unchecked.")]
    [InlineData("[{|NGPT150:\"pro_mode\"|}] = true", "pro_mode is an additional field: it is sent unchecked. Set ProMode instead.")]
    public void AdditionalFields_UncheckedField_IsAnInfo(string field, string message) => Verify.Message(
        message,
        Verify.Members($$"""object P => new Sora2Request { Prompt = "x", AdditionalFields = new() { {{field}} } };"""));
}
