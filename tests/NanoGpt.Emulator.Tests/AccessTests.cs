using System.Net;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class AccessTests
{
    [Theory]
    [InlineData("GET", "video/status?requestId=vid_1")]
    [InlineData("GET", "generate-video/status?runId=vid_1&model=sora-2")]
    [InlineData("GET", "generate-video/recover")]
    [InlineData("GET", "generate-video/content?runId=vid_1&model=sora-2")]
    [InlineData("POST", "generate-video")]
    [InlineData("POST", "check-balance")]
    public async Task Endpoint_RequestWithoutKey_IsUnauthorized(string method, string path)
    {
        await using var server = await Server.StartAsync();
        using var nobody = server.ClientWith(null);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var reply = await Reply.OfAsync(await nobody.SendAsync(request, Server.Cancel));
        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Equal(("authentication_error", "missing_api_key"), (reply.Text("error.type"), reply.Text("error.code")));
    }

    [Fact]
    public async Task Submit_ApiKeyHeader_IsAccepted()
    {
        await using var server = await Server.StartAsync();
        using var client = server.ClientWith(null);
        client.DefaultRequestHeaders.Add("x-api-key", Server.Key);
        Assert.Equal(HttpStatusCode.Accepted, (await server.SubmitAsync(Server.SimpleRequest, client)).Status);
    }

    [Fact]
    public async Task Submit_UnknownKey_IsUnauthorized()
    {
        await using var server = await Server.StartAsync(options => options with { Keys = new HashSet<string> { "another" } });
        var reply = await server.SubmitAsync(Server.SimpleRequest);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_api_key"), (reply.Status, reply.Text("error.code")));
    }

    [Theory]
    [InlineData("video/status?requestId=")]
    [InlineData("generate-video/status?model=sora-2&runId=")]
    [InlineData("generate-video/content?model=sora-2&runId=")]
    public async Task Status_JobOfAnotherKey_IsForbidden(string path)
    {
        await using var server = await Server.StartAsync();
        var runId = await server.SubmitSimpleAsync();
        using var other = server.ClientWith("key-two");
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync(path + runId, other)).Status);
    }

    [Fact]
    public async Task Endpoint_EveryResponse_HasItsOwnRequestId()
    {
        await using var server = await Server.StartAsync();
        var first = await server.GetAsync("no-such-path");
        var second = await server.SubmitAsync(Server.SimpleRequest);
        var ids = new[] { first, second }.Select(reply => reply.Message.Headers.GetValues("X-Request-ID").Single()).ToList();
        Assert.All(ids, id => Assert.StartsWith("req_", id, StringComparison.Ordinal));
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task Endpoint_UnknownPathOrMethod_IsRefused()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("no-such-path")).Status);
        var reply = await server.GetAsync("generate-video");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, reply.Status);
        Assert.Equal(["POST"], reply.Message.Content.Headers.Allow);
    }

    [Fact]
    public async Task BaseAddress_StartedEmulator_IsLoopback()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal("127.0.0.1", server.Emulator.BaseAddress.Host);
        Assert.NotEqual(0, server.Emulator.BaseAddress.Port);
    }
}
