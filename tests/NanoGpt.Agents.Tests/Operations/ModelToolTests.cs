namespace NanoGpt.Agents.Tests.Operations;

public class ModelToolTests
{
    [Fact]
    public async Task FindModels_Filters_ReturnMatchingModelsTheCheapestFirst()
    {
        await using var agent = await Agent.StartAsync();

        var list = (await agent.CallAsync("find_models", new { mode = "image-to-video", resolution = "1080p", seconds = 5, limit = 5 })).Succeeded();

        var models = list.GetProperty("models").EnumerateArray().ToList();
        Assert.Equal(5, models.Count);
        Assert.True(list.GetProperty("count").GetInt32() > 5);
        Assert.All(models, model => Assert.Contains(model.GetProperty("modes").EnumerateArray(), mode => mode.GetString() == "image-to-video"));
        var prices = models.Select(model => model.GetProperty("price").GetDecimal()).ToList();
        Assert.Equal(prices.Order(), prices);
    }

    [Fact]
    public async Task FindModels_UnknownValue_ReturnsTheKnownValues()
    {
        await using var agent = await Agent.StartAsync();

        var list = (await agent.CallAsync("find_models", new { mode = "text2video" })).Succeeded();

        Assert.Equal(0, list.GetProperty("count").GetInt32());
        Assert.Contains(list.GetProperty("known_values").GetProperty("mode").EnumerateArray(), mode => mode.GetString() == "text-to-video");
    }

    [Fact]
    public async Task DescribeModel_EveryModel_HasAValidExampleAndASchemaThatItMatches()
    {
        await using var agent = await Agent.StartAsync();
        var count = 0;
        foreach (var model in Models.Offered)
        {
            var description = (await agent.CallAsync("describe_model", new { model = model.Id })).Succeeded();
            var example = description.GetProperty("example");
            var schema = await NJsonSchema.JsonSchema.FromJsonAsync(
                description.GetProperty("request_schema").GetRawText(), TestContext.Current.CancellationToken);
            Assert.True(schema.Validate(example.GetRawText()).Count == 0, example.GetRawText());
            var validation = (await agent.CallAsync("validate_request", new { model = model.Id, request = example })).Succeeded();
            Assert.True(validation.GetProperty("is_valid").GetBoolean(), validation.GetRawText());
            count++;
        }

        Assert.InRange(count, 50, 1000);
    }

    [Fact]
    public async Task DescribeModel_MisspelledModel_SuggestsTheModel()
    {
        await using var agent = await Agent.StartAsync();

        var result = await agent.CallAsync("describe_model", new { model = "sora2" });

        Assert.Equal("unknown_model", result.ErrorCode());
        Assert.Contains("sora-2", result.Message(), StringComparison.Ordinal);
    }
}
