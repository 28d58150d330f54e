using System.Net;
using System.Net.Http.Json;
using NanoGpt.Catalog.Tests.Kit;
using NanoGpt.Catalogs.Running;
using NanoGpt.Catalogs.Site.Serving;

namespace NanoGpt.Catalog.Tests.Serving;

[Collection(SiteCollection.Name)]
public sealed class GuardTests(SiteFixture site)
{
    private static readonly RunStart Valid = new("nanogpt/sora-2", """{"model":"sora-2","prompt":"Waves"}""", IsLive: false, ConfirmedCost: null);

    [Fact]
    public async Task Post_WithoutTheToken_IsForbidden()
    {
        using var response = await PostAsync(Valid, static message => message.Headers.Remove(RunProtocol.TokenHeader));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task Post_OfAnotherOrigin_IsForbidden(string origin)
    {
        using var response = await PostAsync(Valid, message => message.Headers.Add("Origin", origin));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Get_OfAnotherHost_IsMisdirected()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, Server.Address) { Headers = { Host = "catalog.example.com" } };
        using var client = new HttpClient();
        using var response = await client.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("nanogpt/gone", """{"prompt":"Waves"}""", "no model")]
    [InlineData("nanogpt/sora-2", """{"prompt":""}""", "NGPT108")]
    [InlineData("nanogpt/sora-2", """{"prompt":"Waves","other":1}""", "other")]
    [InlineData("nanogpt/sora-2", "[]", "JSON")]
    public async Task Post_InvalidRequest_IsRejectedWithTheReason(string model, string json, string reason)
    {
        using var response = await PostAsync(Valid with { Model = model, Json = json });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_LiveWithoutAKey_IsRejected()
    {
        using var response = await PostAsync(Valid with { IsLive = true, ConfirmedCost = 100 });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("has no key", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100.0, 0.3, "spend cap")]
    [InlineData(0.1, 5.0, "not confirmed")]
    [InlineData(null, 5.0, "not confirmed")]
    public async Task Start_LiveAboveTheLimits_IsRejectedBeforeAClientIsCreated(double? confirmed, double cap, string reason)
    {
        var options = new CatalogServerOptions
        {
            SpendCap = (decimal)cap,
            LiveClients = new Dictionary<string, Func<VideoClient>>(StringComparer.Ordinal)
            {
                ["nanogpt"] = static () => throw new InvalidOperationException("A client was created."),
            },
        };
        await using var runs = await RunService.StartAsync(BuiltIn.Definitions, BuiltIn.Document, options, TestContext.Current.CancellationToken);
        var start = new RunStart(
            "nanogpt/sora-2", """{"prompt":"Waves","resolution":"720p","seconds":"8"}""", IsLive: true, (decimal?)confirmed);

        var rejection = Assert.Throws<RunRejectedException>(() => runs.Start(start));

        Assert.Contains(reason, rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Page_AllowsNoInlineScriptButTheImportMap()
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(Server.Address, TestContext.Current.CancellationToken);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        var scripts = policy.Split(';').Single(static part => part.Trim().StartsWith("script-src", StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe-inline", scripts, StringComparison.Ordinal);
        Assert.Contains(Server.Token, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private CatalogServer Server => site.Server;

    private async Task<HttpResponseMessage> PostAsync(RunStart start, Action<HttpRequestMessage>? change = null)
    {
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.Address, RunProtocol.RunsPath))
        {
            Content = JsonContent.Create(start, RunJson.Default.RunStart),
        };
        message.Headers.Add(RunProtocol.TokenHeader, Server.Token);
        change?.Invoke(message);
        return await client.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
