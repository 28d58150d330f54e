using Microsoft.Playwright;
using NanoGpt.Catalog.Tests.Kit;
using static Microsoft.Playwright.Assertions;

namespace NanoGpt.Catalog.Tests.Pages;

[Collection(SiteCollection.Name)]
public sealed class RunTests(SiteFixture site)
{
    [Fact]
    public async Task Run_OnTheEmulator_PlaysTheVideoAndSurvivesAReload()
    {
        var page = await site.StartAsync("""models/nanogpt/sora-2/?request={"prompt":"Waves"}""");

        await page.GetByRole(AriaRole.Button, new() { Name = "Run on the emulator" }).ClickAsync();

        await Expect(page.Locator("[data-run] video")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("document.querySelector('video').readyState >= 2 && document.querySelector('video').videoWidth > 0");
        await page.ReloadAsync();
        await Expect(page.Locator("[data-run] video")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Run_OfVenice_PlaysTheVideo()
    {
        var key = BuiltIn.Forms.First(static form => form.Model.Info.Provider == "venice" && form.Model.Info.Modes.Contains("text-to-video")).Model.Key;
        var page = await site.StartAsync($"models/{key}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Example" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run on the emulator" }).ClickAsync();

        await Expect(page.Locator("[data-run] video")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Run_InvalidRequest_CannotBeStarted()
    {
        var page = await site.StartAsync("models/nanogpt/sora-2");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Run on the emulator" })).ToBeDisabledAsync();
    }
}
