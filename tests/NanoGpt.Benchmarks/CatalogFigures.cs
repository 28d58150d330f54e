using System.Globalization;
using Microsoft.Playwright;
using NanoGpt.Catalogs.Site.Building;
using NanoGpt.Catalogs.Site.Serving;
using NanoGpt.Definitions;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Benchmarks;

/// <summary>The catalogue in Chromium: what it downloads, and how fast it answers.</summary>
internal static class CatalogFigures
{
    private const string Chromium = "/usr/bin/chromium";
    private const string App = "artifacts/publish/NanoGpt.Catalog/release/wwwroot";
    private const int ManyModels = 2000;
    private const int Runs = 9;
    private const int Throttling = 4;

    // Types into an input and waits until an element has changed.
    private const string TypeAndWait = """
        async ([input, output, texts]) => {
            const times = [];
            for (const text of texts) {
                const field = document.querySelector(input);
                const changed = new Promise(resolve => new MutationObserver((_, observer) => { observer.disconnect(); resolve(performance.now()); })
                    .observe(document.querySelector(output), { subtree: true, characterData: true, childList: true }));
                const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set;
                const start = performance.now();
                setter.call(field, text);
                field.dispatchEvent(new Event('input', { bubbles: true }));
                times.push(await changed - start);
                await new Promise(resolve => setTimeout(resolve, 100));
            }
            return times.sort((a, b) => a - b)[texts.length >> 1];
        }
        """;

    public static void Measure(Report report)
    {
        if (!File.Exists(Chromium) || !Directory.Exists(Repository.PathOf(App)))
        {
            Console.WriteLine($"The catalogue is not measured: it needs {Chromium} and 'dotnet publish catalog/NanoGpt.Catalog'.");
            return;
        }

        MeasureAsync(report).GetAwaiter().GetResult();
    }

    private static async Task MeasureAsync(Report report)
    {
        var catalog = DirectoryFiles.BuiltInCatalog();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        await using (var server = await StartAsync(catalog))
        {
            await MeasureLoadAsync(report, browser, server);
            await MeasureInteractionAsync(report, browser, server);
            await MeasureListAsync(report, browser, server, catalog.Models.Count, atMost: 50);
            await MeasureFormAsync(report, browser, server);
        }

        await using var many = await StartAsync(Multiply(catalog));
        await MeasureListAsync(report, browser, many, ManyModels, atMost: 200);
    }

    private static Task<CatalogServer> StartAsync(Catalog catalog) => CatalogServer.StartAsync(
        new SiteContent(Repository.PathOf(App), catalog, "figures", "0.0.0", []), catalog, new CatalogServerOptions());

    private static Catalog Multiply(Catalog catalog) => Catalog.Create(
        catalog.Providers,
        Enumerable.Range(0, ManyModels).Select(number => (Number: number, Model: catalog.Models[number % catalog.Models.Count]))
            .Select(static item => item.Model with
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{item.Model.Id}-{item.Number}"),
                TypeName = string.Create(CultureInfo.InvariantCulture, $"{item.Model.TypeName}N{item.Number}"),
            })
            .OrderBy(static model => model.Provider, StringComparer.Ordinal).ThenBy(static model => model.Id, StringComparer.Ordinal));

    private static async Task MeasureLoadAsync(Report report, IBrowser browser, CatalogServer server)
    {
        var page = await browser.NewPageAsync();
        var sizes = new List<(string Name, long Bytes)>();
        page.RequestFinished += async (_, request) =>
            sizes.Add((Path.GetFileName(new Uri(request.Url).AbsolutePath), (await request.SizesAsync()).ResponseBodySize));
        await OpenAsync(page, server);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        foreach (var (name, bytes) in sizes.OrderByDescending(static one => one.Bytes).Take(8))
        {
            report.Figure($"  {name}", bytes / 1000.0, "kB");
        }

        report.Figure("The first page of the catalogue, compressed", sizes.Sum(static one => one.Bytes) / 1_000_000.0, "MB", atMost: 3);
        await page.CloseAsync();
    }

    private static async Task MeasureInteractionAsync(Report report, IBrowser browser, CatalogServer server)
    {
        var page = await browser.NewPageAsync();
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = Throttling });
        await page.GotoAsync(server.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("a[href^=models]").Last.WaitForAsync();
        var readable = await page.EvaluateAsync<double>("performance.now()");
        report.Figure($"The catalogue with {Throttling}x slower CPU, until its models can be read and opened", readable / 1000, "s", atMost: 2.5);
        await page.Locator("#app input[type=search]").FillAsync("kling");
        await page.Locator("#app tbody tr[hidden]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var searched = await page.EvaluateAsync<double>("performance.now()");
        report.Figure("  until a search, typed at once, has narrowed them", searched / 1000, "s", atMost: 2.5);
        await WaitForAppAsync(page, "");
        var ready = await page.EvaluateAsync<double>("performance.now()");
        report.Figure("  until the app, which waits for a pause, shows its list with facets and prices", ready / 1000, "s");
        await page.CloseAsync();
    }

    private static async Task MeasureListAsync(Report report, IBrowser browser, CatalogServer server, int models, double atMost)
    {
        var page = await browser.NewPageAsync();
        await OpenAsync(page, server);
        var texts = Enumerable.Range(0, Runs).Select(static run => run % 2 == 0 ? "kling" : "sora").ToArray();
        var time = await page.EvaluateAsync<double>(TypeAndWait, new object[] { "input.mud-input-slot", "[role=status]", texts });
        report.Figure($"A search in the list of {models} models", time, "ms", atMost);
        await page.CloseAsync();
    }

    private static async Task MeasureFormAsync(Report report, IBrowser browser, CatalogServer server)
    {
        var page = await browser.NewPageAsync();
        await OpenAsync(page, server, "models/nanogpt/sora-2/");
        var texts = Enumerable.Range(0, Runs).Select(static run => "A tram " + new string('x', run + 1)).ToArray();
        var time = await page.EvaluateAsync<double>(TypeAndWait, new object[] { "#field-prompt textarea", "[data-pane]", texts });
        report.Figure("A keystroke in the form, until findings, cost and code are shown", time, "ms", atMost: 16);
        await page.CloseAsync();
    }

    private static async Task OpenAsync(IPage page, CatalogServer server, string path = "")
    {
        await page.GotoAsync(new Uri(server.Address, path).ToString());
        await WaitForAppAsync(page, path);
    }

    private static Task WaitForAppAsync(IPage page, string path) =>
        page.Locator(path.Length == 0 ? "table.models tbody tr" : "[data-pane]").First.WaitForAsync(new() { Timeout = 60_000 });
}
