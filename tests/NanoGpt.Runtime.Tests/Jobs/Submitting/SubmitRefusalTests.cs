using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests the rows S about responses that clearly refuse the request.</summary>
public sealed class SubmitRefusalTests : SubmitTest
{
    [Fact]
    [Trait("Row", "S19")]
    public async Task SubmitAsync_KeyRejected_NamesTheSourceOfTheKey()
    {
        using var named = new TestClient(options => options.ApiKeySource = "NANOGPT_API_KEY");
        named.Api.Answer(401, Golden.Read("error-e-typed"));
        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => named.Client.SubmitAsync(Request, Ct));
        Assert.Contains("NANOGPT_API_KEY", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(named.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S20")]
    public async Task SubmitAsync_InsufficientBalance_ReportsTheAmounts()
    {
        Test.Api.Answer(402, """{"error":"Insufficient balance","status":402,"requiredBalance":1.5,"remainingBalance":"0.2"}""");
        var failure = await Assert.ThrowsAsync<InsufficientBalanceException>(() => SubmitAsync());
        Assert.Equal((1.5m, 0.2m), (failure.Required!.Value, failure.Remaining!.Value));
    }

    [Fact]
    [Trait("Row", "S21")]
    public async Task SubmitAsync_PaymentOffer_IsReportedAndNotFollowed()
    {
        Test.Api.Answer(402, Golden.Read("error-h-payment"));
        var failure = await Assert.ThrowsAsync<InsufficientBalanceException>(() => SubmitAsync());
        Assert.Contains("payment", failure.ResponseBody, StringComparison.Ordinal);
        Assert.Single(Test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S22")]
    public Task SubmitAsync_Forbidden_ThrowsRequestRejected() =>
        RejectsAsync<RequestRejectedException>(403, """{"error":{"message":"x","type":"PRO_REQUIRED"}}""");

    [Fact]
    [Trait("Row", "S23")]
    public async Task SubmitAsync_ContentPolicyViolation_ShowsTheUserFriendlyError()
    {
        var failure = await RejectsAsync<ContentPolicyException>(
            400, """{"error":{"message":"x","type":"CONTENT_POLICY_VIOLATION","userFriendlyError":"Please change it.","isNSFWError":true}}""");
        Assert.Contains("Please change it.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "S24")]
    [InlineData("""{"error":"duration is wrong"}""", "duration is wrong")]
    [InlineData("""{"error":{"message":"duration is wrong"}}""", "duration is wrong")]
    [InlineData("""{"error":400,"message":"duration is wrong"}""", "duration is wrong")]
    [InlineData("{}", "no reason given")]
    public async Task SubmitAsync_ErrorOfAnyShape_ShowsItsMessage(string body, string message) =>
        Assert.Contains(message, (await RejectsAsync<RequestRejectedException>(400, body)).Message, StringComparison.Ordinal);

    [Fact]
    [Trait("Row", "S25")]
    public Task SubmitAsync_ModelNotFound_ThrowsModelNotFound() =>
        RejectsAsync<ModelNotFoundException>(404, Golden.Read("error-a-object"));

    [Fact]
    [Trait("Row", "S27")]
    public async Task SubmitAsync_BodyOverTheLimit_IsRefusedBeforeSending()
    {
        var large = Request with { Image = ImageInput.FromBytes(new byte[4_000_001], "image/png") };
        var failure = await Assert.ThrowsAsync<RequestInvalidException>(() => Test.Client.SubmitAsync(large, Ct));
        Assert.Contains("4000001 bytes (5333336 characters as base64)", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Test.Api.Seen);
        await RejectsAsync<RequestRejectedException>(413, "");
    }
}
