using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class ModelListTests
{
    private static readonly string[] RecordedTypes = ["select", "switch", "number", "string"];

    [Fact]
    public async Task Models_WithoutKey_ListsEveryOfferedModel()
    {
        await using var server = await Server.StartAsync();
        using var nobody = server.ClientWith(null);
        var list = (await server.GetAsync("v1/video-models", nobody)).Json;
        Assert.Equal("list", list["object"]!.GetValue<string>());
        var offered = Server.Catalog.Models.Where(model => model is { Provider: "nanogpt", Status: not ModelStatus.Removed });
        Assert.Equal(offered.Select(model => model.Id).Order(StringComparer.Ordinal), list["data"]!.AsArray().Select(model => model!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Models_NotDetailed_HasFourKeysPerModel()
    {
        await using var server = await Server.StartAsync();
        var first = (await server.GetAsync("v1/video-models?detailed=false")).Json["data"]![0]!.AsObject();
        Assert.Equal(["id", "object", "created", "owned_by"], first.Select(member => member.Key));
    }

    [Fact]
    public async Task Models_Entries_HaveTheRecordedShape()
    {
        await using var server = await Server.StartAsync();
        foreach (var model in (await server.GetAsync("v1/video-models?detailed=true")).Json["data"]!.AsArray())
        {
            Assert.Equal("model", model!["object"]!.GetValue<string>());
            Assert.Equal(JsonValueKind.Number, model["created"]!.GetValueKind());
            Assert.Contains("->video", model["architecture"]!["modality"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal("video", model["architecture"]!["output_modalities"]![0]!.GetValue<string>());
            Assert.All(model["capabilities"]!.AsObject(), flag => Assert.True(flag.Value!.GetValueKind() is JsonValueKind.True or JsonValueKind.False));
            var parameters = model["supported_parameters"]!["parameters"]!.AsObject();
            Assert.All(parameters, parameter => AssertParameter(parameter.Value!.AsObject()));
            Assert.All(model["supported_parameters"]!["defaults"]!.AsObject(), value => Assert.True(parameters.ContainsKey(value.Key)));
            Assert.DoesNotContain("prompt", parameters.Select(parameter => parameter.Key));
        }
    }

    [Fact]
    public async Task Models_SelectParameter_HasItsOptionsAsText()
    {
        await using var server = await Server.StartAsync();
        var sora = (await server.GetAsync("v1/video-models")).Json["data"]!.AsArray().Single(model => model!["id"]!.GetValue<string>() == "sora-2")!;
        var seconds = sora["supported_parameters"]!["parameters"]!["seconds"]!;
        Assert.Equal("select", seconds["type"]!.GetValue<string>());
        Assert.Null(seconds["default"]);
        Assert.Equal(["4", "8", "12"], seconds["options"]!.AsArray().Select(option => option!["value"]!.GetValue<string>()));
        Assert.Equal("switch", sora["supported_parameters"]!["parameters"]!["pro_mode"]!["type"]!.GetValue<string>());
        Assert.False(sora["supported_parameters"]!["parameters"]!.AsObject().ContainsKey("imageUrl"));
    }

    [Theory]
    [InlineData("per_video: 2", """{"currency":"USD","per_video":2}""")]
    [InlineData("per_second: 2", """{"currency":"USD","per_second":2}""")]
    [InlineData("per_video: { duration: { 5: 1, unset: 2 } }", """{"currency":"USD","rates":[{"when":[{"field":"duration","operator":"is","values":["5"]}],"per_video":1,"per_second":0,"free_seconds":0},{"when":[{"field":"duration","operator":"unset","values":[]}],"per_video":2,"per_second":0,"free_seconds":0}]}""")]
    [InlineData("per_video: { duration: { 5: 1 } }, per_second: { duration: { 10: 2 } }", null)]
    public async Task Models_Prices_HaveTheLayoutOfTheListIfOneFits(string amounts, string? expected)
    {
        var catalog = TestDirectory.Of(("priced",
            $"modes: [text-to-video]\ninputs: {{ prompt: , duration: {{ values: [5, 10] }} }}\npricing: {{ currency: USD, as_of: \"2026-01-01\", {amounts} }}"));
        await using var server = await Server.StartAsync(options => options with { Catalog = catalog });
        Assert.Equal(expected, (await server.GetAsync("v1/video-models")).Json["data"]![0]!["pricing"]?.ToJsonString());
    }

    private static void AssertParameter(JsonObject parameter)
    {
        var type = parameter["type"]!.GetValue<string>();
        Assert.Contains(type, RecordedTypes);
        Assert.NotEqual("", parameter["label"]!.GetValue<string>());
        Assert.True(parameter.ContainsKey("default"));
        Assert.True(type != "select" || parameter["options"]!.AsArray().All(option => option!["value"]!.GetValueKind() == JsonValueKind.String));
    }
}
