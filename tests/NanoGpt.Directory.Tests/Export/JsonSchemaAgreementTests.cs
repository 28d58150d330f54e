using NJsonSchema;
using NanoGpt.Definitions;
using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Directories.Tests.Kit;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Tests.Export;

/// <summary>A request is valid against the exported schema if and only if the emulator accepts it.</summary>
public class JsonSchemaAgreementTests
{
    private const int RequestsPerModel = 120;

    [Fact]
    public async Task Export_SchemasOfShippedModels_AgreeWithTheEmulator()
    {
        var (taken, refused) = await CompareAsync(DirectoryFiles.BuiltInCatalog(), TestDepth.Of(RequestsPerModel));
        Assert.True(taken > TestDepth.Of(3_000) && refused > TestDepth.Of(2_500), $"{taken} taken, {refused} refused");
    }

    [Fact]
    public async Task Export_SchemasOfEveryKindOfRule_AgreeWithTheEmulator()
    {
        var catalog = RuleDirectory.Load();
        Assert.InRange(catalog.Models.Count, 1_000, 2_000);
        var (taken, refused) = await CompareAsync(catalog, TestDepth.Of(8));
        Assert.True(taken > TestDepth.Of(3_000) && refused > TestDepth.Of(3_000), $"{taken} taken, {refused} refused");
    }

    [Fact]
    public async Task Export_SchemasOfReferences_AgreeWithTheEmulator()
    {
        var catalog = ModelDirectory.Load(ReferenceDirectory.Files, TestContext.Current.CancellationToken);
        Assert.Empty(catalog.Issues);
        var (taken, refused) = await CompareAsync(catalog, 1_000);
        Assert.True(taken > 1_000 && refused > 1_000, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public async Task Export_SchemaOfAllModels_AgreesWithEachSchema()
    {
        var catalog = DirectoryFiles.BuiltInCatalog();
        var all = await JsonSchema.FromJsonAsync(JsonSchemaFormat.Text(catalog), TestContext.Current.CancellationToken);
        var maker = new RequestMaker(seed: 7);
        foreach (var (model, provider) in JsonSchemaFormat.Models(catalog))
        {
            var one = await SchemaAsync(model, provider);
            for (var mistakes = 0; mistakes < 3; mistakes++)
            {
                var body = maker.Make(model, mistakes).ToJsonString();
                Assert.True(Fits(one, body) == Fits(all, body), body);
            }
        }

        Assert.False(Fits(all, """{ "prompt": "x" }"""));
        Assert.False(Fits(all, """{ "model": "no-such-model", "prompt": "x" }"""));
    }

    [Theory]
    [InlineData("x", 0, true, true)]
    [InlineData("x", 1, false, false)]
    [InlineData("\U0001F3AC", 0, true, true)]
    [InlineData("\U0001F3AC", 1, true, false)]   // JSON Schema counts code points, and the directory UTF-16 code units
    public async Task Export_TextAtTheLimit_DiffersFromTheEmulatorOnlyBeyondTheBasicPlane(
        string character, int above, bool fits, bool isTaken)
    {
        var catalog = DirectoryFiles.BuiltInCatalog();
        var (model, provider) = JsonSchemaFormat.Models(catalog)
            .First(pair => pair.Model.FindField("prompt") is { MaxLength: { } limit } && limit % 2 == 0);
        var prompt = model.FindField("prompt")!;
        var length = (prompt.MaxLength!.Value / character.Length) + above;
        var body = new RequestMaker(seed: 3).Make(model, mistakes: 0);
        body[prompt.Wire.Name] = string.Concat(Enumerable.Repeat(character, length));

        // The specification counts code points; NJsonSchema counts UTF-16 code units, as the directory does.
        var schema = SchemaWriter.Write(ModelSchema.Create(model, provider));
        var limit = schema["properties"]![prompt.Wire.Name]!["maxLength"]!.GetValue<int>();
        Assert.Equal(fits, body[prompt.Wire.Name]!.GetValue<string>().EnumerateRunes().Count() <= limit);
        Assert.Contains("UTF-16", schema["$comment"]!.GetValue<string>(), StringComparison.Ordinal);

        await using var judge = await Judge.StartAsync(catalog);
        Assert.Equal(isTaken, await judge.RefusalAsync(model, body) is null);
        Assert.Equal(isTaken, Fits(await SchemaAsync(model, provider), body.ToJsonString()));
    }

    private static async Task<(int Taken, int Refused)> CompareAsync(Catalog catalog, int requests)
    {
        await using var judge = await Judge.StartAsync(catalog);
        var maker = new RequestMaker(seed: 20260824);
        var (taken, refused) = (0, 0);
        foreach (var (model, provider) in JsonSchemaFormat.Models(catalog))
        {
            var schema = await SchemaAsync(model, provider);
            for (var i = 0; i < requests; i++)
            {
                var body = maker.Make(model, mistakes: i % 2 == 0 ? 0 : 1 + (i % 4 / 3));
                var refusal = await judge.RefusalAsync(model, body);
                var errors = schema.Validate(body.ToJsonString());
                Assert.True(
                    refusal is null == (errors.Count == 0),
                    $"{body.ToJsonString()}\nemulator: {refusal ?? "taken"}\nschema: {string.Join("; ", errors)}");
                _ = refusal is null ? taken++ : refused++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{taken} taken, {refused} refused");
        return (taken, refused);
    }

    private static async Task<JsonSchema> SchemaAsync(ModelDefinition model, ProviderSpec provider) =>
        await JsonSchema.FromJsonAsync(SchemaWriter.Write(ModelSchema.Create(model, provider)).ToJsonString(), TestContext.Current.CancellationToken);

    private static bool Fits(JsonSchema schema, string body) => schema.Validate(body).Count == 0;
}
