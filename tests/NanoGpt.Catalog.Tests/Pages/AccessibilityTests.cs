using System.Text.Json;
using Microsoft.Playwright;
using NanoGpt.Catalog.Tests.Kit;

namespace NanoGpt.Catalog.Tests.Pages;

[Collection(SiteCollection.Name)]
public sealed class AccessibilityTests(SiteFixture site)
{
    private const string Wide = """models/nanogpt/sora-2/?request={"prompt":"Waves","resolution":"1792x1024"}""";

    private static readonly string Axe = Repository.PathOf("artifacts/tools/node_modules/axe-core/axe.min.js");

    public static TheoryData<string> Pages =>
        ["", Wide, "models/nanogpt/gone", "compare?model=nanogpt/sora-2&model=nanogpt/veo3-1-video", "rules/NGPT120/", "rules/"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_CheckedByAxe_HasNoViolations(string path)
    {
        Assert.SkipUnless(File.Exists(Axe), "axe-core is not installed: npm install --prefix artifacts/tools axe-core.");
        var isDocument = path.StartsWith("rules", StringComparison.Ordinal);
        var page = isDocument ? await site.OpenDocumentAsync(path) : await site.StartAsync(path);
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken));
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            if (scheme == ColorScheme.Dark && !isDocument)
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Use the dark theme" }).ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Use the light theme" }).WaitForAsync();
                await page.EvaluateAsync("Promise.all(document.getAnimations().map(change => change.finished.catch(() => null)))");
            }

            await CheckAsync(page, scheme);
        }
    }

    [Fact]
    public async Task WrittenList_CheckedByAxe_HasNoViolations()
    {
        Assert.SkipUnless(File.Exists(Axe), "axe-core is not installed: npm install --prefix artifacts/tools axe-core.");
        var page = await site.CreatePageAsync(isDark: false);
        await page.RouteAsync("**/_framework/**", static _ => Task.CompletedTask);   // the app never starts
        await page.GotoAsync("", new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByLabel("Search").FillAsync("sora");
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken));
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await CheckAsync(page, scheme);
        }

        await page.CloseAsync();
    }

    private static async Task CheckAsync(IPage page, ColorScheme scheme)
    {
        var violations = await page.EvaluateAsync<JsonElement>(
            "axe.run().then(result => result.violations.map(one => `${one.id}: ${one.help}: ${one.nodes.map(node => node.html).slice(0, 4).join(' ')}`))");

        Assert.Empty(violations.EnumerateArray().Select(one => $"{scheme}: {one.GetString()}"));
    }

    [Fact]
    public async Task List_ByKeyboardAlone_OpensAModel()
    {
        var page = await site.StartAsync("?q=sora-2-pro");

        // A page starts at its heading, so that the bar above it need not be passed.
        Assert.Equal("H1", await page.EvaluateAsync<string>("document.activeElement.tagName"));
        for (var i = 0; i < 80 && !(await page.EvaluateAsync<string>("document.activeElement.className")).Contains("title", StringComparison.Ordinal); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/models/**");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(2560)]
    public async Task Page_AtAnyWidth_DoesNotScrollSideways(int width)
    {
        var page = await site.OpenAsync("", width);
        foreach (var (path, title) in new[] { ("", ""), (Wide, "Sora 2 - "), ("compare?model=nanogpt/sora-2&model=nanogpt/veo3-1-video", "Compare - ") })
        {
            await SiteFixture.NavigateAsync(page, path);
            await Assertions.Expect(page).ToHaveTitleAsync($"{title}AI video models");

            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }
}
