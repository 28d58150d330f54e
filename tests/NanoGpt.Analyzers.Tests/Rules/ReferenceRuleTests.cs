using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Rules;

public class ReferenceRuleTests
{
    private const string Remedy = ": attach the missing items or correct the reference.";

    // E: an element; I: an image; V: a video.
    private const string Head = """
        Scene1Elements E = new(); ImageInput I = ImageInput.FromUrl("https://example.com/a.png"); VideoInput V = VideoInput.FromUrl("https://example.com/a.mp4");
        """;

    [Theory]
    [InlineData("{|NGPT125:Prompt = \"@Element2 waves\"|}, Elements = [E]", "Prompt refers to @Element2, but Elements has 1 item" + Remedy)]
    [InlineData("Elements = new[] { E, E }, {|NGPT125:Prompt = \"@Element2 and @Element3\"|}", "Prompt refers to @Element3, but Elements has 2 items" + Remedy)]
    [InlineData("Elements = [E], {|NGPT125:Prompt = $\"{nameof(E)} @Element{\"7\"}\"|}", "Prompt refers to @Element7, but Elements has 1 item" + Remedy)]
    [InlineData("{|NGPT125:Prompt = \"@Element1\"|}", "Prompt refers to @Element1, but Elements has no items" + Remedy)]
    [InlineData("{|NGPT125:Prompt = \"@Element1\"|}, Elements = []", "Prompt refers to @Element1, but Elements has no items" + Remedy)]
    [InlineData("{|NGPT125:Prompt = \"@Element1\"|}, Elements = null", "Prompt refers to @Element1, but Elements has no items" + Remedy)]
    [InlineData("{|NGPT125:Prompt = \"@Element0\"|}, Elements = [E]", "Prompt refers to @Element0, but Elements is numbered from 1: correct the reference.")]
    [InlineData("{|NGPT125:Prompt = \"@Element00\"|}, Elements = [E]", "Prompt refers to @Element00, but Elements is numbered from 1: correct the reference.")]
    [InlineData("{|NGPT125:Prompt = \"@Element99999999999\"|}, Elements = [E]", "Prompt refers to @Element99999999999, but Elements has 1 item" + Remedy)]
    [InlineData("{|NGPT125:Prompt = \"让@Image2走\"|}, Images = [I]", "Prompt refers to @Image2, but Images has 1 item" + Remedy)]
    [InlineData("{|NGPT125:Prompt = \"@Image01 (@Image02)\"|}, Images = [I]", "Prompt refers to @Image02, but Images has 1 item" + Remedy)]
    [InlineData("{|NGPT125:Prompt = $\"@Element2 says {text}\"|}, Elements = [E]", "Prompt refers to @Element2, but Elements has 1 item" + Remedy)]
    [InlineData("{|NGPT125:Prompt = $\"{text}, by @Element3\"|}, Elements = [E]", "Prompt refers to @Element3, but Elements has 1 item" + Remedy)]
    [InlineData("{|NGPT125:Prompt = text + \" @Element2 \" + text|}, Elements = [E]", "Prompt refers to @Element2, but Elements has 1 item" + Remedy)]
    [InlineData("{|NGPT125:Prompt = \"@Clip1\"|}", "Prompt refers to @Clip1, but Clip is not set" + Remedy)]
    [InlineData("{|NGPT125:Prompt = \"@Clip2\"|}, Clip = V", "Prompt refers to @Clip2, but Clip is a single item" + Remedy)]
    public void NGPT125_ReferenceWithoutAttachment_IsReported(string assignments, string message) =>
        Verify.Message(message, Verify.Statements($"{Head} Use(new Scene1Request {{ {assignments} }});"));

    [Theory]
    [InlineData("Prompt = \"@Element1 @Image2 @Clip1\", Elements = [E], Images = [I, I], Clip = V")]
    [InlineData("Prompt = \"@Element, @Elements1, me@Element9, @element9, @Element9th, @Element9x, @\"")]
    [InlineData("Prompt = \"A tram\", Elements = [E]")]
    [InlineData("Prompt = text")]
    [InlineData("Prompt = \"@Element\" + number")]
    [InlineData("Prompt = $\"@Element{number} @Element1{number} me{text}@Element9 {text}@Element9\", Elements = [E]")]
    [InlineData("Prompt = $\"{text}@Element2\" + text, Elements = [E]")]
    [InlineData("Prompt = $\"{text} @Element2{text}\", Elements = [E]")]
    [InlineData("Prompt = null")]
    [InlineData("Prompt = \"@Element9\", Elements = Enumerable.Repeat(E, number).ToArray()")]
    [InlineData("Prompt = \"@Element9\", Elements = [E, .. Enumerable.Repeat(E, number)]")]
    [InlineData("Prompt = \"@Image2\", Images = new ImageInput[number]")]
    [InlineData("Prompt = \"@Clip1\", Clip = number > 1 ? V : VideoInput.FromFile(\"a.mp4\")")]
    [InlineData("Prompt = wide ? \"@Element2\" : \"@Element1\", Elements = wide ? new[] { E, E } : new[] { E }")]
    public void NGPT125_AttachedOrUnknownReference_IsNotReported(string assignments) =>
        Verify.Statements($"{Head} Use(new Scene1Request {{ {assignments} }});");

    [Fact]
    public void NGPT125_SeveralMarkers_GiveOneFindingEach() => Assert.Equal(
        ["Prompt refers to @Element1, but Elements has no items" + Remedy, "Prompt refers to @Image1, but Images has no items" + Remedy],
        Verify.Statements("""Use(new Scene1Request { {|NGPT125:{|NGPT125:Prompt = "@Image1 @Element1"|}|} });""")
            .Select(static d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("wide ? \"@Element2\" : \"@Element1\"", "[E]", "When wide is true: Prompt refers to @Element2, but Elements has 1 item" + Remedy)]
    [InlineData("\"@Element2\"", "wide ? new[] { E } : new[] { E, E }", "When wide is true: Prompt refers to @Element2, but Elements has 1 item" + Remedy)]
    [InlineData("wide ? \"@Element1\" : \"@Element2\"", "wide ? new[] { E, E } : new[] { E }", "When wide is false: Prompt refers to @Element2, but Elements has 1 item" + Remedy)]
    public void NGPT125_ViolationOnSomePath_IsAWarning(string prompt, string elements, string message)
    {
        var diagnostics = Verify.Statements($"{Head} var p = {prompt}; Use(new Scene1Request {{ {{|NGPT125:Prompt = p|}}, Elements = {elements} }});");
        Verify.Message(message, diagnostics);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, Assert.Single(diagnostics).Severity);
    }

    [Theory]
    [InlineData("var r = new Scene1Request { Prompt = \"@Element1\", Elements = [E] }; Use(r with { {|NGPT125:Elements = null|} });")]
    [InlineData("var r = new Scene1Request { Prompt = \"@Element1\", Elements = [E] }; Use(r with { {|NGPT125:Prompt = \"@Element2\"|} });")]
    [InlineData("Scene1Request Of(Scene1Request r) => r with { Prompt = \"@Element2\" }; Use(Of(new()));")]
    public void NGPT125_WithCopy_IsReportedForWhatItChanges(string body) => Verify.Statements(Head + body);
}
