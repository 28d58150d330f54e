using System.Text.Json;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Requests;

/// <summary>Media that a prompt references must be attached.</summary>
public sealed class ReferenceTests
{
    private const string Remedy = ": attach the missing items or correct the reference.";

    private static readonly ImageInput Picture = ImageInput.FromUrl("https://example.com/p.png");

    [Theory]
    [InlineData("A tram", 0)]
    [InlineData("@Image1 meets @Image2", 2)]
    [InlineData("@Image, @Images1, me@Image9, @image9, @Image9th, @Image9x and @@", 0)]
    [InlineData("@Image01", 1)]
    [InlineData("@", 0)]
    public void Validate_ReferencesAttachedOrAbsent_GivesNoFinding(string prompt, int count) =>
        Assert.Empty(Of(prompt, count).Validate());

    [Theory]
    [InlineData("@Image1 meets @Image2", 1, "@Image2, but References has 1 item" + Remedy)]
    [InlineData("(@Image4)@Image5", 3, "@Image4, but References has 3 items" + Remedy)]
    [InlineData("让@Image1走", 0, "@Image1, but References has no items" + Remedy)]
    [InlineData("@@Image1", 0, "@Image1, but References has no items" + Remedy)]
    [InlineData("@Image002", 1, "@Image002, but References has 1 item" + Remedy)]
    [InlineData("@Image0", 3, "@Image0, but References is numbered from 1: correct the reference.")]
    [InlineData("@Image00", 3, "@Image00, but References is numbered from 1: correct the reference.")]
    [InlineData("@Image10", 3, "@Image10, but References has 3 items" + Remedy)]
    [InlineData("@Image4294967297", 3, "@Image4294967297, but References has 3 items" + Remedy)]
    public void Validate_ReferenceWithoutAttachment_IsAnError(string prompt, int count, string expected)
    {
        var finding = Assert.Single(Of(prompt, count).Validate());
        Assert.Equal(("NGPT125", FindingSeverity.Error, "Prompt"), (finding.Code, finding.Severity, finding.Property));
        Assert.Equal("Prompt refers to " + expected, finding.Message);
    }

    [Fact]
    public void Validate_ReferencesToListsOfAnyKind_AreCounted()
    {
        var request = new StoryRequest
        {
            Prompt = "@Person1 and @Person2, @Tag1 and @Tag2, @Extra1 and @Extra2",
            Characters = [new StoryCharacter { Name = "Bob" }],
            Tags = ["a"],
            Extras = [JsonDocument.Parse("{}").RootElement],
        };
        Assert.Equal(["@Person2", "@Tag2", "@Extra2"], request.Validate().Select(finding => finding.Message.Split(' ', ',')[3]));
    }

    [Theory]
    [InlineData("@Audio1", "Text refers to @Audio1, but Audio is not set" + Remedy)]
    [InlineData("@Audio0", "Text refers to @Audio0, but Audio is numbered from 1: correct the reference.")]
    public void Validate_ReferenceToAnUnsetMedium_IsAnError(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(Lips(text, null).Validate(), finding => finding.Code == "NGPT125").Message);

    [Fact]
    public void Validate_ReferenceToASingleMedium_CountsAsOne()
    {
        var audio = AudioInput.FromUrl("https://example.com/a.mp3");
        Assert.DoesNotContain(Lips("@Audio1", audio).Validate(), finding => finding.Code == "NGPT125");
        Assert.Equal("Text refers to @Audio2, but Audio is a single item" + Remedy, Assert.Single(Lips("@Audio2", audio).Validate(), finding => finding.Code == "NGPT125").Message);
    }

    [Fact]
    public void Validate_ReferenceAndRuleFindings_ListsReferencesFirst() =>
        Assert.Equal(["NGPT125", "NGPT122"], (Lips("@Audio2", AudioInput.FromUrl("https://example.com/a.mp3")) with { VoiceSpeed = 1 }).Validate()
            .Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Code));

    private static StoryRequest Of(string prompt, int count) =>
        new() { Prompt = prompt, References = count == 0 ? null : [.. Enumerable.Repeat(Picture, count)] };

    private static LipsyncRequest Lips(string text, AudioInput? audio) =>
        new() { Video = VideoInput.FromUrl("https://example.com/v.mp4"), Text = text, Audio = audio };
}
