using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Rules;

public class MediaRuleTests
{
    [Theory]
    [InlineData("NGPT130", "ImageInput.FromUrl(\"data:image/png;base64\")", "Image is a malformed data URL: it has no comma.")]
    [InlineData("NGPT130", "ImageInput.FromUrl(\"data:image/png,abc\")", "Image is a malformed data URL: it is not base64.")]
    [InlineData("NGPT130", "ImageInput.FromUrl(\"data:png;base64,AAAA\")", "Image is a malformed data URL: its media type is malformed.")]
    [InlineData("NGPT130", "ImageInput.FromUrl(\"data:image/png;base64,AAA\")", "Image is a malformed data URL: its base64 is malformed.")]
    [InlineData("NGPT130", "ImageInput.FromUrl(\"data:image/png;base64,AA A\")", "Image is a malformed data URL: its base64 is malformed.")]
    [InlineData("NGPT130", "ImageInput.FromUrl(\"data:audio/mpeg;base64,AAAA\")", "Image accepts image/*, not audio/mpeg.")]
    [InlineData("NGPT130", "ImageInput.FromUrl(\"data:image/png;base64,\")", "Image (image/png, 0 bytes) is empty.")]
    [InlineData("NGPT130", "ImageInput.FromFile(\"song.mp3\")", "Image accepts image/*, not audio/mpeg.")]
    [InlineData("NGPT130", "ImageInput.FromFile(\"picture\")", "Image (file picture) has no known extension: specify its media type.")]
    [InlineData("NGPT130", "ImageInput.FromBytes(new byte[3], \"video/mp4\")", "Image accepts image/*, not video/mp4.")]
    [InlineData("NGPT130", "ImageInput.FromBytes(new byte[0], \"image/png\")", "Image (image/png, 0 bytes) is empty.")]
    [InlineData("NGPT131", "ImageInput.FromBytes(new byte[1001], \"image/png\")", "Image has 1001 bytes (1336 characters as base64): allowed are up to 1000 bytes. Host it and use FromUrl.")]
    [InlineData("NGPT132", "ImageInput.FromUrl(\"http://example.com/a.png?key=1\")", "Image = http://example.com/a.png?… cannot be fetched by the provider: its scheme is http. Use a public https link.")]
    [InlineData("NGPT132", "ImageInput.FromUrl(\"https://localhost/a.png\")", "Image = https://localhost/a.png cannot be fetched by the provider: its host is private. Use a public https link.")]
    [InlineData("NGPT132", "ImageInput.FromUrl(\"https://192.168.1.2/a.png\")", "Image = https://192.168.1.2/a.png cannot be fetched by the provider: its host is private. Use a public https link.")]
    [InlineData("NGPT132", "ImageInput.FromUrl(\"https://[::1]/a.png\")", "Image = https://[::1]/a.png cannot be fetched by the provider: its host is private. Use a public https link.")]
    [InlineData("NGPT132", "ImageInput.FromUrl(\"https://u:p@example.com/a.png\")", "Image = https://example.com/a.png cannot be fetched by the provider: it contains a user name. Use a public https link.")]
    [InlineData("NGPT132", "ImageInput.FromUrl(\"a.png\")", "Image = a.png cannot be fetched by the provider: it is not an absolute link. Use a public https link.")]
    [InlineData("NGPT133", "ImageInput.FromFile(\"https://example.com/a.png\")", "Image (file https://example.com/a.png) cannot be read: the file does not exist. Use FromUrl.")]
    [InlineData("NGPT134", "ImageInput.FromFile(\"tram.mp4\", \"image/png\")", "Image (file tram.mp4) is declared as image/png, but its file extension means video/mp4: the service may charge for the request and then fail.")]
    [InlineData("NGPT134", "ImageInput.FromUrl(\"data:image/png;base64,TVqQAAMAAAAEAAAA\")", "Image (image/png, 12 bytes) does not have the signature of an image: the service may charge for the request and then fail.")]
    [InlineData("NGPT134", "ImageInput.FromBytes(new byte[] { 77, 90, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 1 }, \"image/png\")", "Image (image/png, 13 bytes) does not have the signature of an image: the service may charge for the request and then fail.")]
    [InlineData("NGPT134", "ImageInput.FromBytes(new byte[1000], \"image/png\")", "Image (image/png, 1000 bytes) does not have the signature of an image: the service may charge for the request and then fail.")]
    [InlineData("NGPT132", "ImageInput.FromUrl($\"http://example.com/{id}\")", "Image = http://example.com/… cannot be fetched by the provider: its scheme is http. Use a public https link.")]
    [InlineData("NGPT132", "ImageInput.FromUrl(\"http://\" + id)", "Image = http://… cannot be fetched by the provider: its scheme is http. Use a public https link.")]
    [InlineData("NGPT132", "ImageInput.FromUrl($\"https://localhost/{id}\")", "Image = https://localhost/… cannot be fetched by the provider: its host is private. Use a public https link.")]
    [InlineData("NGPT132", "ImageInput.FromUrl(new Uri(new Uri(\"https://example.com\"), \"http://example.com/a\"))", "Image = http://example.com/a cannot be fetched by the provider: its scheme is http. Use a public https link.")]
    [InlineData("NGPT130", "ImageInput.FromBytes(default, \"image/png\")", "Image (image/png, 0 bytes) is empty.")]
    [InlineData("NGPT130", "ImageInput.FromBytes(Array.Empty<byte>(), \"image/png\")", "Image (image/png, 0 bytes) is empty.")]
    [InlineData("NGPT131", "ImageInput.FromStream(_ => default, 1001, \"image/png\")", "Image has 1001 bytes (1336 characters as base64): allowed are up to 1000 bytes. Host it and use FromUrl.")]
    public void MediaRules_InvalidMedium_IsReported(string id, string expression, string message) => Verify.Message(
        message,
        Verify.Members($$"""object M(string id) => new Every2Request { Prompt = "abc", {|{{id}}:Image = {{expression}}|} };"""));

    [Fact]
    public void NGPT132_HttpLinkThatTheProviderAccepts_IsNotReported()
    {
        const string Image = "Prompt = \"abc\", Image = ImageInput.FromUrl(\"https://example.com/a.png\")";
        Verify.Members($$"""object P => new Every2Request { {{Image}}, LastFrame = ImageInput.FromUrl("http://example.com/b.png") };""");
        Verify.Members($$"""object P => new Every2Request { {{Image}}, {|NGPT132:LastFrame = ImageInput.FromUrl("http://localhost/b.png")|} };""");
    }

    [Fact]
    public void NGPT135_LinkOver2048Characters_IsReported()
    {
        var (longest, tooLong) = ("https://example.com/".PadRight(2048, 'a'), "https://example.com/".PadRight(2049, 'a'));
        Verify.Members($$"""object P => new Every2Request { Prompt = "abc", Image = ImageInput.FromUrl("{{longest}}") };""");
        Verify.Message(
            "Image is a link of 2049 characters: many services truncate or reject links of more than 2048 characters.",
            Verify.Members($$"""object P => new Every2Request { Prompt = "abc", {|NGPT135:Image = ImageInput.FromUrl("{{tooLong}}")|} };"""));
    }

    [Fact]
    public void MediaRules_AudioWithAnImageExtension_IsReported() => Verify.Members(
        """object P => new Every2Request { Prompt = "abc", {|NGPT134:Audio = AudioInput.FromFile("a.png", "audio/mpeg")|} };""");

    [Theory]
    [InlineData("AudioInput.FromFile(\"a.mp4\", \"audio/mp4\")")]
    [InlineData("AudioInput.FromFile(\"a.webm\", \"audio/webm\")")]
    [InlineData("AudioInput.FromFile(\"a.ogg\", \"audio/ogg\")")]
    public void MediaRules_ContainersOfAudioAndVideo_AreNotReported(string expression) => Verify.Members(
        $$"""object P => new Every2Request { Prompt = "abc", Audio = {{expression}} };""");

    [Theory]
    [InlineData("ImageInput.FromUrl(\"data:image/png;base64,AAAA\")")]
    [InlineData("ImageInput.FromUrl(\"https://example.com/a.png\")")]
    [InlineData("ImageInput.FromUrl(\"https://8.8.8.8/a.png\")")]
    [InlineData("ImageInput.FromUrl(\"https://exämple.com/ä.png\")")]
    [InlineData("ImageInput.FromUrl(Text())")]
    [InlineData("ImageInput.FromFile(\"A.PNG\")")]
    [InlineData("ImageInput.FromFile(\"a.b/c.webp\")")]
    [InlineData("ImageInput.FromFile(\"raw\", \"image/png\")")]
    [InlineData("ImageInput.FromFile(Text())")]
    [InlineData("ImageInput.FromUrl($\"https://example.com/{Text()}\")")]
    [InlineData("ImageInput.FromUrl($\"https://192.168.{Text()}\")")]
    [InlineData("ImageInput.FromUrl(new Uri(new Uri(\"http://localhost\"), Text()))")]
    [InlineData("ImageInput.FromUrl(new Uri(new Uri(\"http://localhost\"), \"https://example.com/a\"))")]
    [InlineData("ImageInput.FromFile(\"a.mp4\", \"image/\" + Text())")]
    [InlineData("ImageInput.FromFile(\"photo.jpg\", \"image/png\")")]
    [InlineData("ImageInput.FromFile(\"raw.bin\", \"image/png\")")]
    [InlineData("ImageInput.FromBytes(new byte[] { 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 0 }, \"image/png\")")]
    [InlineData("ImageInput.FromBytes(new byte[] { 1, 2, 3 }, \"image/png\")")]
    [InlineData("ImageInput.FromUrl(\"data:image/gif;base64,R0lGODlhAQABAIAA\")")]
    [InlineData("ImageInput.FromBytes(new byte[Text().Length], Text())")]
    [InlineData("Text() == \"\" ? null : ImageInput.FromFile(\"a.png\")")]
    public void MediaRules_ValidMedium_IsNotReported(string expression) => Verify.Members(
        $$"""static string Text() => "t"; object P => new Every2Request { Prompt = "abc", Image = {{expression}} };""");
}
