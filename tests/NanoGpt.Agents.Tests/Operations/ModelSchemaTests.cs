using System.Text.Json.Nodes;
using NJsonSchema;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Agents.Tests.Operations;

/// <summary>
/// The tool of every model accepts its minimal request and refuses each single mistake: by its schema, which clients check, and by
/// the evaluator, which decides.
/// </summary>
public class ModelSchemaTests
{
    [Fact]
    public async Task CreateModelFunctions_EveryModel_AcceptTheMinimalRequestAndRefuseEachMistake()
    {
        await using var agent = await Agent.StartAsync(static _ => new VideoToolOptions());   // without a budget, nothing is sent
        var functions = agent.Tools.CreateModelFunctions(static _ => true);
        var mistakes = 0;
        foreach (var (model, function) in Models.Offered.Zip(functions))
        {
            var schema = await JsonSchema.FromJsonAsync(function.JsonSchema.GetRawText(), TestContext.Current.CancellationToken);
            var minimal = MinimalRequest.Of(model);
            Assert.True(Fits(schema, minimal), $"{function.Name}: {minimal.ToJsonString()}");
            Assert.NotEqual("invalid_request", (await Agent.CallAsync(function, new { request = minimal })).ErrorCode());
            foreach (var (what, request, code) in FieldMutations.Of(model).Concat(RuleMutations.Of(model)))
            {
                Assert.False(Fits(schema, request), $"{function.Name}: {what}");
                var result = await Agent.CallAsync(function, new { request });
                Assert.Equal("invalid_request", result.ErrorCode());
                Assert.Contains(Codes(result), found => found == code);
                mistakes++;
            }
        }

        Assert.Equal(Models.Offered.Count(), functions.Count);
        Assert.True(mistakes > 700, $"{mistakes}");
        Assert.Equal(0, agent.Emulator.PaidJobs);
    }

    [Fact]
    public void CreateModelFunctions_AllProviders_HaveDistinctNamesThatClientsAccept()
    {
        using var tools = new VideoTools(
            [.. Models.Catalog.Providers.Select(static provider => new VideoService(provider.Id, NoClient, NoStore))],
            new VideoToolOptions());

        var names = tools.Functions.Concat(tools.CreateModelFunctions(static _ => true)).Select(static one => one.Name).ToList();

        Assert.True(names.Count > 150);
        Assert.Distinct(names);
        Assert.All(names, static name => Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", name));
    }

    private static bool Fits(JsonSchema schema, JsonObject request) =>
        schema.Validate(new JsonObject { ["request"] = request.DeepClone() }.ToJsonString()).Count == 0;

    private static IEnumerable<string?> Codes(VideoCallResult result) => result.Value.GetProperty("error").GetProperty("findings")
        .EnumerateArray().Select(static finding => finding.TryGetProperty("code", out var code) ? code.GetString() : null);

    private static IVideoClient NoClient() => throw new NanoGptException("There is no client.");

    private static ISubmissionStore NoStore() => throw new NanoGptException("There is no store.");
}
