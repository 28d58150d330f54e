using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Emulator;

namespace NanoGpt.Cli.Tests.Export;

public class OpenApiTests
{
    [Fact]
    public async Task Export_OpenApi_HasBothOperationsAndEveryModel()
    {
        var document = (await Run.Of("export", "--format", "openapi")).Json;
        Assert.Equal("3.1.0", document["openapi"]!.GetValue<string>());
        Assert.Equal("https://nano-gpt.com/api", document["servers"]![0]!["url"]!.GetValue<string>());
        Assert.Equal("https://cake.nano-gpt.com/api", document["servers"]!.AsArray()[^1]!["url"]!.GetValue<string>());
        Assert.Equal("submitVideo", document["paths"]!["/generate-video"]!["post"]!["operationId"]!.GetValue<string>());
        Assert.Equal("getVideoStatus", document["paths"]!["/video/status"]!["get"]!["operationId"]!.GetValue<string>());
        var request = document["components"]!["schemas"]!["VideoRequest"]!;
        Assert.Equal("#/components/schemas/Sora2Request", request["discriminator"]!["mapping"]!["sora-2"]!.GetValue<string>());
        Assert.Equal(request["oneOf"]!.AsArray().Count, request["discriminator"]!["mapping"]!.AsObject().Count);
        Assert.False(request["discriminator"]!["mapping"]!.AsObject().ContainsKey("promptchan-video"));
    }

    [Fact]
    public async Task Export_OpenApiOfVenice_HasItsOperationsAndModels()
    {
        var document = (await Run.Of("export", "--format", "openapi", "--provider", "venice")).Json;
        Assert.Equal(
            ["/video/queue", "/video/retrieve", "/video/quote", "/video/complete"],
            document["paths"]!.AsObject().Select(path => path.Key));
        var models = document["components"]!["schemas"]!["VideoRequest"]!["discriminator"]!["mapping"]!.AsObject();
        Assert.True(models.ContainsKey("wan-2.6-text-to-video") && !models.ContainsKey("sora-2"));
    }

    [Theory]
    [InlineData("nanogpt")]
    [InlineData("venice")]
    public async Task Export_OpenApiToAFile_CountsTheModelsInIt(string provider)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("nanogpt-openapi-").FullName, "api.json");
        var run = await Run.Of("export", "-f", "openapi", "--provider", provider, "--out", file);
        var models = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!
            ["components"]!["schemas"]!["VideoRequest"]!["oneOf"]!.AsArray().Count;
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal($"{models} models of {provider} written to {file}\n", run.Error);
    }

    // A client that sends every default would otherwise send a field twice.
    [Fact]
    public async Task Export_Aliases_HaveNoDefault()
    {
        var sora = (await Run.Of("export", "--format", "openapi")).Json["components"]!["schemas"]!["Sora2Request"]!["properties"]!;
        Assert.NotNull(sora["pro_mode"]!["default"]);
        Assert.Null(sora["pro"]!["default"]);
    }

    [Fact]
    public async Task Export_OutIsAFolder_NamesAFileInIt()
    {
        var run = await Run.Of("export", "--format", "openapi", "--out", ".");
        Assert.Equal(
            (ExitCode.File, $"nanogpt: . is a folder: the format openapi is one file, such as {Path.Combine(".", "models.json")}.\n"),
            (run.Code, run.Error));
    }

    [Fact]
    public async Task Export_UnknownProvider_NamesTheKnownOnes()
    {
        var run = await Run.Of("export", "--provider", "venus");
        Assert.Equal(
            (ExitCode.Usage, "nanogpt: There is no provider 'venus': the directory contains nanogpt and venice.\n"), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("nanogpt")]
    [InlineData("venice")]
    public async Task Export_OpenApiReferences_AreResolved(string provider)
    {
        var document = (await Run.Of("export", "--format", "openapi", "--provider", provider)).Json;
        var references = References(document).Distinct().ToList();
        Assert.InRange(references.Count, 60, 1000);
        Assert.All(references, reference =>
        {
            JsonNode? at = document;
            foreach (var part in reference.Split('/').Skip(1))
            {
                at = at?[part];
            }

            Assert.True(at is not null, reference);
        });
    }

    [Fact]
    public async Task Export_OpenApiResponses_DescribeThoseOfTheEmulator()
    {
        var schemas = (await Run.Of("export", "--format", "openapi")).Json["components"]!["schemas"]!.AsObject();
        await using var emulator = await NanoGptEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = emulator.BaseAddress };
        var body = """{ "model": "sora-2", "prompt": "x" }""";
        await FitsAsync("Refusal", await SendAsync(client, HttpMethod.Post, "api/generate-video", body));
        client.DefaultRequestHeaders.Add("x-api-key", "sk-nano-test");
        await FitsAsync("Refusal", await SendAsync(client, HttpMethod.Post, "api/generate-video", """{ "model": "sora-2" }"""));
        var submission = await SendAsync(client, HttpMethod.Post, "api/generate-video", body);
        await FitsAsync("Submission", submission);
        await FitsAsync("JobStatus", await SendAsync(client, HttpMethod.Get, $"api/video/status?requestId={submission["runId"]}"));
        await FitsAsync("Refusal", await SendAsync(client, HttpMethod.Get, "api/video/status?requestId=vid_none"));

        async Task FitsAsync(string name, JsonObject answer)
        {
            var definitions = schemas.DeepClone().AsObject();
            var whole = new JsonObject { ["$ref"] = $"#/definitions/{name}", ["definitions"] = definitions };
            var text = whole.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
            var schema = await JsonSchema.FromJsonAsync(text, TestContext.Current.CancellationToken);
            Assert.True(schema.Validate(answer.ToJsonString()).Count == 0, $"{name}: {answer.ToJsonString()}");
            Assert.NotEmpty(schema.Validate("""{ "x": 1 }"""));
        }
    }

    [Fact]
    public async Task Export_OpenApiOfAnotherProvider_NamesItsServer()
    {
        using var directory = new SmallDirectory();
        var document = (await Run.Of("export", "--format", "openapi", "-d", directory.Path)).Json;
        Assert.Equal("https://example.com/api", Assert.Single(document["servers"]!.AsArray())!["url"]!.GetValue<string>());
        Assert.Single(document["components"]!["schemas"]!["VideoRequest"]!["oneOf"]!.AsArray());
    }

    private static async Task<JsonObject> SendAsync(HttpClient client, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair is { Key: "$ref", Value: { } value } && value.GetValueKind() == JsonValueKind.String
            ? [value.GetValue<string>()] : References(pair.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
