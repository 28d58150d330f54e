using System.Text.Json.Nodes;
using NJsonSchema;
using NanoGpt.Definitions;
using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Directories.Tests.Kit;

namespace NanoGpt.Directories.Tests.Export;

/// <summary>Ajv, the validator of JavaScript programs, compiles each exported schema in its strict mode and agrees with NJsonSchema.</summary>
public class AjvTests
{
    private const string Module = "artifacts/tools/node_modules/ajv";
    private const int RequestsPerModel = 40;

    // Prints a line for each schema that does not compile and each request that is judged differently.
    private const string Script = """
        const [library, input] = process.argv.slice(2);
        const Ajv = require(library);
        let requests = 0;
        for (const { path, schema, bodies } of JSON.parse(require('fs').readFileSync(input))) {
          try {
            const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
            for (const { body, fits } of bodies) {
              requests++;
              if (validate(body) !== fits) console.log(`${path}: ${JSON.stringify(body)}: ${JSON.stringify(validate.errors)}`);
            }
          } catch (error) {
            console.log(`${path}: ${error.message}`);
          }
        }
        console.log(`${requests} requests`);
        """;

    [Fact]
    public async Task Files_EveryModel_CompileInStrictModeAndJudgeAlike()
    {
        Assert.SkipUnless(
            Shell.Has("node") && Directory.Exists(Repository.PathOf(Module)),
            "Node or Ajv is not installed: npm install --prefix artifacts/tools ajv.");
        var folder = Directory.CreateTempSubdirectory("nanogpt-ajv-");
        try
        {
            var (cases, fitting) = await CasesAsync();
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "compare.cjs"), Script, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "cases.json"), cases.ToJsonString(), TestContext.Current.CancellationToken);

            var result = await Shell.RunAsync(folder.FullName, "node", "compare.cjs", Repository.PathOf(Module), "cases.json");

            Assert.Equal($"{cases.Count * RequestsPerModel} requests", result.Succeeded().StandardOutput.Trim());
            Assert.InRange(fitting, cases.Count, cases.Count * (RequestsPerModel - 1));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(JsonArray Cases, int Fitting)> CasesAsync()
    {
        var (cases, fitting) = (new JsonArray(), 0);
        var maker = new RequestMaker(seed: 20261130);
        foreach (var (model, provider) in JsonSchemaFormat.Models(DirectoryFiles.BuiltInCatalog()))
        {
            var text = SchemaWriter.Write(ModelSchema.Create(model, provider)).ToJsonString();
            var schema = await JsonSchema.FromJsonAsync(text, TestContext.Current.CancellationToken);
            var bodies = new JsonArray();
            for (var i = 0; i < RequestsPerModel; i++)
            {
                var body = maker.Make(model, mistakes: i % 3);
                var fits = schema.Validate(body.ToJsonString()).Count == 0;
                fitting += fits ? 1 : 0;
                bodies.Add(new JsonObject { ["body"] = body, ["fits"] = fits });
            }

            cases.Add(new JsonObject { ["path"] = $"{model.Provider}/{model.Id}", ["schema"] = JsonNode.Parse(text), ["bodies"] = bodies });
        }

        return (cases, fitting);
    }
}
