using System.Text;
using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Jobs;

public sealed class SubmitTests : IDisposable
{
    private static readonly Sora2Request Request = new() { Prompt = "x" };

    private readonly TestClient test = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task SubmitAsync_ValidRequest_SendsOnePostAndReturnsTheJob()
    {
        test.Api.Answer(202, Golden.Read("submit-accepted"));
        var job = await test.Client.SubmitAsync(Request, Ct);

        var seen = Assert.Single(test.Api.Seen);
        Assert.Equal(("POST", "https://nano-gpt.com/api/generate-video"), (seen.Method, seen.Link.AbsoluteUri));
        Assert.Equal($"Bearer {TestClient.Key}", seen.Headers["Authorization"]);
        var id = JsonDocument.Parse(seen.Body).RootElement.GetProperty("conversationUUID").GetGuid();
        Assert.Equal('7', id.ToString()[14]);
        Assert.Equal(
            ("vid_m1abc123def456", "veo2-video", id, test.Time.GetUtcNow(), 0.35m, "XNO", 12.5m),
            (job.RunId, job.Model, job.SubmissionId!.Value, job.SubmittedAt!.Value, job.Cost!.Value, job.PaymentSource, job.RemainingBalance!.Value));
    }

    [Fact]
    public async Task Authentication_ApiKeyHeader_SendsTheKeyInItsOwnHeader()
    {
        using var bearer = new TestClient(options => options.Authentication = ApiAuthentication.ApiKeyHeader);
        bearer.Api.Answer(202, Golden.Read("submit-accepted"));
        await bearer.Client.SubmitAsync(Request, Ct);
        Assert.Equal(TestClient.Key, bearer.Api.Seen[0].Headers["x-api-key"]);
        Assert.DoesNotContain("Authorization", bearer.Api.Seen[0].Headers.Keys);
    }

    [Fact]
    [Trait("Row", "S54")]
    public async Task SubmitAsync_TwoCalls_HaveDistinctSubmissionIds()
    {
        test.Api.Answer(202, Golden.Read("submit-accepted")).Answer(202, Golden.Read("submit-accepted"));
        var jobs = await Task.WhenAll(test.Client.SubmitAsync(Request, Ct), test.Client.SubmitAsync(Request, Ct));
        Assert.NotEqual(jobs[0].SubmissionId, jobs[1].SubmissionId);
    }

    [Fact]
    public async Task SubmitAsync_InvalidRequest_IsNotSent()
    {
        var failure = await Assert.ThrowsAsync<RequestInvalidException>(() => test.Client.SubmitAsync(Request with { Resolution = Sora2Resolution.R1792x1024 }, Ct));
        Assert.Equal("NGPT120", Assert.Single(failure.Findings).Code);
        Assert.Contains("needs ProMode = true", failure.Message, StringComparison.Ordinal);
        Assert.Empty(test.Api.Seen);
    }

    [Fact]
    public async Task SubmitAsync_ValidationDisabled_SendsAnInvalidRequest()
    {
        using var lax = new TestClient(options => options.Validate = false);
        lax.Api.Answer(202, Golden.Read("submit-accepted"));
        await lax.Client.SubmitAsync(Request with { Resolution = Sora2Resolution.R1792x1024 }, Ct);
        Assert.Single(lax.Api.Seen);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(302)]
    public async Task SubmitAsync_ServerErrorTimeoutOrRedirect_IsNotResent(int status)
    {
        test.Api.Answer(status);
        await Assert.ThrowsAnyAsync<NanoGptException>(() => test.Client.SubmitAsync(Request, Ct));
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S08")]
    public async Task SubmitAsync_ResponseEnds_IsUnknownWithTheSubmissionId()
    {
        test.Api.Throw(new HttpRequestException(HttpRequestError.ResponseEnded, "x"));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request, Ct));
        Assert.Contains("may have been accepted and charged", failure.Message, StringComparison.Ordinal);
        Assert.Equal(JsonDocument.Parse(test.Api.Seen[0].Body).RootElement.GetProperty("conversationUUID").GetGuid(), failure.SubmissionId);
        Assert.False(failure.IsRetrySafe);
    }

    [Fact]
    [Trait("Row", "S10")]
    public async Task SubmitAsync_ServiceDoesNotRespond_IsUnknownAtTheTimeout()
    {
        var asked = new TaskCompletionSource();
        test.Api.Do(async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        });
        var submission = test.Client.SubmitAsync(Request, Ct);
        await asked.Task;
        test.Time.Advance(TimeSpan.FromSeconds(101));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => submission);
        Assert.Contains("no complete response arrived in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S44")]
    public async Task SubmitAsync_ResponseOverTheSizeLimit_IsUnknown()
    {
        test.Api.Answer(202, new byte[(1 << 20) + 1]);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request, Ct));
    }

    [Fact]
    [Trait("Row", "S50")]
    public async Task SubmitAsync_AlreadyCanceled_IsNotSent()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Client.SubmitAsync(Request, new CancellationToken(true)));
        Assert.Empty(test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S52")]
    public async Task SubmitAsync_CanceledInFlight_IsUnknown()
    {
        using var source = new CancellationTokenSource();
        test.Api.Do((_, cancellationToken) =>
        {
            source.Cancel();
            return Task.FromCanceled<HttpResponseMessage>(cancellationToken);
        });
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request, source.Token));
        Assert.Contains("canceled while it was being sent", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitAsync_StreamLengthDiffers_IsUnknown()
    {
        var image = ImageInput.FromStream(_ => ValueTask.FromResult<Stream>(new MemoryStream([1, 2])), 3, "image/png");
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request with { Image = image }, Ct));
    }

    [Fact]
    public async Task SubmitAsync_RequestIdHeader_IsInTheException()
    {
        test.Api.Answer(400, "", response => response.Headers.Add("X-Request-ID", "req_1"));
        Assert.Equal("req_1", (await Assert.ThrowsAsync<RequestRejectedException>(() => test.Client.SubmitAsync(Request, Ct))).RequestId);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(202)]
    public async Task SubmitAsync_ServiceEchoesTheKey_ExceptionDoesNotContainIt(int status)
    {
        var base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes(TestClient.Key));
        var echo = $"x-api-key: {TestClient.Key} and {base64}";
        for (var i = 0; i < 3; i++)
        {
            test.Api.Answer(status, $$"""{"error":{"message":"{{echo}}","type":"{{TestClient.Key}}"},"refundMessage":"{{echo}}"}""", response => response.Headers.Add("X-Request-ID", TestClient.Key));
        }

        var failure = await Assert.ThrowsAnyAsync<NanoGptException>(() => test.Client.SubmitAsync(Request, Ct));
        foreach (var text in new[] { failure.ToString(), failure.Message, failure.ErrorType, failure.RefundMessage, failure.RequestId, failure.ResponseBody })
        {
            Assert.DoesNotContain(TestClient.Key, text ?? "", StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(base64, text ?? "", StringComparison.Ordinal);
        }

        Assert.DoesNotContain(TestClient.Key, test.Api.Seen[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, test.Job().ToHandleJson(), StringComparison.Ordinal);
    }
}
