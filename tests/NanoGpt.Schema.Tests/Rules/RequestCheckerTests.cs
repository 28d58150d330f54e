using NanoGpt.Schema.Model;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Rules;

public sealed class RequestCheckerTests
{
    private static readonly ModelDefinition Model = Assert.Single(Load.Files(
        Sample.ProviderFile(),
        Sample.FieldsFile("""
            prompt:     { type: string, wire: text, min_length: 2, max_length: 10 }
            image:      { type: image, wire: { url: imageUrl, data: imageDataUrl } }
            pictures:   { type: image, wire: imageUrls, accepts: [url], list: { min: 1, max: 2 } }
            size:       { type: enum, values: ["480p", "720p"], prefix: R, disputed: ["480p"] }
            voice:      { type: enum, open: true, values: [alto] }
            duration:   { type: seconds, min: 2, max: 10 }
            frames:     { type: integer, min: 1, max: 81, step: 4 }
            count:      { type: integer, values: [1, 2] }
            guidance:   { type: number, above: 0, below: 1 }
            pro:        { type: boolean, default: false }
            seed:       { type: seed }
            story:      { type: object, wire: storyConfig, fields: { title: { type: string, required: true, wire: name }, scenes: { type: integer, max: 3 } } }
            version:    { type: string, fixed: v1, send: true }
            """),
        Sample.ModelFile(Sample.CompleteModel("""
            inputs: { prompt: { required: true }, image: , pictures: , size: , voice: , duration: , frames: , count: , guidance: , pro: , seed: , story: , version: }
            rules:
              - { id: wide, when: { size: 720p }, require: { pro: true }, because: 720p is rendered only in pro mode. }
              - { id: long, when: { duration: { above: 8 } }, forbid: { frames: { above: 40 } }, because: It would take too long. }
              - { id: never, forbid: { seed: 13 }, because: It brings bad luck. }
              - { id: one, when: { pro: true }, require_any: [image, pictures], because: Pro mode starts from an image. }
              - { id: two, at_most_one: [image, pictures], because: They are the same thing. }
              - { id: soft, when: { voice: set }, require: { seed: set }, because: Voices vary., severity: warning }
            """))).Models);

    [Theory]
    [InlineData("audio_duration: ", 60, "")]
    [InlineData("audio_duration: ", 61, "audio_duration = 61 is out of range: allowed are 3 to 60 seconds.")]
    [InlineData("audio_duration: ", 2, "audio_duration = 2 is out of range: allowed are 3 to 60 seconds.")]
    [InlineData("audio_duration: { max: 90 }", 61, "")]
    [InlineData("clip_duration: ", 61, "")]
    public void Check_DurationOfAMedium_IsLimitedAsTheMedium(string field, int seconds, string message)
    {
        var model = Assert.Single(Load.Files(
            Sample.ProviderFile(),
            Sample.FieldsFile("""
                audio:          { type: audio, accepts: [url], min_seconds: 3, max_seconds: 60 }
                audio_duration: { type: seconds }
                clip_duration:  { type: seconds }
                """),
            Sample.ModelFile(Sample.CompleteModel($"inputs: {{ audio: , {field} }}"))).Models);
        var request = new Dictionary<string, RequestValue> { [field.Split(':')[0]] = RequestValue.Of(seconds) };

        Assert.Equal(message, string.Join("\n", RequestChecker.Check(model, request).Select(static finding => finding.Message)));
    }

    [Fact]
    public void Check_ValidRequest_GivesNoFinding() =>
        Assert.Empty(Check(("size", RequestValue.Of("720p")), ("pro", RequestValue.Of(true)), ("image", RequestValue.OfMedia(MediaForms.Url)), ("duration", RequestValue.Of(8)),
            ("story", RequestValue.OfObject(new Dictionary<string, RequestValue> { ["title"] = RequestValue.Of("x") })), ("version", RequestValue.Of("v1")), ("guidance", RequestValue.Of(0.5m))));

    [Theory]
    [InlineData("duration", 11, "NGPT101", "duration = 11 is out of range: allowed are 2 to 10 seconds.", "2 to 10")]
    [InlineData("frames", 0, "NGPT101", "frames = 0 is out of range: allowed are 1 to 81.", "1 to 81")]
    [InlineData("guidance", 1, "NGPT101", "guidance = 1 is out of range: allowed are more than 0 and less than 1.", "more than 0 and less than 1")]
    [InlineData("frames", 2, "NGPT105", "frames = 2 is between two steps: allowed are steps of 4 from 1.", "steps of 4 from 1")]
    [InlineData("count", 3, "NGPT104", "count = 3 is not allowed: use one of 1, 2.", "1, 2")]
    [InlineData("prompt", "x", "NGPT102", "text has 1 character: allowed are 2 to 10.", "2 to 10")]
    [InlineData("prompt", "", "NGPT108", "text is required.", null)]
    [InlineData("size", "4k", "NGPT104", "size = 4k is not allowed: use one of 480p, 720p.", "480p, 720p")]
    [InlineData("version", "v2", "NGPT104", "version = v2 is not allowed: use one of v1.", "v1")]
    [InlineData("duration", "5", "NGPT130", "duration has the wrong type: it must be a number.", "a number")]
    [InlineData("pro", "yes", "NGPT130", "pro has the wrong type: it must be true or false.", "true or false")]
    [InlineData("size", 720, "NGPT130", "size has the wrong type: it must be a text.", "a text")]
    [InlineData("story", "x", "NGPT130", "storyConfig has the wrong type: it must be an object.", "an object")]
    [InlineData("image", "x", "NGPT130", "imageUrl has the wrong type: it must be a medium.", "a medium")]
    [InlineData("pictures", "x", "NGPT130", "imageUrls has the wrong type: it must be a list.", "a list")]
    [InlineData("seed", 13, "NGPT120", "seed = 13 is not allowed: It brings bad luck.", null)]
    public void Check_InvalidValue_GivesOneError(string field, object value, string code, string message, string? allowed)
    {
        var finding = Assert.Single(Check((field, value is int number ? RequestValue.Of(number) : RequestValue.Of((string)value))));
        Assert.Equal((code, FindingSeverity.Error, field, message, allowed), (finding.Code, finding.Severity, finding.Field, finding.Message, finding.Allowed));
    }

    [Fact]
    public void Check_FractionForAnInteger_IsAnError() =>
        Assert.Equal("seed has the wrong type: it must be a whole number.", Assert.Single(Check(("seed", RequestValue.Of(0.5m)))).Message);

    [Fact]
    public void Check_NotANumber_IsAnError() =>
        Assert.Equal(("NGPT106", "guidance is not a finite number."), Only(("guidance", RequestValue.NotFinite)));

    [Fact]
    public void Check_DisputedValue_IsAnInfo() =>
        Assert.Equal(
            new Finding("NGPT107", FindingSeverity.Info, "size", "size = 480p is disputed: only some sources allow it.") { Field = "size" },
            Assert.Single(Check(("size", RequestValue.Of("480p")))));

    [Fact]
    public void Check_OpenEnum_AcceptsAnyText() =>
        Assert.DoesNotContain(Check(("voice", RequestValue.Of("tenor"))), finding => finding.Severity == FindingSeverity.Error);

    [Fact]
    public void Check_MissingField_IsAnError()
    {
        Assert.Equal("NGPT108", Assert.Single(RequestChecker.Check(Model, new Dictionary<string, RequestValue>())).Code);
        var inner = Assert.Single(Check(("story", RequestValue.OfObject(new Dictionary<string, RequestValue>()))));
        Assert.Equal(("story.title", "storyConfig.name is required."), (inner.Field, inner.Message));
    }

    [Fact]
    public void Check_FieldsOfAnObject_AreChecked() =>
        Assert.Equal(("NGPT101", "storyConfig.scenes = 4 is out of range: allowed are up to 3."), Only(("story", RequestValue.OfObject(
            new Dictionary<string, RequestValue> { ["title"] = RequestValue.Of("x"), ["scenes"] = RequestValue.Of(4) }))));

    [Fact]
    public void Check_List_ChecksCountAndItems()
    {
        var link = RequestValue.OfMedia(MediaForms.Url);
        Assert.Equal(("NGPT103", "imageUrls has 3 items: allowed are 1 to 2."), Only(("pictures", RequestValue.OfList([link, link, link]))));
        var item = Assert.Single(Check(("pictures", RequestValue.OfList([link, RequestValue.OfMedia(MediaForms.Data)]))));
        Assert.Equal(("pictures[1]", "NGPT123", "imageUrls[1] accepts a link, not a data URL."), (item.Field, item.Code, item.Message));
    }

    [Fact]
    public void Check_Media_ChecksFormTypeAndSize()
    {
        Assert.Equal(("NGPT123", "imageUrl accepts a link or a data URL, not an attachment."), Only(("image", RequestValue.OfMedia(MediaForms.Attachment))));
        Assert.Equal(("NGPT130", "imageDataUrl is a malformed data URL: it has no comma."), Only(("image", RequestValue.Of(Medium.FromUrl("data:x")))));
        Assert.Equal(("NGPT130", "imageDataUrl accepts image/*, not video/mp4."), Only(("image", RequestValue.Of(new Medium(MediaForms.Data) { Data = new MediaData("video/mp4", 3) }))));
        Assert.Equal(("NGPT130", "imageDataUrl (image/png, 0 bytes) is empty."), Only(("image", RequestValue.Of(new Medium(MediaForms.Data) { Data = new MediaData("image/png", 0) }))));
        Assert.Equal(
            ("NGPT131", "imageDataUrl has 4000001 bytes (5333336 characters as base64): allowed are up to 4000000 bytes. Host it and send a link."),
            Only(("image", RequestValue.Of(new Medium(MediaForms.Data) { Data = new MediaData("image/png", 4_000_001) }))));
        Assert.Empty(Check(("image", RequestValue.Of(new Medium(MediaForms.Data) { Data = new MediaData("IMAGE/svg+xml;q=1", 4_000_000) }))));
        Assert.Equal(["NGPT130", "NGPT131"], Check(("image", RequestValue.Of(new Medium(MediaForms.Data) { Data = new MediaData("text/plain", 4_000_001) }))).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("image", "image/")]
    [InlineData("audio", "audio/")]
    [InlineData("video", "video/")]
    public void Check_MediaType_DependsOnTheFieldType(string field, string kind)
    {
        var model = Assert.Single(Load.Files(
            Sample.ProviderFile(),
            Sample.FieldsFile("""
                image: { type: image, wire: image }
                audio: { type: audio, wire: audio }
                video: { type: video, wire: video }
                """),
            Sample.ModelFile(Sample.CompleteModel("inputs: { image: , audio: , video: }"))).Models);
        foreach (var other in new[] { "image/", "audio/", "video/", "application/", "imagery/", "" })
        {
            var found = RequestChecker.Check(model, new Dictionary<string, RequestValue> { [field] = RequestValue.Of(new Medium(MediaForms.Data) { Data = new MediaData(other + "x", 3) }) });
            Assert.Equal(other == kind ? [] : [$"{field} accepts {kind}*, not {other}x."], found.Select(finding => finding.Message));
        }
    }

    [Fact]
    public void Check_BrokenRules_GiveTheirMessages()
    {
        Assert.Equal(("NGPT120", "size = 720p requires pro = true: 720p is rendered only in pro mode."), Only(("size", RequestValue.Of("720p"))));
        Assert.Equal(
            ("NGPT120", "duration > 8 cannot be combined with frames > 40: It would take too long."),
            Only(("duration", RequestValue.Of(9)), ("frames", RequestValue.Of(41))));
        Assert.Equal(("NGPT121", "pro = true requires one of imageUrl, imageUrls: Pro mode starts from an image."), Only(("pro", RequestValue.Of(true))));
        Assert.Equal(
            ("NGPT122", "Only one of imageUrl, imageUrls may be set: They are the same thing."),
            Only(("image", RequestValue.OfMedia(MediaForms.Url)), ("pictures", RequestValue.OfList([RequestValue.OfMedia(MediaForms.Url)]))));
    }

    [Fact]
    public void Check_RuleWithWarningSeverity_IsAWarning() =>
        Assert.Equal(FindingSeverity.Warning, Assert.Single(Check(("voice", RequestValue.Of("alto")))).Severity);

    [Fact]
    public void Holds_Default_CountsAsAValueButNotAsSet()
    {
        var pro = Model.FindField("pro")!;
        Assert.True(RequestChecker.Holds(new ConditionInfo("pro", ConditionOperator.IsOneOf, new([Scalar.Of(false)])), pro, null));
        Assert.False(RequestChecker.Holds(new ConditionInfo("pro", ConditionOperator.IsSet, default), pro, null));
        Assert.True(RequestChecker.Holds(new ConditionInfo("pro", ConditionOperator.IsUnset, default), pro, null));
        Assert.False(RequestChecker.Holds(new ConditionInfo("size", ConditionOperator.IsOneOf, new([Scalar.Of("720p")])), Model.FindField("size")!, null));
    }

    [Theory]
    [InlineData("A tram", 0, null)]
    [InlineData("@Image1 meets @Image2", 2, null)]
    [InlineData("@Image", 0, null)]
    [InlineData("@Images1, me@Image9, @image9, @Image9th and @Image9x", 0, null)]
    [InlineData("@Image1 meets @Image2", 1, "imageUrls has 1 item: attach the missing items or correct the reference.|@Image2")]
    [InlineData("(@Image4)@Image5", 3, "imageUrls has 3 items: attach the missing items or correct the reference.|@Image4")]
    [InlineData("让@Image1走", 0, "imageUrls has no items: attach the missing items or correct the reference.|@Image1")]
    [InlineData("@Image01", 1, null)]
    [InlineData("@Image002", 1, "imageUrls has 1 item: attach the missing items or correct the reference.|@Image002")]
    [InlineData("@Image0", 3, "imageUrls is numbered from 1: correct the reference.|@Image0")]
    [InlineData("@Image00", 3, "imageUrls is numbered from 1: correct the reference.|@Image00")]
    [InlineData("@Image10", 3, "imageUrls has 3 items: attach the missing items or correct the reference.|@Image10")]
    [InlineData("@Image4294967297", 3, "imageUrls has 3 items: attach the missing items or correct the reference.|@Image4294967297")]
    public void Check_ReferenceWithoutAttachment_IsAnError(string prompt, int count, string? expected)
    {
        var pictures = RequestValue.OfList([.. Enumerable.Repeat(RequestValue.OfMedia(MediaForms.Url), count)]);
        Assert.Equal(Wrong(expected, "text"), CheckReferences(prompt, ("pictures", count == 0 ? null : pictures)));
        Assert.Equal(Wrong(expected, "text"), CheckReferences(prompt, ("pictures", pictures)));
    }

    [Theory]
    [InlineData("@Start1", true, null)]
    [InlineData("@Start1", false, "imageUrl is not set: attach the missing items or correct the reference.|@Start1")]
    [InlineData("@Start2", true, "imageUrl is a single item: attach the missing items or correct the reference.|@Start2")]
    [InlineData("@Start0", true, "imageUrl is numbered from 1: correct the reference.|@Start0")]
    public void Check_ReferenceToASingleMedium_CountsAsOne(string prompt, bool isSet, string? expected) =>
        Assert.Equal(Wrong(expected, "text"), CheckReferences(prompt, ("image", isSet ? RequestValue.OfMedia(MediaForms.Data) : null)));

    [Fact]
    public void Check_SeveralMarkers_GiveOneFindingEach() =>
        Assert.Equal(["text refers to @Image1, but imageUrls", "text refers to @Start1, but imageUrl"],
            CheckReferences("@Start1 @Image1 @Image2").Select(finding => string.Join(' ', finding.Message.Split(' ')[..6])));

    [Fact]
    public void Check_ReferenceToAFieldOfTheWrongType_IsNotCounted()
    {
        Assert.Equal(["NGPT130"], CheckReferences("@Image1", ("pictures", RequestValue.Of("x"))).Select(finding => finding.Code));
        Assert.Equal(["NGPT130"], CheckReferences("@Start2", ("image", RequestValue.Of("x"))).Select(finding => finding.Code));
    }

    private static Finding[] Wrong(string? expected, string field) => expected?.Split('|') is [var what, var named]
        ? [new Finding("NGPT125", FindingSeverity.Error, field, $"{field} refers to {named}, but {what}") { Field = "prompt" }]
        : [];

    private static IReadOnlyList<Finding> CheckReferences(string prompt, params (string Field, RequestValue? Value)[] values)
    {
        var model = Assert.Single(Load.Files(
            Sample.ProviderFile(),
            Sample.FieldsFile("""
                prompt:   { type: string, wire: text }
                image:    { type: image, wire: { url: imageUrl, data: imageDataUrl } }
                pictures: { type: image, wire: imageUrls, list: { } }
                """),
            Sample.ModelFile(Sample.CompleteModel("""
                inputs: { prompt: { references: { "@Image": pictures, "@Start": image } }, image: , pictures: }
                """))).Models);
        var request = values.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Field, pair => pair.Value!);
        request["prompt"] = RequestValue.Of(prompt);
        return RequestChecker.Check(model, request);
    }

    private static (string Code, string Message) Only(params (string Field, RequestValue Value)[] values)
    {
        var finding = Assert.Single(Check(values));
        return (finding.Code, finding.Message);
    }

    private static IReadOnlyList<Finding> Check(params (string Field, RequestValue Value)[] values)
    {
        var request = new Dictionary<string, RequestValue> { ["prompt"] = RequestValue.Of("A cat") };
        foreach (var (field, value) in values)
        {
            request[field] = value;
        }

        return RequestChecker.Check(Model, request);
    }
}
