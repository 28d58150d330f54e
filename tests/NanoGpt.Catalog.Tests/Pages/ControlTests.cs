using System.Globalization;
using Microsoft.Playwright;
using NanoGpt.Catalog.Tests.Kit;
using static Microsoft.Playwright.Assertions;

namespace NanoGpt.Catalog.Tests.Pages;

[Collection(SiteCollection.Name)]
public sealed class ControlTests(SiteFixture site)
{
    private const string Link = "https://example.com/a.png";

    // Opens each form, presses the button of the example, and returns the ids of the findings. In the page, because there are many.
    private const string OpenForms = """
        async ([allowed, ...keys]) => {
            const codes = () => [...document.querySelectorAll("section[aria-label=Findings] a")].map(one => one.textContent);
            const wait = isReached => new Promise(resolve => {
                const end = () => { observer.disconnect(); clearTimeout(timer); resolve(); };
                const look = () => isReached() && end();
                const observer = new MutationObserver(look);
                const timer = setTimeout(end, 30_000);
                observer.observe(document.body, { subtree: true, childList: true, attributes: true });
                look();
            });
            const result = [];
            for (const key of keys) {
                Blazor.navigateTo("/models/" + key);
                await wait(() => document.querySelector(`[data-model="${key}"] [data-pane]`));
                [...document.querySelectorAll("button")].find(one => one.textContent.trim() === "Example")?.click();
                await wait(() => codes().every(code => code === allowed));
                result.push(codes());
            }
            return result;
        }
        """;

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    [Fact]
    public async Task Form_SingleValues_AreWrittenToTheJson()
    {
        var page = await site.OpenAsync("models/nanogpt/kling-v21-pro");

        await page.GetByLabel("Prompt", new() { Exact = true }).FillAsync("A tram");
        await page.Locator("#field-duration").GetByText("10 s").ClickAsync();
        await page.Locator("#field-cfg_scale input[type=range]").FillAsync("0.8");
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose a random seed" }).ClickAsync();
        await page.GetByLabel("Image: link", new() { Exact = true }).FillAsync(Link);
        await page.GetByLabel("End image: file").SetInputFilesAsync(new FilePayload { Name = "end.png", MimeType = "image/png", Buffer = Png });
        await page.GetByRole(AriaRole.Tab, new() { Name = "JSON" }).ClickAsync();
        var seed = page.GetByLabel("Seed", new() { Exact = true });
        await Expect(seed).Not.ToHaveValueAsync("");

        var expected = BuiltIn.Request(
            "nanogpt/kling-v21-pro", ("prompt", "A tram"), ("duration", 10), ("cfg_scale", 0.8),
            ("seed", long.Parse(await seed.InputValueAsync(), CultureInfo.InvariantCulture)),
            ("image", FormMedium.FromLink(FieldType.Image, Link)),
            ("end_image", FormMedium.FromFile(FieldType.Image, Png, "end.png", "image/png")));
        await Expect(page.Locator("[data-pane=JSON]")).ToHaveTextAsync(expected.ToJson());
    }

    [Fact]
    public async Task Form_ListsAndObjects_AreWrittenToTheJson()
    {
        const string Key = "venice/kling-o3-4k-reference-to-video";
        var elements = BuiltIn.Form(Key).Fields.Single(static field => field.Name == "elements");
        var page = await site.OpenAsync($"models/{Key}");

        await page.GetByLabel("Prompt", new() { Exact = true }).FillAsync("Waves");
        await Expect(page.Locator("#field-prompt")).ToContainTextAsync("5 / 2500");
        await page.GetByLabel("Duration", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "5 s", Exact = true }).ClickAsync();
        await page.Locator("#field-generate_audio").GetByText("false").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to scene images" }).ClickAsync();
        await page.GetByLabel("scene images 1: link").FillAsync(Link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to elements" }).ClickAsync();
        await page.GetByLabel("Frontal image: link").FillAsync(Link);
        await page.GetByRole(AriaRole.Tab, new() { Name = "JSON" }).ClickAsync();

        var image = FormMedium.FromLink(FieldType.Image, Link);
        var element = new FormGroup(FormValues.Empty(elements.Fields).With(0, image));
        var expected = BuiltIn.Request(
            Key, ("prompt", "Waves"), ("duration", 5), ("generate_audio", false),
            ("scene_images", FormList.Create(BuiltIn.Form(Key).Fields.Single(static field => field.Name == "scene_images"), [image])),
            ("elements", FormList.Create(elements, [element])));
        await Expect(page.Locator("[data-pane=JSON]")).ToHaveTextAsync(expected.ToJson());
    }

    [Fact]
    public async Task Form_OfEveryModel_OpensWithoutErrorsAndItsExampleHasNoFindings()
    {
        var models = BuiltIn.Forms.Select(static form => form.Model).ToList();
        var page = await site.OpenAsync("");
        var errors = new List<string>();
        page.Console += (_, message) => errors.AddRange(message.Type == "error" ? [message.Text] : []);

        var findings = await page.EvaluateAsync<string[][]>(
            OpenForms, models.Select(static model => model.Key).Prepend(FindingCodes.ModelDeprecated));

        Assert.Empty(errors);
        var expected = models.Select(static model => model.Info.Status == ModelStatus.Active ? [] : new[] { FindingCodes.ModelDeprecated });
        Assert.Equal(models.Zip(expected).Select(Describe), models.Zip(findings).Select(Describe));

        static string Describe((CatalogModel Model, string[] Findings) one) => $"{one.Model.Key}: {string.Join(", ", one.Findings)}";
    }
}
