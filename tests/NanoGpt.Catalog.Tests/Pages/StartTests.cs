using Microsoft.Playwright;
using NanoGpt.Catalog.Tests.Kit;
using NanoGpt.Catalogs.Search;
using static Microsoft.Playwright.Assertions;

namespace NanoGpt.Catalog.Tests.Pages;

/// <summary>Tests the written list, and when the app starts. The clock of these pages stands until a test moves it.</summary>
[Collection(SiteCollection.Name)]
public sealed class StartTests(SiteFixture site)
{
    private const int Pause = 2000;

    [Fact]
    public async Task List_ReaderWhoTypes_StartsTheAppAfterAPause()
    {
        var page = await site.CreateStillPageAsync();
        var started = CountStarts(page);
        await page.GotoAsync("");
        var field = page.GetByLabel("Search");
        foreach (var text in new[] { "k", "kl", "kli" })
        {
            await field.PressSequentiallyAsync(text[^1..]);
            await page.Clock.RunForAsync(Pause - 100);
        }

        Assert.Empty(started);
        var start = page.WaitForRequestAsync("**/_framework/dotnet*.js");
        await page.Clock.RunForAsync(Pause);
        await start;
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task List_ReaderFurtherDown_KeepsTheWrittenList()
    {
        var page = await site.CreateStillPageAsync();
        var started = CountStarts(page);
        await page.GotoAsync("");
        await page.EvaluateAsync("scrollTo(0, 500)");
        await page.Clock.RunForAsync(3 * Pause);
        await page.EvaluateAsync("scrollTo(0, 0)");
        await page.Locator("tbody a").First.FocusAsync();
        await page.Clock.RunForAsync(3 * Pause);

        Assert.Empty(started);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("?mode=lipsync")]
    [InlineData("?q=kling&sort=price")]
    [InlineData("models/nanogpt/sora-2/")]
    [InlineData("compare")]
    public async Task Page_ThatNeedsTheApp_StartsItAtOnce(string path)
    {
        var page = await site.CreateStillPageAsync();
        var start = page.WaitForRequestAsync("**/_framework/dotnet*.js");

        await page.GotoAsync(path);

        await start;
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task List_ClickOnAFilterBeforeTheStart_IsNotLost()
    {
        var page = await site.CreatePageAsync(isDark: false);
        await page.GotoAsync("");

        await page.Locator("main.document a", new() { HasText = "lipsync (" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^lipsync") })).ToBeCheckedAsync();
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("**/blazor.webassembly*.js", "?mode=lipsync")]
    [InlineData("**/dotnet.runtime*.js", "?mode=lipsync")]
    [InlineData("**/*.wasm", "models/nanogpt/sora-2/")]
    public async Task Page_AppThatCannotBeLoaded_SaysSoAndOffersToTryAgain(string files, string path)
    {
        var page = await site.CreatePageAsync(isDark: false);
        await page.RouteAsync(files, static route => route.AbortAsync());

        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });

        await Expect(page.Locator("main.document")).ToContainTextAsync("could not be loaded");
        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.Locator(".mud-layout")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task Search_WithoutResultInTheWrittenList_SaysSo()
    {
        var page = await site.CreateStillPageAsync();
        await page.GotoAsync("?q=no-such-model");

        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("No model matches. Change the words.");
        await page.GetByLabel("Search").FillAsync("sora");

        await Expect(page.Locator("tbody tr:visible").First).ToContainTextAsync("sora");
        await Expect(page.GetByText("No model matches")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Search_InTheWrittenList_FindsWhatTheAppFinds()
    {
        var rows = BuiltIn.Directory.Models.Select(static model => new ModelRow(model)).ToList();
        var search = new ModelSearch(rows);
        var queries = Queries([.. rows.SelectMany(static row => row.Text.Split(' ')).Distinct(StringComparer.Ordinal)]);
        var page = await site.CreateStillPageAsync();
        await page.GotoAsync("");

        var found = await page.EvaluateAsync<string[]>(
            """
            queries => queries.map(query => {
                const field = document.querySelector("input[type=search]");
                field.value = query;
                field.dispatchEvent(new Event("input"));
                return [...document.querySelectorAll("tbody tr:not([hidden]) td:first-child a")].map(link => link.getAttribute("href")).sort().join();
            })
            """,
            queries);

        var expected = queries.Select(query => string.Join(',', search.Find(ModelQuery.All with { Text = query }).Rows
            .Select(static row => $"models/{row.Model.Key}/").Order(StringComparer.Ordinal)));
        Assert.Equal(expected.Zip(queries), found.Zip(queries));
        await page.Context.CloseAsync();
    }

    private static string[] Queries(string[] words)
    {
        var random = new Random(20_261_130);
        return
        [
            "", " ", "SORA  pro", "\u00a0kling\tvideo ", "İ ß", "no-such-model", "<b>",
            .. Enumerable.Range(0, 300).Select(_ => $"{Part()} {Part().ToUpperInvariant()}"),
            .. Enumerable.Range(0, 200).Select(_ => Part()),
        ];

        string Part()
        {
            var word = words[random.Next(words.Length)];
            var start = random.Next(word.Length);
            return word.Substring(start, random.Next(word.Length - start) + 1);
        }
    }

    private static List<string> CountStarts(IPage page)
    {
        var started = new List<string>();
        page.Request += (_, request) => started.AddRange(request.Url.Contains("/dotnet.", StringComparison.Ordinal) ? [request.Url] : []);
        return started;
    }
}
