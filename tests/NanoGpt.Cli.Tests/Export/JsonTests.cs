using System.Text;
using System.Text.Json.Nodes;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Export;

public class JsonTests
{
    private static readonly string[] ModelKeys =
        ["provider", "id", "type", "status", "successor", "modes", "inputs", "rules", "sources", "disputes"];

    private static readonly string[] InputKeys =
        ["name", "property", "wire", "type", "required", "values", "min", "max", "default", "fixed", "costDriver", "minItems", "maxItems"];

    private static readonly string[] RuleKeys = ["id", "when", "require", "forbid", "because"];

    [Fact]
    public async Task Export_EveryModel_HasTheKeysOfTheContract()
    {
        var run = await Run.Of("export", "--format", "json");
        Assert.Equal(ExitCode.Ok, run.Code);
        var models = run.Json["models"]!.AsArray();
        Assert.InRange(models.Count, 50, 1000);
        foreach (var model in models)
        {
            Assert.All(ModelKeys, key => Assert.True(model!.AsObject().ContainsKey(key), $"{model["id"]} lacks {key}"));
            foreach (var input in model!["inputs"]!.AsArray().Select(input => input!.AsObject()))
            {
                Assert.All(InputKeys, key => Assert.True(input.ContainsKey(key), $"{model["id"]}.{input["name"]} lacks {key}"));
                Assert.Equal(input["type"]!.GetValue<string>() is "image" or "audio" or "video", input.ContainsKey("accepts"));
                Assert.NotEmpty(input["wire"]!.AsArray());
            }

            Assert.All(model["rules"]!.AsArray(), rule => Assert.All(RuleKeys, key => Assert.True(rule!.AsObject().ContainsKey(key))));
        }
    }

    [Fact]
    public async Task ModelsShow_Json_HasTheShapeOfTheContract()
    {
        var sora = (await Run.Of("models", "show", "sora-2", "--json")).Json;
        Assert.Equal(("nanogpt", "Sora2Request", "active"), (Text(sora["provider"]), Text(sora["type"]), Text(sora["status"])));
        Assert.Null(sora["successor"]);
        AssertJson("""["text-to-video","image-to-video"]""", sora["modes"]);
        var resolution = Input(sora, "resolution");
        Assert.Equal(("Resolution", "enum"), (Text(resolution["property"]), Text(resolution["type"])));
        AssertJson("""["resolution"]""", resolution["wire"]);
        AssertJson("""["720p","1792x1024"]""", resolution["values"]);
        AssertJson("[false,true,null,null]", new JsonArray([.. new[] { "required", "costDriver", "min", "fixed" }.Select(key => resolution[key]?.DeepClone())]));
        var image = Input(sora, "image");
        AssertJson("""["imageUrl","imageDataUrl","imageAttachmentId"]""", image["wire"]);
        AssertJson("""["url","data","attachment"]""", image["accepts"]);
        var rule = Assert.Single(sora["rules"]!.AsArray())!;
        AssertJson("""{"resolution":"1792x1024"}""", rule["when"]);
        AssertJson("""{"pro_mode":true}""", rule["require"]);
        Assert.Null(rule["forbid"]);
        Assert.Contains("modes", sora["disputes"]!.AsArray().Select(dispute => Text(dispute!["about"])));
    }

    [Fact]
    public async Task ModelsShow_JsonValues_HaveTheirWireForm()
    {
        using var directory = new SmallDirectory();
        var moving = (await Run.Of("models", "show", "moving", "--json", "-d", directory.Path)).Json;
        AssertJson("""["5s","10s"]""", Input(moving, "duration")["values"]);
        AssertJson("5", Input(moving, "duration")["default"]);
        AssertJson("false", Input(moving, "pro_mode")["default"]);
        AssertJson("""[{"when":{"pro_mode":false},"perVideo":0,"perSecond":0.1,"freeSeconds":0},{"when":{"pro_mode":true},"perVideo":0,"perSecond":0.3,"freeSeconds":0}]""", moving["pricing"]!["rates"]);
    }

    [Fact]
    public async Task ModelsShow_JsonReferences_AreWrittenOnlyIfPresent()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/naming.yaml", SmallDirectory.Naming);
        var naming = (await Run.Of("models", "show", "naming", "--json", "-d", directory.Path)).Json;
        AssertJson("""{"@Image":"image"}""", Input(naming, "prompt")["references"]);
        Assert.False(Input(naming, "image").ContainsKey("references"));
    }

    [Fact]
    public async Task Export_File_HasTheSameBytesAsTheOutput()
    {
        using var directory = new SmallDirectory();
        var file = Path.Combine(directory.Path, "out.json");
        var run = await Run.Of("export", "--out", file, "-d", directory.Path);
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.StartsWith("2 models written to ", run.Error, StringComparison.Ordinal);
        var written = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal((await Run.Of("export", "-d", directory.Path)).Output, Encoding.UTF8.GetString(written));
        Assert.DoesNotContain((byte)'\r', written);
    }

    [Fact]
    public async Task Export_LargeDirectory_EqualsModelByModel()
    {
        using var directory = new SmallDirectory();
        for (var i = 0; i < 400; i++)
        {
            directory.Write($"models/m{i}.yaml", $$"""
                id: m{{i}}
                title: M{{i}}
                summary: One of many.
                modes: [text-to-video]
                inputs: { prompt: {{(i % 50 == 7 ? "{ requird: true }" : "")}} }
                sources: [a]
                """);
        }

        var broken = await Run.Of("validate", directory.Path);
        Assert.Equal(8, broken.Output.Split("error NGPT020").Length - 1);
        Assert.Equal(ExitCode.Ok, (await Run.Of("validate", directory.Path, "--fix")).Code);
        var all = (await Run.Of("export", "-d", directory.Path)).Json["models"]!.AsArray();
        Assert.Equal(402, all.Count);
        Assert.Equal(all.Select(model => Text(model!["id"])).Order(StringComparer.Ordinal), all.Select(model => Text(model!["id"])));
        var one = (await Run.Of("models", "show", "m123", "--json", "-d", directory.Path)).Json;
        Assert.True(JsonNode.DeepEquals(one, all.Single(model => Text(model!["id"]) == "m123")));
    }

    [Fact]
    public async Task Export_DirectoryWithoutModels_WritesAnEmptyList()
    {
        using var directory = new SmallDirectory();
        Directory.Delete(Path.Combine(directory.Path, "test", "models"), recursive: true);
        Assert.EndsWith("  ],\n  \"models\": []\n}\n", (await Run.Of("export", "-d", directory.Path)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_FileCannotBeWritten_ReturnsTheFileCode()
    {
        using var directory = new SmallDirectory();
        var run = await Run.Of("export", "--out", directory.Path, "-d", directory.Path);
        Assert.Equal(ExitCode.File, run.Code);
        Assert.StartsWith("nanogpt: ", run.Error, StringComparison.Ordinal);
    }

    private static JsonObject Input(JsonObject model, string name) =>
        model["inputs"]!.AsArray().Single(input => Text(input!["name"]) == name)!.AsObject();

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static void AssertJson(string expected, JsonNode? actual) => Assert.Equal(expected, actual?.ToJsonString() ?? "null");
}
