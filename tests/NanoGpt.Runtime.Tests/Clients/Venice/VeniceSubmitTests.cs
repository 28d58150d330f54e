using System.Net;
using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>Tests submissions to Venice: one POST, and one of three outcomes.</summary>
public sealed class VeniceSubmitTests : VeniceTest
{
    [Fact]
    public async Task SubmitAsync_VeniceAccepted_ReturnsTheJobAndTheRemainingBalance()
    {
        Api.Answer(200, """{"model":"elements-sample-2","queue_id":"123e4567-e89b-12d3-a456-426614174000"}""", Header("X-Balance-Remaining", "4.230000"));
        var job = await NewClient().SubmitAsync(Request, Ct);
        Assert.Equal(
            ("venice", "123e4567-e89b-12d3-a456-426614174000", "elements-sample-2", 4.23m, null),
            (job.Provider, job.RunId, job.Model, job.RemainingBalance, job.DownloadLink));
        var sent = Assert.Single(Api.Seen);
        Assert.Equal(("POST", "https://api.venice.ai/api/v1/video/queue"), (sent.Method, sent.Link.ToString()));
        Assert.Equal("""{"model":"elements-sample","prompt":"A lighthouse","duration":"5s"}""", sent.Body);
    }

    [Fact]
    public async Task SubmitAsync_ElementsAndImages_UseTheirWireNames()
    {
        var request = Request with { Image = ImageInput.FromUrl("https://example.com/a.png"), Elements = [new() { Frontal = ImageInput.FromUrl("https://example.com/b.png") }] };
        Api.Answer(200, Queued);
        await NewClient().SubmitAsync(request, Ct);
        var body = JsonDocument.Parse(Api.Seen[0].Body).RootElement;
        Assert.Equal("https://example.com/a.png", body.GetProperty("image_url").GetString());
        Assert.Equal("https://example.com/b.png", body.GetProperty("elements")[0].GetProperty("frontal_image_url").GetString());
    }

    [Fact]
    public async Task SubmitAsync_RequestOfAnotherProvider_IsNotSent()
    {
        var atVenice = await Assert.ThrowsAsync<ArgumentException>(() => NewClient().SubmitAsync(new Sora2Request { Prompt = "x" }, Ct));
        Assert.Contains("send it with a NanoGptClient", atVenice.Message, StringComparison.Ordinal);
        using var test = new TestClient();
        var atNanoGpt = await Assert.ThrowsAsync<ArgumentException>(() => test.Client.SubmitAsync(Request, Ct));
        Assert.Contains("send it with a VeniceClient", atNanoGpt.Message, StringComparison.Ordinal);
        Assert.Empty(Api.Seen);
        Assert.Empty(test.Api.Seen);
    }

    [Fact]
    public async Task SubmitAsync_InvalidVeniceRequest_IsNotSent()
    {
        await Assert.ThrowsAsync<RequestInvalidException>(() => NewClient().SubmitAsync(Request with { Duration = 7 }, Ct));
        Assert.Empty(Api.Seen);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "{\"model\":\"x\",\"que")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"queue_id":null}""")]
    [InlineData(200, """{"queue_id":"../q?x"}""")]
    [InlineData(200, """{"queue_id":"a","queue_id":"b"}""")]
    [InlineData(204, "")]
    [InlineData(302, "")]
    [InlineData(408, """{"error":"Request timeout"}""")]
    [InlineData(500, """{"error":"Inference processing failed"}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, """{"error":"The model is at capacity. Please try again later."}""")]
    public async Task SubmitAsync_UnclearVeniceResponse_IsUnknownAndNotResent(int status, string body)
    {
        Api.Answer(status, body);
        var client = NewClient();
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Single(Api.Seen);
        Assert.False(failure.IsRetrySafe);
        Assert.Contains("Venice accepts no submission id and lists no jobs", failure.Message, StringComparison.Ordinal);
        Assert.Equal([failure.SubmissionId!.Value], (await client.GetUnresolvedSubmissionsAsync(Ct)).Select(unknown => unknown.SubmissionId));
    }

    [Fact]
    public async Task SubmitAsync_ConnectionBreaksBeforeOrAfterTheBody_IsNotSentOrUnknown()
    {
        Api.Throw(new HttpRequestException(HttpRequestError.ResponseEnded, "x"));
        var client = NewClient(options => options.ConnectAttempts = 1);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Api.LeavesBodyUnread = true;
        Api.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "x"));
        var unsent = await Assert.ThrowsAsync<NanoGptConnectionException>(() => client.SubmitAsync(Request, Ct));
        Assert.True(unsent.IsRetrySafe);
        Assert.Single(await client.GetUnresolvedSubmissionsAsync(Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubmitAsync_RetryingHandlerForVenice_SendsOnce(bool keepsCopy)
    {
        Api.Answer(500).Answer(200, Queued);
        using var client = new VeniceClient(CanaryWatch.Key, new() { TimeProvider = Time }, new HttpClient(new Retrying(new SubmitGuardHandler(Api), keepsCopy)));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Single(Api.Seen);
    }

    [Fact]
    public async Task SubmitAsync_RateLimitReset_WaitsUntilTheReset()
    {
        var reset = Time.GetUtcNow().AddSeconds(17).ToUnixTimeSeconds();
        Api.Answer(429, """{"error":"Rate limit exceeded"}""", Header("x-ratelimit-reset-requests", $"{reset}")).Answer(200, Queued);
        await NewClient().SubmitAsync(Request, Ct);
        Assert.Equal(TimeSpan.FromSeconds(17.5), Time.Waits[^1]);   // and half a second so that not all come at once
    }

    [Theory]
    [InlineData(600, true)]
    [InlineData(-30, true)]
    [InlineData(90_000_000, false)]
    public async Task SubmitAsync_LongRateLimitReset_IsReported(int seconds, bool isKnown)
    {
        var now = Time.GetUtcNow();
        Api.Answer(429, """{"error":"Rate limit exceeded"}""", Header("x-ratelimit-reset-requests", $"{now.AddSeconds(seconds).ToUnixTimeSeconds()}"));
        var failure = await Assert.ThrowsAsync<RateLimitException>(() => NewClient(options => options.RateLimitAttempts = 1).SubmitAsync(Request, Ct));
        Assert.Equal(isKnown ? now.AddSeconds(Math.Max(0, seconds)) : null, failure.ResetAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("banana")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("999999999999999")]
    public async Task SubmitAsync_InvalidRateLimitReset_IsIgnored(string text)
    {
        Api.Answer(429, "{}", Header("x-ratelimit-reset-requests", text));
        Assert.Null((await Assert.ThrowsAsync<RateLimitException>(() => NewClient(options => options.RateLimitAttempts = 1).SubmitAsync(Request, Ct))).RetryAfter);
    }

    [Fact]
    public async Task SubmitAsync_MoreThanFortyAMinute_WaitsForTheWindow()
    {
        Time.AutoAdvance = TimeSpan.Zero;
        var client = NewClient();
        for (var i = 0; i < 41; i++)
        {
            Api.Answer(200, Queued);
        }

        var all = Enumerable.Range(0, 41).Select(_ => client.SubmitAsync(Request, Ct)).ToList();
        await Task.WhenAll(all.Take(40));
        Assert.Equal((40, false), (Api.Seen.Count, all[40].IsCompleted));
        Time.Advance(TimeSpan.FromMinutes(1));
        await all[40];
    }

    private sealed class Retrying(HttpMessageHandler inner, bool keepsCopy) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (keepsCopy)
            {
                request.Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync(cancellationToken));   // which has no mark
            }

            var first = await base.SendAsync(request, cancellationToken);
            return first.StatusCode == HttpStatusCode.InternalServerError ? await base.SendAsync(request, cancellationToken) : first;
        }
    }
}
