using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests the row S53: handlers of the host that would send a paid request again.</summary>
public sealed class SubmitGuardTests : SubmitTest
{
    [Theory]
    [Trait("Row", "S53")]
    [InlineData(503, typeof(SubmissionOutcomeUnknownException))]
    [InlineData(400, typeof(RequestRejectedException))]
    [InlineData(429, typeof(RateLimitException))]
    public async Task SubmitAsync_RetryingHandler_SendsOnce(int status, Type type)
    {
        Test.Api.Answer(status).Answer(202, Accepted).Answer(202, Accepted);
        using var http = new HttpClient(new RetryingHandler(new SubmitGuardHandler(Test.Api)));
        using var client = TestClient.New(new() { TimeProvider = Test.Time, RateLimitAttempts = 1 }, http);
        var failure = await Assert.ThrowsAsync(type, () => client.SubmitAsync(Request, Ct));
        Assert.Contains("Remove retries and hedging from", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(Test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S53")]
    public async Task SubmitAsync_RetryingHandlerWithoutGuard_SendsOnce()
    {
        Test.Api.Answer(503).Answer(202, Accepted);
        using var http = new HttpClient(new RetryingHandler(Test.Api));
        using var client = TestClient.New(new() { TimeProvider = Test.Time }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Single(Test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S53")]
    public async Task SubmitAsync_RetryingHandlerWithBufferedBody_SendsOnce()
    {
        Test.Api.Answer(503).Answer(202, Accepted);
        using var http = new HttpClient(new BufferingHandler(new RetryingHandler(new SubmitGuardHandler(Test.Api))));
        using var client = TestClient.New(new() { TimeProvider = Test.Time }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Single(Test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S53")]
    public async Task SubmitAsync_HedgingHandler_SendsOnce()
    {
        var gate = new TaskCompletionSource();
        Test.Api.Do(async (_, _) =>
        {
            await gate.Task;
            return Response(202, Accepted);
        }).Answer(202, Accepted);
        using var http = new HttpClient(new HedgingHandler(new SubmitGuardHandler(Test.Api), gate));
        using var client = TestClient.New(new() { TimeProvider = Test.Time }, http);
        Assert.Equal("vid_1", (await client.SubmitAsync(Request, Ct)).RunId);
        Assert.Single(Test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S53")]
    public async Task SubmitAsync_HandlerCopiesTheRequest_IsNotSent()
    {
        Test.Api.Answer(202, Accepted);
        using var http = new HttpClient(new CopyingHandler(new SubmitGuardHandler(Test.Api)));
        using var client = TestClient.New(new() { TimeProvider = Test.Time }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Empty(Test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S53")]
    public async Task SubmitAsync_HandlerRetriesAFailedConnection_IsAccepted()
    {
        Test.Api.LeavesBodyUnread = true;
        Test.Api.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "x")).Answer(202, Accepted);
        using var http = new HttpClient(new RetryingHandler(new SubmitGuardHandler(Test.Api)));
        using var client = TestClient.New(new() { TimeProvider = Test.Time }, http);
        Assert.Equal("vid_1", (await client.SubmitAsync(Request, Ct)).RunId);
    }

    private sealed class RetryingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }
            }
            catch (HttpRequestException)
            {
                // As resilience libraries do.
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class BufferingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.LoadIntoBufferAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class HedgingHandler(HttpMessageHandler inner, TaskCompletionSource gate) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var first = base.SendAsync(request, cancellationToken);
            await Assert.ThrowsAnyAsync<InvalidOperationException>(() => base.SendAsync(request, cancellationToken));
            gate.SetResult();
            return await first;
        }
    }

    private sealed class CopyingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri)
            {
                Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync(cancellationToken)),
            };
            return await base.SendAsync(copy, cancellationToken);
        }
    }
}
