using System.Net;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class PageTests
{
    [Fact]
    public async Task Page_AfterAJob_ShowsItsVideoItsPriceAndTheRequests()
    {
        await using var server = await Server.StartAsync();
        Assert.Contains("No job has been submitted.", await PageAsync(server), StringComparison.Ordinal);
        var id = await server.SubmitSimpleAsync("A <b>tram</b> & \"rain\"");
        Assert.Contains("<span class=\"queued\">queued</span>", await PageAsync(server), StringComparison.Ordinal);
        server.Time.Advance(10);

        var page = await PageAsync(server);
        Assert.Contains("sora-2 <span class=\"completed\">completed</span>", page, StringComparison.Ordinal);
        Assert.Contains(id, page, StringComparison.Ordinal);
        Assert.Contains("A &lt;b&gt;tram&lt;/b&gt; &amp; &quot;rain&quot;", page, StringComparison.Ordinal);
        Assert.Contains("49.2 USD", page, StringComparison.Ordinal);
        Assert.Contains("<td>POST /api/generate-video</td><td>202</td><td></td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Server.Key, page, StringComparison.Ordinal);
        var link = new Uri(page.Split("<video src=\"")[1].Split('"')[0]);
        Assert.Equal("ftyp"u8.ToArray(), (await server.Client.GetByteArrayAsync(link, Server.Cancel))[4..8]);
    }

    [Fact]
    public async Task Page_Response_AllowsNoExternalResourcesOrInlineScripts()
    {
        await using var server = await Server.StartAsync();
        using var response = await server.Client.GetAsync(server.Emulator.BaseAddress, Server.Cancel);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync(Server.Cancel);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.All(["/page.css", "/page.js"], path => Assert.Contains($"\"{path}\"", page, StringComparison.Ordinal));
        foreach (var (path, type) in new[] { ("page.css", "text/css"), ("page.js", "text/javascript") })
        {
            using var resource = await server.Client.GetAsync(new Uri(server.Emulator.BaseAddress, path), Server.Cancel);
            Assert.Equal((HttpStatusCode.OK, type), (resource.StatusCode, resource.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task Page_Switch_TurnsFaultsOnAndOff()
    {
        await using var server = await Server.StartAsync();
        Assert.Contains(">off</strong>", await PageAsync(server), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await SwitchAsync(server, "on"));
        Assert.Contains(">on</strong>", await PageAsync(server), StringComparison.Ordinal);

        // A quarter of the requests has a fault, and the seed makes them the same in each run.
        Assert.True(await CountFailuresAsync(server) > 3);
        Assert.Equal(HttpStatusCode.SeeOther, await SwitchAsync(server, "off"));
        Assert.Equal(0, await CountFailuresAsync(server));
    }

    [Fact]
    public async Task Page_SwitchOfAnotherOrigin_IsRefused()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await SwitchAsync(server, "on", "http://example.com"));
        Assert.Contains(">off</strong>", await PageAsync(server), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await SwitchAsync(server, "on", server.Emulator.BaseAddress.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task Page_GivenBehavior_IsOnAndNeverMetByThePage()
    {
        await using var server = await Server.StartAsync(options => options with { Behavior = new Refusal() });
        Assert.Contains(">on</strong>", await PageAsync(server), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.SubmitAsync(Server.SimpleRequest)).Status);
        await SwitchAsync(server, "off");
        Assert.Equal(HttpStatusCode.Accepted, (await server.SubmitAsync(Server.SimpleRequest)).Status);
    }

    [Fact]
    public void Create_TimeOrderedId_IsVersion7AndSorted()
    {
        var time = new DateTimeOffset(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 50).Select(i => TimeOrderedId.Create(time.AddMilliseconds(i)).ToString()).ToList();
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    private static async Task<string> PageAsync(Server server) =>
        await server.Client.GetStringAsync(server.Emulator.BaseAddress, Server.Cancel);

    private static async Task<HttpStatusCode> SwitchAsync(Server server, string state, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Emulator.BaseAddress, "faults"));
        request.Content = new FormUrlEncodedContent([new("faults", state)]);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await server.Client.SendAsync(request, Server.Cancel);
        return response.StatusCode;
    }

    private static async Task<int> CountFailuresAsync(Server server)
    {
        server.Time.AutoAdvance = TimeSpan.FromMinutes(15);
        using var client = server.ClientWith(Server.Key);   // with connections that no earlier fault has broken
        var before = await PageAsync(server);
        for (var i = 0; i < 30; i++)
        {
            try
            {
                using var response = await client.GetAsync("v1/video-models", Server.Cancel);
            }
            catch (HttpRequestException)
            {
                // The page counts the faults, of which this is one.
            }
        }

        var rows = (await PageAsync(server)).Split("<tr>").Skip(1).Where(row => row.Contains("/api/v1/video-models", StringComparison.Ordinal)).Take(30);
        Assert.NotEqual(before, await PageAsync(server));
        return rows.Count(row => !row.Contains("<td></td></tr>", StringComparison.Ordinal));
    }

    private sealed class Refusal : IEmulatorBehavior
    {
        public ValueTask<Responses.EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken) =>
            new(new Responses.EmulatorResponse { Status = 503 });
    }
}
