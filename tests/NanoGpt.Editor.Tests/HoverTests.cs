namespace NanoGpt.Editor.Tests;

/// <summary>Tests what an editor shows while the mouse rests on generated code.</summary>
public sealed class HoverTests : IClassFixture<HoverTests.Fixture>
{
    private const string Sora = "new Sora2Request { Prompt = \"Waves\", ProMode = true, Resolution = Sora2Resolution.R1792x1024 }";

    private readonly Editor editor;

    public HoverTests(Fixture fixture) => editor = fixture.Editor;

    [Fact]
    public async Task Hover_Constructor_ShowsTheModelItsPriceAndItsRules() => Assert.Equal(
        """
        Text-to-video and image-to-video by OpenAI, with an optional pro mode.
        Sora 2, model sora-2 of nanogpt: text-to-video, image-to-video.
        Price in USD as of 2026-08-24: 0.1 per second with ProMode = false and Resolution = R720p; 0.3 per second with ProMode = true and Resolution = R720p; 0.5 per second with ProMode = true and Resolution = R1792x1024.
        Resolution = R1792x1024 requires ProMode = true: 1792x1024 is rendered only in pro mode.
        """,
        await editor.HoverAsync(Sora, "Sora2Request"));

    [Fact]
    public async Task Hover_BooleanProperty_ShowsDefaultPricesAndRule() => Assert.Equal(
        """
        Render in higher quality, at a higher price where the model has one.
        If it is not set, the service uses false. A video costs 0.4 to 1.2 USD with false, 1.2 to 6 USD with true. Resolution = R1792x1024 requires ProMode = true.
        """,
        await editor.HoverAsync(Sora, "ProMode ="));

    [Fact]
    public async Task Hover_EnumProperty_ShowsValuesAndRule() => Assert.Equal(
        """
        Size of the picture in pixels.
        One of R720p, R1792x1024. Affects the price. Resolution = R1792x1024 requires ProMode = true.
        """,
        await editor.HoverAsync(Sora, "Resolution ="));

    [Theory]
    [InlineData("Sora2Resolution.R720p", "720p. A video costs 0.4 to 3.6 USD.")]
    [InlineData("Sora2Resolution.R1792x1024", "1792x1024. A video costs 2 to 6 USD.")]
    [InlineData("Sora2Duration.Seconds8", "8 seconds. A video costs 0.8 to 4 USD.")]
    [InlineData("Sora2Orientation.Portrait", "portrait.")]
    public async Task Hover_EnumMember_ShowsValueAndPrice(string member, string expected) =>
        Assert.Equal(expected, await editor.HoverAsync(member, member[(member.IndexOf('.', StringComparison.Ordinal) + 1)..]));

    [Fact]
    public async Task Hover_ConstructorOfAnyModel_ShowsItsSummaryAndRules()
    {
        var expression = $"new object[] {{ {string.Join(", ", editor.Models.Select(model => $"new {model.RequestType}()"))} }}";
        var texts = await editor.HoversAsync(expression, editor.Models.Select(model => model.RequestType + "()"));

        Assert.All(editor.Models.Zip(texts), pair =>
        {
            var (model, text) = pair;
            Assert.StartsWith(model.Summary, text, StringComparison.Ordinal);
            Assert.All(model.Rules, rule => Assert.Contains(rule.Because, text, StringComparison.Ordinal));
            Assert.DoesNotContain("Sources", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Hover_PropertyOfAnyModel_IsShort()
    {
        const int TwoLinesOfAnEditor = 400;
        var properties = editor.Models.SelectMany(model => model.Fields.Where(field => field.Fixed is null)
            .Select(field => $"{model.RequestType}.{field.Property}")).ToList();
        var expression = $"new[] {{ {string.Join(", ", properties.Select(property => $"nameof({property})"))} }}";
        var texts = await editor.HoversAsync(expression, properties.Select(property => property + ")"));

        Assert.All(properties.Zip(texts), pair => Assert.True(pair.Second.Length is > 0 and < TwoLinesOfAnEditor, pair.ToString()));
    }

    public sealed class Fixture : IDisposable
    {
        internal Editor Editor { get; } = new();

        public void Dispose() => Editor.Dispose();
    }
}
