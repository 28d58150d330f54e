using System.Net;
using System.Text;

namespace NanoGpt.Runtime.Tests.Http;

/// <summary>The reason of a failure is shown wherever a service puts it, and the body decides what 403 means.</summary>
public sealed class ReasonTests
{
    [Theory]
    [Trait("Row", "R01")]
    [InlineData(422, """{"detail":"Duration 7 is not supported by this model"}""", "Duration 7 is not supported by this model")]
    [InlineData(422, """{"detail":[{"loc":["body","duration"],"msg":"must be 5 or 10"}]}""", "duration: must be 5 or 10")]
    [InlineData(400, """{"errors":[{"message":"prompt is too long","path":["prompt"]}]}""", "prompt: prompt is too long")]
    [InlineData(400, """{"error":{"error":{"message":"inner reason"}}}""", "inner reason")]
    [InlineData(400, """{"type":"about:blank","title":"Bad Request","detail":"21:9 is not allowed"}""", "Bad Request: 21:9 is not allowed")]
    [InlineData(400, """{"message":["duration must be one of 5, 10"],"error":"Bad Request"}""", "Bad Request: duration must be one of 5, 10")]
    [InlineData(400, """{"error":"Invalid","issues":[{"path":["elements",1,"url"],"message":"Not a URL"}]}""", "Invalid: elements.1.url: Not a URL")]
    [InlineData(400, """{"error":"Invalid","details":{"duration":["4s is not supported"]}}""", "Invalid: duration: 4s is not supported")]
    [InlineData(400, """{"error":"upstream","userFriendlyError":"Overloaded"}""", "Overloaded")]
    [InlineData(400, """{"odd":"shape","n":1}""", """{"odd":"shape","n":1}""")]
    [InlineData(400, "", "no reason given")]
    public void ToException_ReasonInAnyErrorShape_IsShown(int status, string body, string reason) =>
        Assert.Equal($"The service returned {status}: {reason}", ApiErrors.ToException(Answer(status, body)).Message);

    [Theory]
    [Trait("Row", "R01")]
    [InlineData("""{"success":false,"message":"Model is offline"}""", "Model is offline")]
    [InlineData("""{"error":{"message":"Insufficient balance","type":"INSUFFICIENT_BALANCE"}}""", "Insufficient balance")]
    public void OfResponse_SuccessWithAnErrorInIt_ShowsTheReason(string body, string reason) =>
        Assert.Contains(reason, Assert.IsType<SubmitDecision.Indeterminate>(SubmitDecision.FromResponse(Answer(200, body))).Reason, StringComparison.Ordinal);

    [Theory]
    [Trait("Row", "R01")]
    [InlineData("""{"data":{"status":"FAILED","error":["first","second"]}}""", "first: second", false)]
    [InlineData("""{"data":{"status":"FAILED","error":{"detail":[{"msg":"Image is too small"}]}}}""", "Image is too small", false)]
    [InlineData("""{"data":{"status":"FAILED","error":"upstream 500"},"userFriendlyError":"Overloaded"}""", "Overloaded", false)]
    [InlineData("""{"isNSFWError":true,"data":{"status":"FAILED","error":"blocked"}}""", "blocked", true)]
    public void Read_FailedStatus_ShowsTheReason(string body, string reason, bool isContentPolicy)
    {
        var update = StatusReader.Read(Answer(200, body), new Uri("https://x.example"), "vid_1")!.Value.Update;
        Assert.Equal((reason, isContentPolicy), (update.Error, update.IsContentPolicy));
    }

    [Theory]
    [Trait("Row", "R02")]
    [InlineData("""{"error":{"message":"Your request was blocked by our moderation system.","code":"moderation_blocked"}}""", typeof(ContentPolicyException))]
    [InlineData("""{"error":{"message":"Your request was blocked by our moderation system."}}""", typeof(ContentPolicyException))]
    [InlineData("""{"success":false,"error":{"message":"Failed","code":"FORBIDDEN","details":{"name":"UpstreamError"}}}""", typeof(RequestRejectedException))]
    [InlineData("<!DOCTYPE html><title>Just a moment...</title>", typeof(UnexpectedResponseException))]
    [InlineData("""{"error":{"message":"Invalid key"}}""", typeof(AuthenticationFailedException))]
    [InlineData("", typeof(AuthenticationFailedException))]
    public void ToException_Forbidden_DependsOnTheBody(string body, Type type) =>
        Assert.IsType(type, ApiErrors.ToException(Answer(403, body)));

    [Fact]
    [Trait("Row", "R02")]
    public void OfResponse_OneChallengePageInAWait_PollsAgain()
    {
        var answer = Answer(403, "<html><title>Just a moment...</title></html>");
        var again = Assert.IsType<PollDecision.Again>(PollDecision.FromResponse(answer, "vid_1", new Uri("https://x.example"), default));
        for (var i = 0; i < 18; i++)
        {
            again = Assert.IsType<PollDecision.Again>(PollDecision.FromResponse(answer, "vid_1", new Uri("https://x.example"), again.Next));
        }

        Assert.IsType<UnexpectedResponseException>(
            Assert.IsType<PollDecision.Stop>(PollDecision.FromResponse(answer, "vid_1", new Uri("https://x.example"), again.Next)).Error);
    }

    private static ApiResponse Answer(int status, string body) => new((HttpStatusCode)status, Encoding.UTF8.GetBytes(body));
}
