using System.Text.Json;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Requests;

public sealed class ParseTests
{
    [Theory]
    [InlineData("\"8\"")]
    [InlineData("8")]
    [InlineData("8.0")]
    [InlineData("\"8s\"")]
    public void Parse_AnySpellingOfSeconds_ReturnsTheDuration(string text) =>
        Assert.Equal(Sora2Duration.Seconds8, Sora($$"""{"model":"sora-2","prompt":"x","seconds":{{text}}}""").Duration);

    [Fact]
    public void Parse_NumbersAsStringsOrStringsAsNumbers_AreConverted()
    {
        var request = (LipsyncRequest)SampleModels.Parse(
            """{"model":"lipsync-sample","videoUrl":"https://example.com/v.mp4","text":5,"voice_speed":"1.5","guidance":0.5,"num_frames":85,"seed":"9007199254740993","length":"7s","voice":"emma"}""");
        Assert.Equal(
            new LipsyncRequest
            {
                Video = VideoInput.FromUrl("https://example.com/v.mp4"), Text = "5", VoiceSpeed = 1.5, Guidance = 0.5, Frames = 85,
                Seed = 9007199254740993, Length = 7, VoiceId = "emma",
            },
            request);
    }

    [Fact]
    public void Parse_MediaOfAnyForm_KeepsTheForm()
    {
        Assert.Equal(ImageInput.FromBytes(new byte[] { 0, 0, 0 }, "image/png"), Sora("""{"model":"sora-2","prompt":"x","imageDataUrl":"data:image/png;base64,AAAA"}""").Image);
        Assert.Equal(ImageInput.FromBytes(new byte[] { 0, 0, 0 }, "image/png"), Sora("""{"model":"sora-2","prompt":"x","imageUrl":"data:image/png;base64,AAAA"}""").Image);
        Assert.Equal(ImageInput.FromUrl("https://example.com/a.png"), Sora("""{"model":"sora-2","prompt":"x","imageUrl":"https://example.com/a.png"}""").Image);
        Assert.Equal(ImageInput.FromAttachment("att_1"), Sora("""{"model":"sora-2","prompt":"x","imageAttachmentId":"att_1"}""").Image);
    }

    [Fact]
    public void Parse_ValuesThatNoPropertyTakes_GoToAdditionalFields()
    {
        var json = """{"model":"sora-2","prompt":"x","resolution":"4k","seconds":"2.5","pro_mode":"maybe","camera":{"pan":[1,2]},"imageUrl":"https://example.com/a.png","imageAttachmentId":"att_1"}""";
        var request = Sora(json);
        Assert.Equal(
            new AdditionalFields
            {
                ["camera"] = JsonSerializer.Deserialize<JsonElement>("""{"pan":[1,2]}"""),
                ["imageAttachmentId"] = "att_1",
                ["pro_mode"] = "maybe",
                ["resolution"] = "4k",
                ["seconds"] = "2.5",
            },
            request.AdditionalFields);
        Assert.DoesNotContain(request.Validate(), finding => finding.Severity == FindingSeverity.Error);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(request.ToJson()).RootElement));
    }

    [Fact]
    public void Parse_UnknownFieldsOfAGroup_GoToItsAdditionalFields()
    {
        var request = (StoryRequest)SampleModels.Parse("""{"model":"story-sample","prompt":"x","lead":{"name":"Ann","mood":"calm"},"tags":"one"}""");
        Assert.Equal(new StoryCharacter { Name = "Ann", AdditionalFields = new() { ["mood"] = "calm" } }, request.Lead);
        Assert.Equal(["one"], request.Tags!);
    }

    [Fact]
    public void Parse_Null_IsNotSet() =>
        Assert.Equal(new Sora2Request { Prompt = "x" }, Sora("""{"model":"sora-2","prompt":"x","imageUrl":null,"seconds":null}"""));

    [Fact]
    public void Parse_SubmissionIdInTheJson_IsDropped() =>
        Assert.Equal(new Sora2Request { Prompt = "x" }, Sora("""{"model":"sora-2","conversationUUID":"01890a5d-ac96-774b-bcce-b302099a8057","prompt":"x"}"""));

    [Fact]
    public void Parse_FixedField_IsAdditionalOnlyIfItDiffers()
    {
        var same = SampleModels.Parse("""{"model":"lipsync-sample","videoUrl":"https://example.com/v.mp4","aspect_ratio":"16:9"}""");
        Assert.Empty(same.AdditionalFields);
        var other = SampleModels.Parse("""{"model":"lipsync-sample","videoUrl":"https://example.com/v.mp4","aspect_ratio":"1:1"}""");
        Assert.Equal(new AdditionalFields { ["aspect_ratio"] = "1:1" }, other.AdditionalFields);
    }

    [Fact]
    public void Parse_UnknownModel_ReturnsARawRequest()
    {
        var request = SampleModels.Parse("""{"model":"new/model-1","prompt":"x","n":[1, 2]}""");
        Assert.Equal("new/model-1", Assert.IsType<RawVideoRequest>(request).Model.Id);
        Assert.Equal("""{"model":"new/model-1","prompt":"x","n":[1,2]}""", request.ToJson());
        Assert.Equal(request, SampleModels.Parse(request.ToJson()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"model":5}""")]
    [InlineData("""{"model":" "}""")]
    public void Parse_JsonWithoutModel_ThrowsFormatException(string json) =>
        Assert.Throws<FormatException>(() => SampleModels.Parse(json));

    private static Sora2Request Sora(string json) => Assert.IsType<Sora2Request>(SampleModels.Parse(json));
}
