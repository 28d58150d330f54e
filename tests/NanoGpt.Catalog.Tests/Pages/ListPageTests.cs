using NanoGpt.Catalog.Tests.Kit;
using static Microsoft.Playwright.Assertions;

namespace NanoGpt.Catalog.Tests.Pages;

[Collection(SiteCollection.Name)]
public sealed class ListPageTests(SiteFixture site)
{
    [Fact]
    public async Task Search_Words_NarrowsTheListAndTheAddress()
    {
        var page = await site.OpenAsync("");

        await page.GetByLabel("Search").FillAsync("sora 2 pro");

        await Expect(page.Locator("[role=status]").First).Not.ToContainTextAsync($"{BuiltIn.Directory.Models.Count} of");
        await Expect(page.Locator("table.models tbody")).ToContainTextAsync("Sora");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=sora"));
    }

    [Fact]
    public async Task Search_BeforeTheAppHasStarted_NarrowsTheWrittenListAndIsContinued()
    {
        var page = await site.CreatePageAsync(isDark: false);
        var start = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/*.wasm", async route =>
        {
            await start.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("?q=kl", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.DOMContentLoaded });
        var field = page.GetByLabel("Search");

        await Expect(field).ToHaveValueAsync("kl");
        await field.FillAsync("kling");

        var rows = await page.Locator("tbody tr:visible").AllTextContentsAsync();
        Assert.NotEmpty(rows);
        Assert.All(rows, static row => Assert.Contains("kling", row, StringComparison.OrdinalIgnoreCase));
        start.SetResult();
        await Expect(page.Locator("table.models tbody")).ToContainTextAsync("Kling");
        await Expect(page.GetByLabel("Search")).ToHaveValueAsync("kling");
        await Expect(page.GetByLabel("Search")).ToBeFocusedAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task Facet_OfALink_IsSelectedAndCanBeCleared()
    {
        var page = await site.OpenAsync("?mode=lipsync");
        var expected = BuiltIn.Directory.Models.Count(static model => model.Info.Modes.Contains("lipsync"));

        await Expect(page.Locator("[role=status]").First).ToContainTextAsync($"{expected} of {BuiltIn.Directory.Models.Count}");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Checkbox, new() { NameRegex = new("^lipsync") })).ToBeCheckedAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Clear all filters" }).ClickAsync();

        await Expect(page.Locator("[role=status]").First).ToContainTextAsync($"{BuiltIn.Directory.Models.Count} of");
    }

    [Fact]
    public async Task PriceHeader_Click_SortsByPrice()
    {
        var page = await site.OpenAsync("");

        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "8 s at 720p" }).ClickAsync();

        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Columnheader, new() { NameRegex = new("8 s at 720p") }))
            .ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(page.Locator("table.models tbody tr td.number").Nth(1)).ToContainTextAsync("USD");
    }

    [Fact]
    public async Task Compare_TwoModels_ShowsThemSideBySide()
    {
        var page = await site.OpenAsync("?q=sora");

        await page.Locator("td.pick input").Nth(0).CheckAsync();
        await page.Locator("td.pick input").Nth(1).CheckAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Compare (2)" }).ClickAsync();

        await Expect(page.Locator("[data-compare] thead th")).ToHaveCountAsync(3);
        await Expect(page.Locator("[data-chart]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Compare_RemovedModel_IsNamedAndTheOthersAreShown()
    {
        var page = await site.OpenAsync("compare?model=nanogpt/gone&model=nanogpt/sora-2");

        await Expect(page.Locator(".mud-alert").First).ToContainTextAsync("nanogpt/gone");
        await Expect(page.Locator("[data-compare] thead th")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-lines]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_WithoutAModel_SaysSo()
    {
        var page = await site.OpenAsync("models/nanogpt/gone");

        await Expect(page.Locator("h1")).ToHaveTextAsync("There is no such model");
        await Expect(page.Locator("[role=alert], .mud-alert").First).ToContainTextAsync("nanogpt/gone");
    }
}
