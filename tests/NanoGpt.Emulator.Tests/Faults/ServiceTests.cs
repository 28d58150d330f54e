using System.Net;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests.Faults;

/// <summary>Tests limits, balance, lag and the separate storage, which are no faults.</summary>
public class ServiceTests
{
    [Fact]
    [Trait("Row", "S20")]
    public async Task Submit_BalanceUsedUp_IsRefused()
    {
        await using var server = await Server.StartAsync(options => options with { InitialBalance = 2 });
        Assert.Equal("1.2", (await server.SubmitAsync(Server.SimpleRequest)).Text("remainingBalance"));
        Assert.Equal("0.4", (await server.SubmitAsync(Server.SimpleRequest)).Text("remainingBalance"));
        var reply = await server.SubmitAsync(Server.SimpleRequest);
        Assert.Equal(HttpStatusCode.PaymentRequired, reply.Status);
        Assert.Equal(("Insufficient balance", "402", "0.8", "0.4"), (reply.Text("error"), reply.Text("status"), reply.Text("requiredBalance"), reply.Text("remainingBalance")));
        Assert.Equal(2, server.Emulator.PaidJobs);
    }

    [Fact]
    [Trait("Row", "S17")]
    public async Task Submit_OverTheDailyRequestLimit_IsRefusedUntilTheNextDay()
    {
        await using var server = await Server.StartAsync(options => options with { SubmitsPerDay = 2, UsdPerDay = 1.7m });
        await server.SubmitSimpleAsync();
        await server.SubmitSimpleAsync();
        var requests = await server.SubmitAsync(Server.SimpleRequest);
        Assert.Equal((HttpStatusCode.TooManyRequests, "daily_rpd_limit_exceeded", "rate_limit_error"), (requests.Status, requests.Text("error.code"), requests.Text("error.type")));
        Assert.Equal(TimeSpan.FromHours(12), requests.Message.Headers.RetryAfter!.Delta);
        server.Time.Advance(12 * 3600);
        await server.SubmitSimpleAsync();
    }

    [Fact]
    [Trait("Row", "S17")]
    public async Task Submit_OverTheDailySpendingLimit_IsRefused()
    {
        await using var server = await Server.StartAsync(options => options with { UsdPerDay = 1.5m });
        await server.SubmitSimpleAsync();
        Assert.Equal("daily_usd_limit_exceeded", (await server.SubmitAsync(Server.SimpleRequest)).Text("error.code"));
        Assert.Equal(1, server.Emulator.PaidJobs);
    }

    [Fact]
    [Trait("Row", "S65")]
    public async Task Recover_OverTheRateLimit_IsRefused()
    {
        await using var server = await Server.StartAsync(options => options with { RecoversPerMinute = 1, ExtendsPerMinute = 1 });
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("generate-video/recover")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.GetAsync("generate-video/recover")).Status);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await Reply.OfAsync(await server.Client.PostAsync("generate-video/extend", null, Server.Cancel))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Reply.OfAsync(await server.Client.PostAsync("generate-video/extend", null, Server.Cancel))).Status);
        server.Time.Advance(60);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("generate-video/recover")).Status);
    }

    [Fact]
    [Trait("Row", "S57")]
    public async Task Recover_LagAfterAcceptance_ListsTheJobLater()
    {
        await using var server = await Server.StartAsync(options => options with { RecoverLag = TimeSpan.FromSeconds(20) });
        await server.SubmitSimpleAsync(submissionId: "one");
        server.Time.Advance(19.9);
        Assert.Empty((await server.GetAsync("generate-video/recover?conversationUUID=one")).Json["data"]!.AsArray());
        server.Time.Advance(0.1);
        Assert.Single((await server.GetAsync("generate-video/recover?conversationUUID=one")).Json["data"]!.AsArray());
    }

    [Fact]
    [Trait("Row", "D02")]
    public async Task Media_SeparateStorage_IsServedUnderASignedLink()
    {
        await using var server = await StorageAsync();
        var runId = await CompletedAsync(server);
        var link = new Uri((await server.GetAsync($"video/status?requestId={runId}")).Text("data.output.video.url")!);
        Assert.Equal(server.Emulator.StorageAddress!.Port, link.Port);
        Assert.NotEqual(server.Emulator.BaseAddress.Port, link.Port);
        using var nobody = server.ClientWith(null);
        var video = await server.GetAsync(link.AbsoluteUri, nobody);
        Assert.Equal((HttpStatusCode.OK, "video/mp4"), (video.Status, video.Message.Content.Headers.ContentType!.MediaType));

        // The storage has nothing else, and the API has no videos.
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(link.AbsolutePath, nobody)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync(new Uri(server.Emulator.StorageAddress, "api/v1/video-models").AbsoluteUri, nobody)).Status);

        var content = await server.GetAsync($"generate-video/content?runId={runId}&model=sora-2");
        Assert.Equal((HttpStatusCode.Redirect, link.Port), (content.Status, content.Message.Headers.Location!.Port));
        Assert.Empty(server.Emulator.KeyLeaks);
    }

    [Theory]
    [Trait("Row", "D02")]
    [InlineData("x-api-key", "anything")]
    [InlineData("Authorization", "Bearer anything")]
    [InlineData("X-Other", Server.Key)]
    public async Task Media_KeySentToTheStorage_IsReportedAndRefused(string header, string value)
    {
        await using var server = await StorageAsync();
        var runId = await CompletedAsync(server);
        var link = (await server.GetAsync($"video/status?requestId={runId}")).Text("data.output.video.url")!;
        using var careless = server.ClientWith(null);
        careless.DefaultRequestHeaders.Add(header, value);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync(link, careless)).Status);
        Assert.DoesNotContain(value, Assert.Single(server.Emulator.KeyLeaks), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "D01")]
    public async Task Media_SignedLink_ExpiresAndFitsItsPathOnly()
    {
        await using var server = await StorageAsync();
        var runId = await CompletedAsync(server);
        var link = (await server.GetAsync($"video/status?requestId={runId}")).Text("data.output.video.url")!;
        using var nobody = server.ClientWith(null);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync(link.Replace("/1.mp4", "/2.mp4", StringComparison.Ordinal), nobody)).Status);
        server.Time.Advance(59.9);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(link, nobody)).Status);
        server.Time.Advance(0.1);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.GetAsync(link, nobody)).Status);
        var fresh = (await server.GetAsync($"video/status?requestId={runId}")).Text("data.output.video.url")!;
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(fresh, nobody)).Status);
    }

    [Theory]
    [Trait("Row", "D06")]
    [InlineData(true, HttpStatusCode.PartialContent)]
    [InlineData(false, HttpStatusCode.OK)]
    public async Task Media_RangeOfAnotherVersion_GivesTheWholeVideo(bool isSame, HttpStatusCode status)
    {
        await using var server = await StorageAsync();
        var runId = await CompletedAsync(server);
        var link = (await server.GetAsync($"video/status?requestId={runId}")).Text("data.output.video.url")!;
        using var nobody = server.ClientWith(null);
        var whole = await server.GetAsync(link, nobody);
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.Range = new(100, null);
        request.Headers.TryAddWithoutValidation("If-Range", isSame ? whole.Message.Headers.ETag!.Tag : "\"another\"");
        var part = await Reply.OfAsync(await nobody.SendAsync(request, Server.Cancel));
        Assert.Equal(status, part.Status);
        Assert.Equal(isSame ? whole.Body[100..] : whole.Body, part.Body);
    }

    private static Task<Server> StorageAsync() =>
        Server.StartAsync(options => options with { SeparateStorage = true, LinkLifetime = TimeSpan.FromSeconds(60) });

    private static async Task<string> CompletedAsync(Server server)
    {
        var runId = await server.SubmitSimpleAsync();
        server.Time.Advance(60);
        return runId;
    }
}
