using System.Text.Json.Nodes;

namespace NanoGpt.Agents.Tests.Operations;

public class RequestToolTests
{
    [Fact]
    public async Task ValidateRequest_RepairsOfFindings_LeadToAValidRequest()
    {
        await using var agent = await Agent.StartAsync();
        var request = new JsonObject { ["prompt"] = "A tram", ["resolution"] = "1792x1024", ["duration"] = 7 };
        var rounds = 0;
        while (await ValidateAsync(agent, request) is { Count: > 0 } findings)
        {
            var repair = findings[0].GetProperty("repairs")[0];
            foreach (var change in repair.GetProperty("set").EnumerateObject())
            {
                request[change.Name] = JsonNode.Parse(change.Value.GetRawText());
            }

            Assert.InRange(++rounds, 1, 3);
        }

        Assert.Equal("8", (string?)request["duration"]);
        Assert.True((bool?)request["pro_mode"]);
        Assert.Equal(2, rounds);
    }

    [Fact]
    public async Task ValidateRequest_InventedKey_IsAnErrorWithTheNearestKey()
    {
        await using var agent = await Agent.StartAsync();

        var result = (await agent.CallAsync("validate_request", new { model = "sora-2", request = new { prompt = "A tram", resolutoin = "720p" } })).Succeeded();

        Assert.False(result.GetProperty("is_valid").GetBoolean());
        Assert.Contains("did you mean 'resolution'?", result.GetProperty("findings")[0].Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EstimateCost_CompleteRequest_ReturnsThePriceWithItsDate()
    {
        await using var agent = await Agent.StartAsync();

        var price = (await agent.CallAsync("estimate_cost", Request())).Succeeded().GetProperty("price");

        Assert.Equal(0.8m, price.GetProperty("maximum").GetDecimal());
        Assert.Equal("USD", price.Text("currency"));
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}$", price.Text("as_of"));
    }

    [Theory]
    [InlineData("""{ "model": "sora-2" }""", "request is required")]
    [InlineData("""{ "model": 7, "request": {} }""", "model must be of type string")]
    [InlineData("""{ "model": "sora-2", "request": [] }""", "request must be of type object")]
    [InlineData("""{ "model": "sora-2", "request": "{}" }""", "request must be of type object")]
    [InlineData("""{ "model": "sora-2", "request": {}, "requset": {} }""", "did you mean 'request'?")]
    [InlineData("""{ "model": "sora-2", "request": { "model": "veo2-video" } }""", "names another model")]
    [InlineData("""{ "model": "sora-2", "request": { "a": 1, "a": 2 } }""", "request must be of type object")]
    public async Task ValidateRequest_WrongArguments_AreRefusedWithTheReason(string arguments, string reason)
    {
        await using var agent = await Agent.StartAsync();

        var result = await agent.CallAsync("validate_request", JsonElement.Parse(arguments));

        Assert.Equal("invalid_arguments", result.ErrorCode());
        Assert.Contains(reason, result.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model", """ "\ud800" """)]
    [InlineData("request", """{ "prompt": "A tram \ud800" }""")]
    [InlineData("request", """{ "\udfff": 1 }""")]
    public async Task ValidateRequest_HalfOfASurrogatePair_IsRefused(string argument, string json)
    {
        await using var agent = await Agent.StartAsync();
        var arguments = new Dictionary<string, object?>
        {
            ["model"] = "sora-2",
            ["request"] = JsonElement.Parse("{}"),
            [argument] = JsonElement.Parse(json),
        };

        var result = await agent.Tools.Functions.Single(static one => one.Name == "validate_request")
            .CallAsync(arguments, new VideoCall(), TestContext.Current.CancellationToken);

        Assert.Equal("invalid_arguments", result.ErrorCode());
        Assert.Contains("surrogate", result.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValidateRequest_ThousandInventedKeys_ReportsSomeOfThem()
    {
        await using var agent = await Agent.StartAsync();
        var request = Enumerable.Range(0, 1000).ToDictionary(static number => $"k{number}");

        var result = (await agent.CallAsync("validate_request", new { model = "sora-2", request })).Succeeded();

        Assert.False(result.GetProperty("is_valid").GetBoolean());
        Assert.InRange(result.GetProperty("findings").GetArrayLength(), 1, 20);
    }

    [Fact]
    public async Task ValidateRequest_FiftyMegabytes_AreRefused()
    {
        await using var agent = await Agent.StartAsync();

        var result = await agent.CallAsync("validate_request", new { model = "sora-2", request = new { prompt = new string('x', 50_000_000) } });

        Assert.Equal("invalid_arguments", result.ErrorCode());
        Assert.True(result.Value.GetRawText().Length < 1000);
    }

    [Fact]
    public async Task ValidateRequest_DeepJson_IsRefused()
    {
        await using var agent = await Agent.StartAsync();
        var deep = JsonElement.Parse(
            $$"""{ "model": "sora-2", "request": {{string.Concat(Enumerable.Repeat("""{"a":""", 60))}}1{{new string('}', 60)}} }""");

        var result = await agent.CallAsync("validate_request", deep);

        Assert.False(result.Value.TryGetProperty("is_valid", out var valid) && valid.GetBoolean());
    }

    private static object Request() => Agent.ToArguments(Agent.SubmitArguments()).Where(one => one.Key != "request_id").ToDictionary();

    private static async Task<List<JsonElement>> ValidateAsync(Agent agent, JsonObject request) =>
        [.. (await agent.CallAsync("validate_request", new { model = "sora-2", request })).Succeeded().GetProperty("findings").EnumerateArray()];
}
