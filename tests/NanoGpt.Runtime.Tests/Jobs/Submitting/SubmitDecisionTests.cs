using System.Net;
using System.Text;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

public sealed class SubmitDecisionTests
{
    [Fact]
    public void Decide_DocumentedAcceptedResponse_IsAccepted()
    {
        Assert.Equal(
            new SubmitDecision.Accepted("vid_m1abc123def456", "veo2-video", 0.35m, "XNO", 12.5m) { PrechargeLabel = "video" },
            Decide(202, Golden.Read("submit-accepted")));
        Assert.Equal(
            new SubmitDecision.Accepted("fal-request-abc123xyz", "veo2-video", 2.5m, "USD", 47.5m),
            Decide(202, Golden.Read("submit-accepted-legacy")));
    }

    [Theory]
    [InlineData(202, """{"id":"vid_1"}""")] // S33
    [InlineData(200, """{"runId":"vid_1"}""")] // S35
    [InlineData(201, """{"runId":"vid_1"}""")]
    [InlineData(202, """{"runId":"vid_1","status":"failed"}""")] // S36
    [InlineData(202, "\uFEFF{\"runId\":\"vid_1\"}")] // S39
    [InlineData(202, """{"runId":"","id":"vid_1"}""")]
    [InlineData(202, """{"runId":"vid_1","cost":"0,35","remainingBalance":1e400}""")] // S43
    [InlineData(202, """{"runId":"vid_1","cost":-1}""")]
    public void Decide_ResponseWithARunId_IsAccepted(int status, string body) =>
        Assert.Equal("vid_1", Assert.IsType<SubmitDecision.Accepted>(Decide(status, body)).RunId);

    [Fact]
    [Trait("Row", "S34")]
    public void Decide_NumericRunId_IsAccepted() =>
        Assert.Equal("17", Assert.IsType<SubmitDecision.Accepted>(Decide(202, """{"runId":17}""")).RunId);

    [Theory]
    [InlineData(202, "")] // S31
    [InlineData(202, """{"runId":"vid_""")] // S32
    [InlineData(202, "{}")]
    [InlineData(202, """{"runId":null}""")] // S34
    [InlineData(202, """{"runId":""}""")]
    [InlineData(202, """{"runId":"a/b"}""")]
    [InlineData(202, """{"runId":"a\r\nb"}""")]
    [InlineData(202, """{"runId":{}}""")]
    [InlineData(204, "")]
    [InlineData(301, "")] // S48
    [InlineData(302, "")]
    [InlineData(408, "")] // S30
    [InlineData(500, """{"error":"x"}""")] // S28
    [InlineData(502, "<html>Bad gateway</html>")] // S29
    [InlineData(503, "")]
    [InlineData(504, "")]
    public void Decide_UnclearResponse_IsUnknown(int status, string body) =>
        Assert.IsType<SubmitDecision.Indeterminate>(Decide(status, body));

    [Fact]
    [Trait("Row", "S42")]
    public void Decide_DeeplyNestedJson_IsUnknown() => Assert.IsType<SubmitDecision.Indeterminate>(
        Decide(202, $$"""{"a":{{new string('[', 200)}}{{new string(']', 200)}},"runId":"vid_1"}"""));

    [Fact]
    public void Decide_RunIdTooLong_IsUnknown() =>
        Assert.IsType<SubmitDecision.Indeterminate>(Decide(202, $$"""{"runId":"{{new string('x', 10_000)}}"}"""));

    [Theory]
    [Trait("Row", "S19")]
    [Trait("Row", "S20")]
    [Trait("Row", "S21")]
    [Trait("Row", "S23")]
    [Trait("Row", "S25")]
    [Trait("Row", "S26")]
    [InlineData(404, "error-a-object", typeof(ModelNotFoundException), "No such model")]
    [InlineData(402, "error-b-text", typeof(InsufficientBalanceException), "Insufficient balance")]
    [InlineData(400, "error-c-refund", typeof(ContentPolicyException), "Blocked")]
    [InlineData(429, "error-d-number", typeof(RateLimitException), "Slow down")]
    [InlineData(401, "error-e-typed", typeof(AuthenticationFailedException), "Bad key")]
    [InlineData(409, "error-f-message", typeof(RequestRejectedException), "Something broke")]
    [InlineData(400, "error-g-moderation", typeof(ContentPolicyException), "Flagged")]
    [InlineData(402, "error-h-payment", typeof(InsufficientBalanceException), "Payment required")]
    public void Decide_DocumentedErrorShape_IsATypedRejection(int status, string golden, Type type, string message)
    {
        var error = Assert.IsType<SubmitDecision.Rejected>(Decide(status, Golden.Read(golden))).Error;
        Assert.IsType(type, error);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(status, (int)error.StatusCode!);
    }

    [Fact]
    public void Decide_DocumentedErrorShape_KeepsItsDetails()
    {
        NanoGptException Error(int status, string golden) => Assert.IsType<SubmitDecision.Rejected>(Decide(status, Golden.Read(golden))).Error;
        Assert.Equal(("invalid_request_error", "model_not_found", "model"), (Error(404, "error-a-object").ErrorType, Error(404, "error-a-object").ErrorCode, Error(404, "error-a-object").Parameter));
        Assert.Equal(1.5m, ((InsufficientBalanceException)Error(402, "error-b-text")).Required);
        Assert.Equal("Refunded.", Error(400, "error-c-refund").RefundMessage);
    }

    [Theory]
    [InlineData(403, """{"error":{"message":"x","type":"PRO_REQUIRED"}}""", typeof(RequestRejectedException))] // S22
    [InlineData(400, """{"error":"text"}""", typeof(RequestRejectedException))] // S24
    [InlineData(400, "not json", typeof(RequestRejectedException))]
    [InlineData(413, "", typeof(RequestRejectedException))]
    [InlineData(415, "", typeof(RequestRejectedException))]
    [InlineData(422, "", typeof(RequestRejectedException))]
    public void Decide_OtherRefusal_IsATypedRejection(int status, string body, Type type) =>
        Assert.IsType(type, Assert.IsType<SubmitDecision.Rejected>(Decide(status, body)).Error);

    [Fact]
    public void OfFailure_BodyStartedOrNot_IsUnknownOrNotSent()
    {
        Assert.IsType<SubmitDecision.NotSent>(SubmitDecision.FromFailure(false, new HttpRequestException("x")));
        Assert.IsType<SubmitDecision.Indeterminate>(SubmitDecision.FromFailure(true, new HttpRequestException("x")));
        Assert.Contains("in time", Assert.IsType<SubmitDecision.Indeterminate>(SubmitDecision.FromFailure(true, new TimeoutException())).Reason, StringComparison.Ordinal);
    }

    private static SubmitDecision Decide(int status, string body) => Decide(status, Encoding.UTF8.GetBytes(body));

    private static SubmitDecision Decide(int status, byte[] body) => SubmitDecision.FromResponse(new ApiResponse((HttpStatusCode)status, body));
}
