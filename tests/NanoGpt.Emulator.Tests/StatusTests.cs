using System.Net;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class StatusTests
{
    [Fact]
    public async Task Status_AdvancingClock_ChangesTheStatus()
    {
        await using var server = await Server.StartAsync();
        var path = $"video/status?requestId={await server.SubmitSimpleAsync()}";
        Assert.Equal("IN_QUEUE", (await server.GetAsync(path)).Text("data.status"));
        server.Time.Advance(1);
        Assert.Equal("IN_PROGRESS", (await server.GetAsync(path)).Text("data.status"));
        server.Time.Advance(4);
        Assert.Equal("COMPLETED", (await server.GetAsync(path)).Text("data.status"));
        server.Time.Advance(100_000);
        Assert.Equal("COMPLETED", (await server.GetAsync(path)).Text("data.status"));
    }

    [Fact]
    public async Task Status_UnifiedResponse_NamesJobAndModel()
    {
        await using var server = await Server.StartAsync();
        var runId = await server.SubmitSimpleAsync();
        var reply = await server.GetAsync($"video/status?runId={runId}");
        Assert.Equal((runId, "sora-2", runId), (reply.Text("requestId"), reply.Text("model"), reply.Text("data.requestId")));
        Assert.NotNull(reply.Text("data.details"));
        Assert.Null(reply.Text("data.output"));
    }

    [Fact]
    public async Task Status_FinishedJob_HasItsCostAndAPublicVideoLink()
    {
        await using var server = await Server.StartAsync();
        var reply = await FinishAsync(server, "A lighthouse");
        Assert.Equal("0.8", reply.Text("data.cost"));
        using var nobody = new HttpClient();
        var video = await Reply.OfAsync(await nobody.GetAsync(new Uri(reply.Text("data.output.video.url")!), Server.Cancel));
        Assert.Equal("video/mp4", video.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal(8, Mp4Box.Find(video.Body, "moov/mvhd").Word(4) / 1000);
    }

    [Fact]
    public async Task Status_RelativeLinksEnabled_GivesARelativeVideoLink()
    {
        await using var server = await Server.StartAsync(options => options with { RelativeOutputUrls = true });
        var reply = await FinishAsync(server, "A lighthouse");
        Assert.StartsWith("/api/generate-video/content?", reply.Text("data.output.video.url"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[emulator:content-policy]", "FAILED", "true")]
    [InlineData("[emulator:fail]", "FAILED", "false")]
    [InlineData("[emulator:cancel]", "CANCELED", null)]
    public async Task Status_PromptMarker_EndsTheJobAndRefundsTheCharge(string marker, string status, string? flagged)
    {
        await using var server = await Server.StartAsync();
        var reply = await FinishAsync(server, $"x {marker}");
        Assert.Equal((status, flagged), (reply.Text("data.status"), reply.Text("data.isNSFWError")));
        Assert.Null(reply.Text("data.output"));
        Assert.Equal(50, server.Emulator.GetBalance(Server.Key));
        Assert.Equal(1, server.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Balance_FailingJob_IsRefundedOnlyAfterTheFailure()
    {
        await using var server = await Server.StartAsync();
        await server.SubmitSimpleAsync("x [emulator:fail]");
        server.Time.Advance(4.9);
        Assert.Equal(49.2m, server.Emulator.GetBalance(Server.Key));
    }

    [Theory]
    [InlineData("model")]
    [InlineData("modelSlug")]
    public async Task Status_LegacyPath_RequiresTheModel(string parameter)
    {
        await using var server = await Server.StartAsync();
        var runId = await server.SubmitSimpleAsync();
        var reply = await server.GetAsync($"generate-video/status?runId={runId}&{parameter}=sora-2");
        Assert.Equal((runId, null, "IN_QUEUE"), (reply.Text("data.request_id"), reply.Text("requestId"), reply.Text("data.status")));
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync($"generate-video/status?runId={runId}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync($"generate-video/status?runId={runId}&model=veo2-video")).Status);
    }

    [Fact]
    public async Task Status_UnknownOrMissingId_IsNotFoundOrBadRequest()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("video/status?requestId=vid_none")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync("video/status")).Status);
    }

    [Fact]
    public async Task Status_ModelOfSeveralOutputs_ListsAllVideos()
    {
        await using var server = await Server.StartAsync();
        var several = Server.Catalog.Models.First(model => model.Outputs > 1);
        var runId = (await server.SubmitAsync(MinimalRequest.Of(several))).Text("runId");
        server.Time.Advance(60);
        var reply = await server.GetAsync($"video/status?requestId={runId}");
        var urls = reply.Json["data"]!["output"]!["videos"]!.AsArray().Select(video => video!["url"]!.GetValue<string>()).ToList();
        Assert.Equal(several.Outputs, urls.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(urls[^1])).Status);
    }

    private static async Task<Reply> FinishAsync(Server server, string prompt)
    {
        var runId = await server.SubmitSimpleAsync(prompt);
        server.Time.Advance(60);
        return await server.GetAsync($"video/status?requestId={runId}");
    }
}
