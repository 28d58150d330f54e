using NJsonSchema;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests;

public class SchemaTests
{
    private const string Model = """
        id: sample
        title: Sample
        summary: A sample.
        modes: [text-to-video]
        inputs: { prompt: , duration: { values: [5, 10], default: } }
        rules:
          - { id: one, when: { duration: { above: 5 } }, forbid: [prompt], because: It is so. }
        pricing: { currency: USD, as_of: "2026-01-01", per_second: { duration: { "<=5": 0.1, "10": 0.2 } } }
        sources: [endpoint-page-2025-11]
        disputes:
          - { about: modes, claims: { endpoint-page-2025-11: more }, resolved: Fewer. }
        """;

    private const string Fields = """
        prompt: { type: string, max_length: 100, references: { "@Image": image } }
        image:  { type: image, wire: { url: imageUrl, data: imageData }, max_bytes: 100 }
        config: { type: object, fields: { size: { type: integer, min: 1 } } }
        """;

    private const string Provider = """
        id: test
        title: Test
        limits: { upload_bytes: 5 }
        sources: { a: { title: A, date: "2026-01" } }
        """;

    public static TheoryData<string> CommittedFiles => [.. Directory.GetFiles(Repository.PathOf("schema"), "*.yaml", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.PathOf("schema"), path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Schema_CommittedFiles_AreUpToDate()
    {
        var run = await Run.Of("schema", "--check", "--out", Repository.PathOf("schema/json"));
        Assert.Equal((ExitCode.Ok, "5 files are up to date.\n"), (run.Code, run.Error));
    }

    [Theory]
    [MemberData(nameof(CommittedFiles))]
    public async Task Schema_EveryFileOfTheRepository_IsValid(string path) =>
        Assert.Empty(await ErrorsAsync(
            Path.GetFileName(path) switch { "provider.yaml" => "provider", "fields.yaml" => "fields", _ => path.Split('/')[0] + ".model" },
            await File.ReadAllTextAsync(Path.Combine(Repository.PathOf("schema"), path), TestContext.Current.CancellationToken)));

    [Theory]
    [InlineData("model", Model)]
    [InlineData("fields", Fields)]
    [InlineData("provider", Provider)]
    [InlineData("model", "id: gone\ntitle: Gone\nsummary: Gone.\nstatus: removed\nsources: [endpoint-page-2025-11]")]
    public async Task Schema_ValidFiles_AreAccepted(string kind, string text) => Assert.Empty(await ErrorsAsync(kind, text));

    [Theory]
    [InlineData("model", Model, "title: Sample", "tittle: Sample")]
    [InlineData("model", Model, "id: sample\n", "")]
    [InlineData("model", Model, "id: sample", "id: -sample")]
    [InlineData("model", Model, "[text-to-video]", "[text-to-vidoe]")]
    [InlineData("model", Model, "[text-to-video]", "text-to-video")]
    [InlineData("model", Model, "modes: [text-to-video]\n", "")]
    [InlineData("model", Model, "values: [5, 10]", "valus: [5, 10]")]
    [InlineData("model", Model, "values: [5, 10]", "type: seconds")]
    [InlineData("model", Model, "values: [5, 10]", "values: [5, 5]")]
    [InlineData("model", Model, "prompt: ,", "Prompt: ,")]
    [InlineData("model", Model, "forbid: [prompt]", "forbid: [prompt], require: { prompt: set }")]
    [InlineData("model", Model, "forbid: [prompt], ", "")]
    [InlineData("model", Model, "{ above: 5 }", "{ over: 5 }")]
    [InlineData("model", Model, "{ above: 5 }", "{}")]
    [InlineData("model", Model, "because: It is so.", "becuse: It is so.")]
    [InlineData("model", Model, "currency: USD", "currency: Dollar")]
    [InlineData("model", Model, "\"2026-01-01\"", "\"2026-13-01\"")]
    [InlineData("model", Model, "0.2", "-0.2")]
    [InlineData("model", Model, "0.2", "much")]
    [InlineData("model", Model, "[endpoint-page-2025-11]", "[]")]
    [InlineData("model", Model, "resolved: Fewer.", "resolved: 5")]
    [InlineData("fields", Fields, "type: string, ", "")]
    [InlineData("fields", Fields, "type: string", "type: text")]
    [InlineData("fields", Fields, "type: string", "type: boolean")]
    [InlineData("fields", Fields, "max_bytes: 100", "max_bytes: -1")]
    [InlineData("fields", Fields, "\"@Image\"", "\"@Image1\"")]
    [InlineData("fields", Fields, "\"@Image\"", "Image")]
    [InlineData("fields", Fields, "\"@Image\": image", "\"@Image\": 5")]
    [InlineData("fields", Fields, "\"@Image\": image", "")]
    [InlineData("fields", Fields, "config: { type: object", "config: { type: object, references: { \"@Image\": image }")]
    [InlineData("fields", Fields, "url: imageUrl", "link: imageUrl")]
    [InlineData("fields", Fields, "type: integer, min: 1", "min: 1")]
    [InlineData("provider", Provider, "upload_bytes", "upload_bites")]
    [InlineData("provider", Provider, "title: A, ", "")]
    [InlineData("provider", Provider, "id: test\n", "")]
    public async Task Schema_BrokenFiles_AreRefused(string kind, string text, string old, string broken)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        Assert.NotEmpty(await ErrorsAsync(kind, text.Replace(old, broken, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("resolution:", "resolutoin:")]                       // in inputs
    [InlineData("when:    { resolution:", "when: { resolutoin:")]    // in the conditions of a rule
    [InlineData("require: { pro_mode:", "require: { promode:")]
    [InlineData("default: false", "defualt: false")]                 // in the braces of a field
    public async Task Schema_MisspeltNameInAModelOfNanoGpt_IsRefused(string text, string broken)
    {
        var sora = await File.ReadAllTextAsync(Repository.PathOf("schema/nanogpt/models/sora-2.yaml"), TestContext.Current.CancellationToken);
        Assert.Contains(text, sora, StringComparison.Ordinal);

        Assert.Empty(await ErrorsAsync("nanogpt.model", sora));
        Assert.NotEmpty(await ErrorsAsync("nanogpt.model", sora.Replace(text, broken, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Schema_InputsOfAModelOfNanoGpt_DescribeEachDeclaredField()
    {
        var schema = await JsonSchema.FromJsonAsync((await Run.Of("schema", "nanogpt.model")).Output, TestContext.Current.CancellationToken);

        var inputs = schema.Properties["inputs"].ActualSchema.Properties;

        Assert.True(inputs.Count > 50);
        Assert.Equal("Size of the picture in pixels.", inputs["resolution"].Description);
    }

    [Fact]
    public async Task Schema_OutdatedFile_IsReportedAndWritten()
    {
        using var folder = new SmallDirectory();
        var json = Path.Combine(folder.Path, "json");
        Assert.Equal("5 files: 5 written, 0 removed.\n", (await Run.Of("schema", "--write", "--out", json)).Error);
        var model = Path.Combine(json, "model.schema.json");
        var text = await File.ReadAllTextAsync(model, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(model, text.Replace("title", "tittle", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var check = await Run.Of("schema", "--check", "--out", json);
        Assert.Equal((ExitCode.Invalid, ""), (check.Code, check.Output));
        Assert.Equal($"{model}: differs\nRun 'nanogpt schema --write' to bring them up to date.\n", check.Error);
        Assert.Equal("5 files: 1 written, 0 removed.\n", (await Run.Of("schema", "--write", "--out", json)).Error);
        Assert.Equal(text, await File.ReadAllTextAsync(model, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("schema", "model", "--write")]
    [InlineData("schema", "--write", "--check")]
    [InlineData("schema", "models")]
    public async Task Schema_ContradictoryCommandLine_IsRefused(params string[] args) =>
        Assert.Equal(ExitCode.Usage, (await Run.Of(args)).Code);

    private static async Task<IEnumerable<object>> ErrorsAsync(string kind, string yaml)
    {
        var run = await Run.Of("schema", kind);
        var schema = await JsonSchema.FromJsonAsync(run.Output, TestContext.Current.CancellationToken);
        return schema.Validate(YamlAsJson.Read(yaml)!.ToJsonString());
    }
}
