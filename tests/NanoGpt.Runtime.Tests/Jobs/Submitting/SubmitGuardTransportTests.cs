using System.Net;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests what the framework resends below all handlers, and handlers that change a request's address or body.</summary>
public sealed class SubmitGuardTransportTests : SubmitTest
{
    [Theory]
    [Trait("Row", "S68")]
    [InlineData("/gw/forward", false)]
    [InlineData("/gw/forward", true)]
    [InlineData("/api/generate-video/", true)]
    [InlineData("/API/Generate-Video", true)]
    public async Task SubmitAsync_HandlerRewritesThePathBelowRetries_SendsOnce(string path, bool isBuffered)
    {
        Test.Api.Answer(503).Answer(202, Accepted);
        HttpMessageHandler handler = new Step(new SubmitGuardHandler(Test.Api), request => request.RequestUri = new Uri(request.RequestUri!, path));
        handler = new Step(handler) { IsBuffering = isBuffered };
        using var http = new HttpClient(new Step(handler) { Sends = 3 });
        using var client = TestClient.New(new() { TimeProvider = Test.Time }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Equal(path, Assert.Single(Test.Api.Seen).Link.AbsolutePath);
    }

    [Theory]
    [Trait("Row", "S70")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubmitAsync_FrameworkResendsBelowTheGuard_SendsOneWholeBody(bool isBuffered)
    {
        var bodies = 0;
        using var http = new HttpClient(new Step(new SubmitGuardHandler(new Resending(() => bodies++))) { IsBuffering = isBuffered });
        using var client = TestClient.New(new() { TimeProvider = Test.Time }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Equal(1, bodies);
    }

    [Theory]
    [Trait("Row", "S70")]
    [InlineData(302, false)]
    [InlineData(302, true)]
    [InlineData(307, true)]
    [InlineData(308, true)]
    public async Task SubmitAsync_GuardAboveHandlerThatFollowsRedirects_FollowsNone(int status, bool isBuffered)
    {
        await using var other = new LoopbackServer(LoopbackServer.Answer(202, Accepted));
        await using var server = new LoopbackServer(LoopbackServer.Answer(status, "", $"Location: {other.Address}elsewhere\r\n"));
        using var http = new HttpClient(new Step(new SubmitGuardHandler(new SocketsHttpHandler())) { IsBuffering = isBuffered });
        using var client = TestClient.New(new() { BaseAddress = server.Address, AllowInsecureLoopback = true }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Empty(other.Seen);
    }

    [Theory]
    [Trait("Row", "S70")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubmitAsync_HandlerRespondsToAChallenge_SendsOneWholeBody(bool isBuffered)
    {
        const string Challenge = "WWW-Authenticate: Basic realm=x\r\n";
        await using var server = new LoopbackServer(LoopbackServer.Answer(401, "{}", Challenge), LoopbackServer.Answer(202, Accepted));
        using var sockets = new SocketsHttpHandler { Credentials = new NetworkCredential("u", "p") };
        using var http = new HttpClient(new Step(new SubmitGuardHandler(sockets)) { IsBuffering = isBuffered });
        using var client = TestClient.New(
            new() { BaseAddress = server.Address, AllowInsecureLoopback = true, Authentication = ApiAuthentication.ApiKeyHeader }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Single(server.Seen, static seen => seen.Body.Length > 0);
    }

    [Fact]
    [Trait("Row", "S70")]
    public async Task Constructor_UsedHandlerFollowsRedirects_NamesTheSetting()
    {
        await using var server = new LoopbackServer(LoopbackServer.Answer(200, "{}"));
        var used = new SocketsHttpHandler();
        using (var first = new HttpClient(used, disposeHandler: false))
        {
            await first.GetStringAsync(server.Address, Ct);
        }

        var failure = Assert.Throws<InvalidOperationException>(() => new SubmitGuardHandler(used));
        Assert.Contains("AllowAutoRedirect = false", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "K05")]
    public async Task SubmitAsync_HttpClientOfTheCallerFollowsARedirect_KeepsTheKeyAtItsOrigin()
    {
        await using var other = new LoopbackServer(LoopbackServer.Answer(202, Accepted));
        await using var server = new LoopbackServer(LoopbackServer.Answer(302, "", $"Location: {other.Address}elsewhere\r\n"));
        using var http = new HttpClient(new SocketsHttpHandler());
        using var client = TestClient.New(new() { BaseAddress = server.Address, AllowInsecureLoopback = true }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Contains(TestClient.Key, Assert.Single(server.Seen).Head, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, Assert.Single(other.Seen).Head, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S68")]
    public async Task SubmitAsync_BufferedBodyNotStarted_IsSentAgain()
    {
        Test.Api.LeavesBodyUnread = true;
        Test.Api.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "x")).Answer(202, Accepted);
        using var http = new HttpClient(new Step(new SubmitGuardHandler(Test.Api)) { IsBuffering = true });
        using var client = TestClient.New(new() { TimeProvider = Test.Time }, http);
        Assert.Equal("vid_1", (await client.SubmitAsync(Request, Ct)).RunId);
    }

    [Theory]
    [Trait("Row", "S68")]
    [InlineData(429, false)]
    [InlineData(401, false)]
    [InlineData(400, false)]
    [InlineData(429, true)]
    public async Task SubmitAsync_HandlerRespondsInPlaceOfTheService_IsUnknownAndSentOnce(int status, bool isBroken)
    {
        _ = isBroken ? Test.Api.Throw(new HttpRequestException(HttpRequestError.ResponseEnded, "x")) : Test.Api.Answer(503);
        Test.Api.Answer(202, Accepted);
        using var http = new HttpClient(new Inventing(new SubmitGuardHandler(Test.Api), status));
        using var client = TestClient.New(new() { TimeProvider = Test.Time }, http);
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Contains("in place of the service", failure.Message, StringComparison.Ordinal);
        Assert.Single(Test.Api.Seen);
    }

    // As a rate limiter of the client's side does, or a handler that turns failures into answers.
    private sealed class Inventing(HttpMessageHandler inner, int status) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                using var response = await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                // Answered below.
            }

            return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("{}") };
        }
    }

    private sealed class Step(HttpMessageHandler inner, Action<HttpRequestMessage>? change = null) : DelegatingHandler(inner)
    {
        public bool IsBuffering { get; init; }

        public int Sends { get; init; } = 1;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsBuffering)
            {
                await request.Content!.LoadIntoBufferAsync(cancellationToken);
            }

            change?.Invoke(request);
            for (var i = 1; ; i++)
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (i == Sends || response.IsSuccessStatusCode)
                {
                    return response;
                }
            }
        }
    }

    // As the framework does after a refused HTTP/2 stream: the same message, the same content, and nobody above knows.
    private sealed class Resending(Action bodySeen) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var i = 0; i < 2; i++)
            {
                await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
                bodySeen();
            }

            return Response(202, Accepted);
        }
    }
}
