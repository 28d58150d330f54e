using Microsoft.Extensions.AI;

namespace NanoGpt.Agents.Tests.Operations;

/// <summary>Tests the functions as those of Microsoft.Extensions.AI.</summary>
public class ChatToolTests
{
    [Fact]
    public async Task WithApproval_FunctionsThatCostMoney_RequireAnApproval()
    {
        await using var agent = await Agent.StartAsync();

        var tools = VideoTools.WithApproval([.. agent.Tools.Functions, .. agent.Tools.CreateModelFunctions(static model => model.Id == "sora-2")]);

        Assert.Equal(["submit_video", "generate_sora-2"], tools.OfType<ApprovalRequiredAIFunction>().Select(static tool => tool.Name));
        Assert.Equal(11, tools.Count);
    }

    [Fact]
    public async Task InvokeAsync_FunctionOfAModel_ReturnsTheJobAndThenItsVideo()
    {
        await using var agent = await Agent.StartAsync();
        var generate = Assert.Single(agent.Tools.CreateModelFunctions(static model => model.Id == "sora-2"));
        AIFunction wait = agent.Tools.Functions.Single(static one => one.Name == "wait_for_job");

        var submitted = Assert.IsType<JsonElement>(await generate.InvokeAsync(
            new AIFunctionArguments { ["request"] = new { prompt = "A tram", resolution = "720p", duration = "8", pro_mode = false } },
            TestContext.Current.CancellationToken));
        var contents = Assert.IsType<List<AIContent>>(await wait.InvokeAsync(
            new AIFunctionArguments { ["job"] = submitted.Text("job") }, TestContext.Current.CancellationToken));

        Assert.IsType<TextContent>(contents[0]);
        Assert.Equal("video/mp4", Assert.IsType<UriContent>(contents[1]).MediaType);
    }

    [Fact]
    public async Task InvokeAsync_CallInTheContext_IsAskedForApproval()
    {
        await using var agent = await Agent.StartAsync();
        var arguments = new AIFunctionArguments(Agent.ToArguments(Agent.SubmitArguments()))
        {
            Context = new Dictionary<object, object?> { [typeof(VideoCall)] = new VideoCall { ApproveAsync = static (_, _) => new("No.") } },
        };

        var result = await agent.Tools.Functions.Single(static one => one.CostsMoney).InvokeAsync(arguments, TestContext.Current.CancellationToken);

        Assert.Equal("not_approved", Assert.IsType<JsonElement>(result).GetProperty("error").Text("code"));
    }

    [Fact]
    public async Task DownloadAsync_CompletedJob_ReturnsTheVideoAsData()
    {
        await using var agent = await Agent.StartAsync();
        await agent.SubmitAsync("tram");
        var job = Assert.Single(await agent.Store.ListAsync([SubmissionState.Accepted], cancellationToken: TestContext.Current.CancellationToken)).FindJob(agent.Client)!;

        var video = Assert.Single(await VideoContents.DownloadAsync(
            await job.WaitAsync(cancellationToken: TestContext.Current.CancellationToken), TestContext.Current.CancellationToken));

        Assert.Equal("video/mp4", video.MediaType);
        Assert.Equal("ftyp"u8, video.Data.Span[4..8]);
    }

    [Fact]
    public async Task ReturnJsonSchema_EveryFunction_DescribesAnObject()
    {
        await using var agent = await Agent.StartAsync();

        Assert.All(agent.Tools.Functions, static function =>
            Assert.Equal("object", function.ReturnJsonSchema!.Value.GetProperty("type").GetString()));
    }
}
