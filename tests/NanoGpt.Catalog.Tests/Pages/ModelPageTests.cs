using Microsoft.Playwright;
using NanoGpt.Catalog.Tests.Kit;
using static Microsoft.Playwright.Assertions;

namespace NanoGpt.Catalog.Tests.Pages;

[Collection(SiteCollection.Name)]
public sealed class ModelPageTests(SiteFixture site)
{
    private const string Wide = """models/nanogpt/sora-2/?request={"prompt":"Waves","resolution":"1792x1024","seconds":"8"}""";

    [Fact]
    public async Task Form_WideSoraWithoutPro_ShowsTheRuleAndItsFix()
    {
        var page = await site.OpenAsync(Wide);
        var findings = page.GetByRole(AriaRole.Region, new() { Name = "Findings" });

        await Expect(findings).ToContainTextAsync(
            "NGPT120 Resolution = R1792x1024 requires ProMode = true: 1792x1024 is rendered only in pro mode.");
        await Expect(page.Locator("#field-pro_mode .finding")).ToContainTextAsync("NGPT120");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set ProMode to true" }).ClickAsync();

        await Expect(findings).ToContainTextAsync("The request is valid.");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Cost" })).ToContainTextAsync("4 USD");
        await Expect(page.Locator("[data-pane='C#']")).ToContainTextAsync("ProMode = true,");
    }

    [Theory]
    [InlineData("waves")]
    [InlineData("""{"prompt":"\ud800"}""")]
    public async Task Link_ThatCannotBeRead_OpensAnEmptyFormAndSaysSo(string request)
    {
        var page = await site.OpenAsync($"models/nanogpt/sora-2/?request={Uri.EscapeDataString(request)}");

        await Expect(page.Locator(".mud-alert").First).ToContainTextAsync("The link does not contain a request that can be read");
        await Expect(page.GetByLabel("Prompt", new() { Exact = true })).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Copy_Panes_CopiesTheWholeText()
    {
        var page = await site.OpenAsync(Wide);

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy C#" }).ClickAsync();

        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains("Resolution = Sora2Resolution.R1792x1024,", copied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paste_CurlCommand_FillsTheForm()
    {
        var page = await site.OpenAsync("models/nanogpt/sora-2");

        await page.GetByRole(AriaRole.Button, new() { Name = "Paste" }).ClickAsync();
        await page.GetByLabel("JSON or a curl command").FillAsync("curl https://x -d '{\"model\":\"sora-2\",\"prompt\":\"From curl\",\"old\":1}'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fill the form" }).ClickAsync();

        await Expect(page.GetByLabel("Prompt", new() { Exact = true })).ToHaveValueAsync("From curl");
        await Expect(page.Locator(".mud-alert", new() { HasText = "does not have old" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task File_TooLarge_IsRefused()
    {
        var page = await site.OpenAsync("models/nanogpt/sora-2");
        var large = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");
        await using (var file = File.Create(large, 1, FileOptions.DeleteOnClose))
        {
            file.SetLength(2L << 30);   // sparse
            await page.GetByLabel("Image: file").SetInputFilesAsync(large);

            await Expect(page.Locator("#field-image [role=alert]")).ToContainTextAsync("has 2,147,483,648 bytes: allowed are up to");
        }
    }

    [Fact]
    public async Task File_Image_BecomesADataUrl()
    {
        var page = await site.OpenAsync("models/nanogpt/sora-2");

        await page.GetByLabel("Image: file").SetInputFilesAsync(new FilePayload
        {
            Name = "street.png", MimeType = "image/png", Buffer = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0],
        });

        await Expect(page.Locator("[data-pane='C#']")).ToContainTextAsync("Image = ImageInput.FromFile(\"street.png\"),");
    }
}
