using System.Net;
using System.Text;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public sealed class ExtendTests
{
    private const string Request = """{"model":"midjourney-video","imageDataUrl":"data:image/png;base64,iVBORw0KGgo=","motion":"low"}""";

    [Fact]
    public async Task Extend_FinishedJobOfSeveralVideos_GivesAJob()
    {
        await using var server = await Server.StartAsync();
        var runId = await FinishedAsync(server);
        var reply = await ExtendAsync(server, $$"""{"runId":"{{runId}}","index":3}""");
        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        Assert.NotEqual(runId, reply.Text("runId"));
        Assert.Equal(2, server.Emulator.PaidJobs);
    }

    [Theory]
    [InlineData("""{"index":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"runId":"vid_none","index":1}""", HttpStatusCode.NotFound)]
    [InlineData("""{"runId":"RUN"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"runId":"RUN","index":4}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"runId":"RUN","index":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"runId":"RUN","index":"1"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"runId":"RUN","index":1,"videoUrl":"https://example.com/v.mp4"}""", HttpStatusCode.BadRequest)]
    public async Task Extend_InvalidRequest_IsRefusedAndNotCharged(string body, HttpStatusCode status)
    {
        await using var server = await Server.StartAsync();
        var runId = await FinishedAsync(server);
        Assert.Equal(status, (await ExtendAsync(server, body.Replace("RUN", runId, StringComparison.Ordinal))).Status);
        Assert.Equal(1, server.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Extend_SingleVideoOrAnotherAccount_IsRefused()
    {
        await using var server = await Server.StartAsync();
        var single = await server.SubmitSimpleAsync();
        var several = await FinishedAsync(server);
        Assert.Equal(HttpStatusCode.BadRequest, (await ExtendAsync(server, $$"""{"runId":"{{single}}","index":0}""")).Status);
        using var other = server.ClientWith("key-two");
        Assert.Equal(HttpStatusCode.Forbidden, (await ExtendAsync(server, $$"""{"runId":"{{several}}","index":0}""", other)).Status);
        Assert.Equal(2, server.Emulator.PaidJobs);
    }

    private static async Task<string> FinishedAsync(Server server)
    {
        var reply = await server.SubmitAsync(Request);
        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        server.Time.Advance(60);
        return reply.Text("runId")!;
    }

    private static async Task<Reply> ExtendAsync(Server server, string json, HttpClient? client = null)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Reply.OfAsync(await (client ?? server.Client).PostAsync("generate-video/extend", content, Server.Cancel));
    }
}
