using NanoGpt.Catalog.Tests.Kit;

namespace NanoGpt.Catalog.Tests.Pages;

/// <summary>Writes pictures of the pages for a person to look at.</summary>
[Collection(SiteCollection.Name)]
public sealed class ScreenshotTests(SiteFixture site)
{
    public static TheoryData<string, string> States => new()
    {
        { "list", "" },
        { "filtered", "?q=kling&input=image&sort=price" },
        { "model", """models/nanogpt/sora-2/?request={"prompt":"Waves","resolution":"1792x1024","seconds":"8"}""" },
        { "objects", "models/nanogpt/longstories-movie" },
        { "compare", "compare?model=nanogpt/sora-2&model=nanogpt/veo3-1-video" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task Page_InAState_IsPictured(string name, string path)
    {
        var page = name == "compare" ? await site.StartAsync(path, isDark: true) : await site.OpenAsync(path);
        foreach (var width in new[] { 1280, 360 })
        {
            await page.SetViewportSizeAsync(width, 900);
            var file = Repository.PathOf($"artifacts/screenshots/{name}-{width}.png");

            await page.ScreenshotAsync(new() { Path = file, FullPage = true });

            Assert.True(new FileInfo(file).Length > 5_000, "The page is blank.");
        }
    }
}
