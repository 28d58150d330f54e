using Microsoft.Playwright;
using NanoGpt.Catalogs.Site.Building;
using NanoGpt.Catalogs.Site.Pages;
using NanoGpt.Catalogs.Site.Serving;
using NanoGpt.Emulator;

namespace NanoGpt.Catalog.Tests.Kit;

/// <summary>
/// Publishes the app, serves it, and opens its pages in Chromium. The tests of all pages share it. They take minutes, so that a run
/// by hand skips them, as every run without a browser does.
/// </summary>
public sealed class SiteFixture : IAsyncLifetime
{
    // Other tests run at the same time on the same cores.
    private const float Timeout = 60_000;

    private const int Height = 900;
    private const string Nowhere = "nowhere";
    private const string NoSuchPage = "There is no such page";

    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string NoBrowser = $"There is no browser: none of {string.Join(", ", Browsers)} exists.";

    private static readonly DateTime Start = new(2026, 11, 30, 0, 0, 0, DateTimeKind.Utc);

    private CatalogServer? server;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private IBrowserContext? context;
    private IPage? app;
    private IPage? started;

    /// <summary>Gets the folder of the published app.</summary>
    public static string App { get; } = Repository.PathOf("artifacts/publish/NanoGpt.Catalog/release/wwwroot");

    /// <summary>Gets the content of the served site.</summary>
    internal SiteContent Content { get; private set; } = null!;

    /// <summary>Gets the server.</summary>
    internal CatalogServer Server
    {
        get
        {
            SkipUnlessServed();
            return server!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!TestDepth.IsAll || FindBrowser() is null)
        {
            return;   // each test says why it is skipped
        }

        await Publish();
        Content = CreateContent(BuiltIn.Definitions);
        server = await CatalogServer.StartAsync(Content, BuiltIn.Definitions, new CatalogServerOptions
        {
            Emulator = new EmulatorOptions { QueueTime = TimeSpan.FromSeconds(0.2), RunTime = TimeSpan.FromSeconds(0.5) },
            EmulatorPollInterval = TimeSpan.FromSeconds(0.2),
        });
        Assertions.SetDefaultExpectTimeout(Timeout);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = FindBrowser(), Args = ["--no-sandbox", "--disable-gpu"] });

        // One for all tests, so that the app is downloaded and compiled once, as for a visitor who comes back.
        context = await browser.NewContextAsync(new()
        {
            BaseURL = Server.Address.ToString(),
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Timeout);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
            playwright!.Dispose();
            await server!.DisposeAsync();
        }
    }

    /// <summary>Returns the content of a site.</summary>
    internal static SiteContent CreateContent(Schema.Loading.Catalog catalog) => new(
        App, catalog, "test", "0.0.0",
        [.. Repository.Files("NGPT*.md").Select(static file => new RulePage(
            Path.GetFileNameWithoutExtension(file), Repository.Read(file).Split('\n')[0].Split(": ", 2)[1], Repository.Read(file)))]);

    /// <summary>Opens a page of the app as a link does, and waits until the app shows it. Starts the app only once, in the light theme.</summary>
    /// <param name="path">The path.</param>
    /// <param name="width">The width of the window.</param>
    internal async Task<IPage> OpenAsync(string path, int width = 1280)
    {
        if (app is not { IsClosed: false })
        {
            app = await CreatePageAsync(isDark: false);
            await GoAsync(app, "");
        }

        await app.SetViewportSizeAsync(width, Height);
        await app.EvaluateAsync("localStorage.clear()");
        await NavigateAsync(app, Nowhere);
        await app.Locator("h1", new() { HasText = NoSuchPage }).WaitForAsync();
        await NavigateAsync(app, path);
        await app.Locator("h1", new() { HasText = NoSuchPage }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        return app;
    }

    /// <summary>Opens a page in a window of its own, until the next one, and waits until the app has started and shows it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isDark">Whether the browser prefers a dark theme.</param>
    internal async Task<IPage> StartAsync(string path, bool isDark = false)
    {
        if (started is not null)
        {
            await started.EvaluateAsync("localStorage.clear()");
            await started.CloseAsync();   // it would go on asking for its runs
        }

        started = await CreatePageAsync(isDark);
        await GoAsync(started, path);
        return started;
    }

    /// <summary>Opens a page that does not start the app.</summary>
    internal async Task<IPage> OpenDocumentAsync(string path)
    {
        var page = await CreatePageAsync(isDark: false);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Opens an empty page, which the test should close.</summary>
    /// <param name="isDark">Whether the browser prefers a dark theme.</param>
    internal async Task<IPage> CreatePageAsync(bool isDark)
    {
        SkipUnlessServed();
        var page = await context!.NewPageAsync();
        await page.SetViewportSizeAsync(1280, Height);
        await page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light });
        return page;
    }

    /// <summary>Opens an empty page of a browser whose clock stands. The test should close its context.</summary>
    internal async Task<IPage> CreateStillPageAsync()
    {
        SkipUnlessServed();
        var still = await browser!.NewContextAsync(new() { BaseURL = Server.Address.ToString() });
        still.SetDefaultTimeout(Timeout);
        await still.Clock.InstallAsync(new() { TimeDate = Start });
        await still.Clock.PauseAtAsync(Start.AddSeconds(1));
        return await still.NewPageAsync();
    }

    /// <summary>Goes to a page and waits until the app shows it.</summary>
    private static async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.Locator(".mud-layout h1").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("[role=status]:has-text('Loading')").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Goes to a page as a link does, without starting the app again.</summary>
    internal static Task NavigateAsync(IPage page, string path) => page.EvaluateAsync("path => Blazor.navigateTo(path)", "/" + path);

    private static void SkipUnlessServed()
    {
        TestDepth.SkipUnlessAll();
        Assert.SkipWhen(FindBrowser() is null, NoBrowser);
    }

    private static string? FindBrowser() => Array.Find(Browsers, File.Exists);

    // The package contains compressed files; here compressing them takes longer than sending them. Those
    // of an earlier publish would be sent in place of files that have changed.
    private static async Task Publish()
    {
        if (Directory.Exists(App))
        {
            Directory.Delete(App, recursive: true);
        }

        (await Shell.RunAsync(
            Repository.Root, "dotnet", "publish", "catalog/NanoGpt.Catalog", "-c", "Release", "-v", "q", "-nologo",
            "-p:RunAnalyzers=false", "-p:CompressionEnabled=false"))
            .Succeeded();
    }
}

/// <summary>Names the collection of the tests that share a <see cref="SiteFixture"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SiteCollection : ICollectionFixture<SiteFixture>
{
    public const string Name = "site";
}
