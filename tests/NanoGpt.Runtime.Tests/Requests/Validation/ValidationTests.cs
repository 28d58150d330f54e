using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Requests;

public sealed class ValidationTests
{
    private static readonly VideoInput Clip = VideoInput.FromUrl("https://example.com/v.mp4");

    private static LipsyncRequest Lips => new() { Video = Clip, Text = "hello" };

    [Fact]
    public void Validate_ValidRequest_GivesNoFinding() =>
        Assert.Empty(new Sora2Request { Prompt = "x", ProMode = true }.Validate());

    public static TheoryData<string, string, string> Findings => new()
    {
        { "NGPT108", "Prompt", "Prompt is required." },
        { "NGPT120", "ProMode", "Resolution = R1792x1024 requires ProMode = true: 1792x1024 is rendered only in pro mode." },
        { "NGPT104", "Resolution", "Resolution = 7 is not allowed: use one of R720p, R1792x1024." },
        { "NGPT104", "Duration", "Duration = 7 is not allowed: use one of 4, 8, 12." },
    };

    [Theory]
    [MemberData(nameof(Findings))]
    public void Validate_SoraRequestWithOneProblem_GivesOneFinding(string code, string property, string message)
    {
        VideoRequest request = (code, property) switch
        {
            ("NGPT108", _) => new Sora2Request { Prompt = null! },
            ("NGPT120", _) => new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 },
            (_, "Resolution") => new Sora2Request { Prompt = "x", Resolution = (Sora2Resolution)7 },
            _ => new Sora2Request { Prompt = "x", Duration = (Sora2Duration)7 },
        };
        var finding = Assert.Single(request.Validate());
        Assert.Equal((code, FindingSeverity.Error, property, message), (finding.Code, finding.Severity, finding.Property, finding.Message));
    }

    [Fact]
    public void Validate_SeveralProblems_GivesAllFindings()
    {
        var request = new LipsyncRequest
        {
            Video = VideoInput.FromAttachment("a1"),
            Text = "x",
            Audio = AudioInput.FromBytes(new byte[1001], "image/png"),
            VoiceId = "else",
            VoiceSpeed = double.NaN,
            Guidance = 1,
            Frames = 82,
            Length = 11,
            Quality = LipsyncQuality.Ultra,
            AdditionalFields = new() { ["quality"] = "best", ["fps"] = 1, ["bad"] = double.PositiveInfinity },
        };
        Assert.Equal(
            [
                "NGPT123: Video accepts a link, not an attachment.",
                "NGPT130: Audio accepts audio/*, not image/png.",
                "NGPT131: Audio has 1001 bytes (1336 characters as base64): allowed are up to 1000 bytes. Host it and use FromUrl.",
                "NGPT102: Text has 1 character: allowed are 2 to 12.",
                "NGPT106: VoiceSpeed = NaN is not a finite number.",
                "NGPT101: Guidance = 1 is out of range: allowed are more than 0 and less than 1.",
                "NGPT105: Frames = 82 is between two steps: allowed are steps of 4 from 81.",
                "NGPT101: Length = 11 is out of range: allowed are 2 to 10 seconds.",
                "NGPT107: Quality = Ultra is disputed: only some sources allow it.",
                "NGPT150: quality is already sent: remove it from the additional fields.",
                "NGPT150: fps is an additional field: it is sent unchecked.",
                "NGPT106: bad = Infinity is not a finite number.",
                "NGPT122: Only one of Audio, Text may be set: The service takes one kind of speech.",
                "NGPT120: Audio cannot be combined with VoiceId: A sound has its own voice.",
                "NGPT140: The model lipsync-sample is deprecated. Use lipsync-next.",
            ],
            request.Validate().Select(finding => finding.ToString()));
    }

    [Fact]
    public void Validate_WarningsAndInfos_HaveTheirSeverity()
    {
        var findings = (Lips with { Quality = LipsyncQuality.Ultra, AdditionalFields = new() { ["fps"] = 1 } }).Validate();
        Assert.Equal([FindingSeverity.Info, FindingSeverity.Info, FindingSeverity.Warning], findings.Select(finding => finding.Severity));
    }

    [Fact]
    public void Validate_NoneOfARequiredGroup_IsAnError() =>
        Assert.Contains(
            (Lips with { Text = null }).Validate(),
            finding => finding.Code == "NGPT121" && finding.Message == "One of Audio, Text is required: The lips need something to say.");

    [Fact]
    public void Validate_ListsAndGroups_NameTheProperty()
    {
        var request = new StoryRequest
        {
            Prompt = "x",
            References = [],
            Tags = ["long one", "b", "c"],
            Numbers = [1, 10],
            Styles = [(StoryStyle)5],
            Lead = new StoryCharacter { Name = "", Age = 121 },
            Characters = [new StoryCharacter { Name = "Bob" }, new StoryCharacter { Name = "Eve", Portrait = ImageInput.FromUrl("http://example.com/p.png") }],
        };
        Assert.Equal(
            [
                "NGPT103 References", "NGPT103 Tags", "NGPT102 Tags[0]", "NGPT101 Numbers[1]", "NGPT104 Styles[0]", "NGPT108 Lead.Name",
                "NGPT101 Lead.Age", "NGPT132 Characters[1].Portrait",
            ],
            request.Validate().Select(finding => $"{finding.Code} {finding.Property}"));
    }

    [Theory]
    [Trait("Row", "D22")]
    [InlineData("http://example.com/a.png", "its scheme is http")]
    [InlineData("ftp://example.com/a.png", "its scheme is ftp")]
    [InlineData("/a.png", "it is not an absolute link")]
    [InlineData("a.png", "it is not an absolute link")]
    [InlineData("https://user:secret@example.com/a.png", "it contains a user name")]
    [InlineData("https://localhost/a.png", "its host is private")]
    [InlineData("https://intranet/a.png", "its host is private")]
    [InlineData("https://box.local/a.png", "its host is private")]
    [InlineData("https://127.0.0.1/a.png", "its host is private")]
    [InlineData("https://2130706433/a.png", "its host is private")]
    [InlineData("https://0x7f.1/a.png", "its host is private")]
    [InlineData("https://10.1.2.3/a.png", "its host is private")]
    [InlineData("https://172.31.0.1/a.png", "its host is private")]
    [InlineData("https://192.168.0.1/a.png", "its host is private")]
    [InlineData("https://169.254.169.254/latest", "its host is private")]
    [InlineData("https://100.64.0.1/a.png", "its host is private")]
    [InlineData("https://[::1]/a.png", "its host is private")]
    [InlineData("https://[fd00::1]/a.png", "its host is private")]
    [InlineData("https://[fe80::1]/a.png", "its host is private")]
    [InlineData("https://[::ffff:10.0.0.1]/a.png", "its host is private")]
    [InlineData("https://[64:ff9b::a00:1]/a.png", "its host is private")]
    public void Validate_LinkThatTheProviderCannotFetch_IsAnError(string link, string why)
    {
        var finding = Assert.Single(new Sora2Request { Prompt = "x", Image = ImageInput.FromUrl(link) }.Validate());
        Assert.Equal("NGPT132", finding.Code);
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/a.png?token=x")]
    [InlineData("https://8.8.8.8/a.png")]
    [InlineData("https://172.32.0.1/a.png")]
    [InlineData("https://[2606:4700::1111]/a.png")]
    [InlineData("https://bücher.example/a.png")]
    [InlineData("data:image/png;base64,AAAA")]
    public void Validate_PublicLink_GivesNoFinding(string link) =>
        Assert.Empty(new Sora2Request { Prompt = "x", Image = ImageInput.FromUrl(link) }.Validate());

    [Theory]
    [InlineData("http://example.com/a.png", "")]
    [InlineData("https://example.com/a.png", "")]
    [InlineData("http://localhost/a.png", "its host is private")]
    [InlineData("ftp://example.com/a.png", "its scheme is ftp")]
    public void Validate_HttpLink_DependsOnTheProvider(string link, string why)
    {
        var findings = new VeniceSampleRequest { Prompt = "x", Image = ImageInput.FromUrl(link) }.Validate();
        Assert.Equal(why.Length > 0, findings.Any(finding => finding.Code == "NGPT132" && finding.Message.Contains(why, StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Row", "D22")]
    public void Validate_LinkOver2048Characters_IsAWarning()
    {
        const string Link = "https://example.com/a.png?sig=";
        Sora2Request Of(int length) => new() { Prompt = "x", Image = ImageInput.FromUrl(Link + new string('x', length - Link.Length)) };
        Assert.Empty(Of(2048).Validate());
        var finding = Assert.Single(Of(2049).Validate());
        Assert.Equal(("NGPT135", FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("2049 characters", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "D20")]
    [InlineData("data:image/png;base64", "no comma")]
    [InlineData("data:image/png,abc", "not base64")]
    [InlineData("data:;base64,AAAA", "media type")]
    [InlineData("data:image/p\"ng;base64,AAAA", "media type")]
    [InlineData("data:image/png;base64,AAA", "base64 is malformed")]
    [InlineData("data:image/png;base64,AA AA==", "base64 is malformed")]
    [InlineData("data:image/png;base64,__-_", "base64 is malformed")]
    [InlineData("data:image/jpeg;base64,/9j/4AAQ...", "base64 is malformed")]
    [InlineData("data:text/html;base64,AAAA", "accepts image/*")]
    [InlineData("data:image/png;base64,", "is empty")]
    public void Validate_MalformedDataUrl_IsAnError(string text, string why)
    {
        var finding = Assert.Single(new Sora2Request { Prompt = "x", Image = ImageInput.FromUrl(text) }.Validate());
        Assert.Equal("NGPT130", finding.Code);
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_MissingFile_IsAnError() =>
        Assert.Equal("NGPT133", Assert.Single(new Sora2Request { Prompt = "x", Image = ImageInput.FromFile("no-such-file.png") }.Validate()).Code);

    [Fact]
    public void Validate_FileOfUnknownType_IsAnError() =>
        Assert.Contains(
            new Sora2Request { Prompt = "x", Image = ImageInput.FromFile("no-such-file.xyz") }.Validate(),
            finding => finding.Code == "NGPT130" && finding.Message.Contains("specify its media type", StringComparison.Ordinal));

    [Fact]
    [Trait("Row", "D19")]
    public void Validate_ImageOverFourMegabytes_NamesBothSizesAndTheRemedy()
    {
        var finding = Assert.Single(new Sora2Request { Prompt = "x", Image = ImageInput.FromBytes(new byte[4_000_001], "image/png") }.Validate());
        Assert.Equal("Image has 4000001 bytes (5333336 characters as base64): allowed are up to 4000000 bytes. Host it and use FromUrl.", finding.Message);
        Assert.Empty(new Sora2Request { Prompt = "x", Image = ImageInput.FromBytes((byte[])[0x89, .. "PNG"u8, .. new byte[3_999_996]], "image/png") }.Validate());
    }

    [Fact]
    public void Validate_UnlistedValueInAdditionalFields_IsAnInfo() =>
        Assert.Equal(
            FindingSeverity.Info,
            Assert.Single(new Sora2Request { Prompt = "x", AdditionalFields = new() { ["resolution"] = "4k" } }.Validate()).Severity);

    [Theory]
    [InlineData("model")]
    [InlineData("conversationUUID")]
    public void Validate_ReservedKeyInAdditionalFields_IsAnError(string key) =>
        Assert.Equal(
            FindingSeverity.Error,
            Assert.Single(new RawVideoRequest("m") { AdditionalFields = new() { [key] = "x" } }.Validate()).Severity);

    [Fact]
    public void Validate_RawRequest_GivesNoFinding() =>
        Assert.Empty(new RawVideoRequest("m") { AdditionalFields = new() { ["prompt"] = "x" } }.Validate());

    [Theory]
    [InlineData("image/png; charset=x")]
    [InlineData("image")]
    [InlineData("image/png\"")]
    [InlineData("")]
    public void FromBytes_InvalidMediaType_Throws(string mediaType) =>
        Assert.ThrowsAny<ArgumentException>(() => ImageInput.FromBytes(new byte[1], mediaType));
}
