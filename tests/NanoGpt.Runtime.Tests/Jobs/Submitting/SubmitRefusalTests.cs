using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>The rows S about answers that say for certain that nothing was accepted.</summary>
public sealed class SubmitRefusalTests : SubmitTest
{
    [Fact]
    public async Task S19_a_refused_key_is_named_by_where_it_came_from()
    {
        using var named = new TestClient(options => options.ApiKeySource = "NANOGPT_API_KEY");
        named.Api.Answer(401, Golden.Read("error-e-typed"));
        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => named.Client.SubmitAsync(Request, Ct));
        Assert.Contains("NANOGPT_API_KEY", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(named.Api.Seen);
    }

    [Fact]
    public async Task S20_a_balance_that_is_short_says_how_much()
    {
        Test.Api.Answer(402, """{"error":"Insufficient balance","status":402,"requiredBalance":1.5,"remainingBalance":"0.2"}""");
        var failure = await Assert.ThrowsAsync<InsufficientBalanceException>(() => SubmitAsync());
        Assert.Equal((1.5m, 0.2m), (failure.Required!.Value, failure.Remaining!.Value));
    }

    [Fact]
    public async Task S21_offers_of_payment_are_kept_and_never_followed()
    {
        Test.Api.Answer(402, Golden.Read("error-h-payment"));
        var failure = await Assert.ThrowsAsync<InsufficientBalanceException>(() => SubmitAsync());
        Assert.Contains("payment", failure.ResponseBody, StringComparison.Ordinal);
        Assert.Single(Test.Api.Seen);
    }

    [Fact]
    public Task S22_403_is_a_rejection() => RejectsAsync<RequestRejectedException>(403, """{"error":{"message":"x","type":"PRO_REQUIRED"}}""");

    [Fact]
    public async Task S23_a_content_policy_keeps_the_friendly_text()
    {
        var failure = await RejectsAsync<ContentPolicyException>(
            400, """{"error":{"message":"x","type":"CONTENT_POLICY_VIOLATION","userFriendlyError":"Please change it.","isNSFWError":true}}""");
        Assert.Contains("Please change it.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"duration is wrong"}""", "duration is wrong")]
    [InlineData("""{"error":{"message":"duration is wrong"}}""", "duration is wrong")]
    [InlineData("""{"error":400,"message":"duration is wrong"}""", "duration is wrong")]
    [InlineData("{}", "no reason given")]
    public async Task S24_an_error_may_be_text_object_number_or_missing(string body, string message) =>
        Assert.Contains(message, (await RejectsAsync<RequestRejectedException>(400, body)).Message, StringComparison.Ordinal);

    [Fact]
    public Task S25_a_model_that_is_gone_is_typed() => RejectsAsync<ModelNotFoundException>(404, Golden.Read("error-a-object"));

    [Fact]
    public async Task S27_a_body_over_the_limit_never_leaves_and_413_is_a_rejection()
    {
        var large = Request with { Image = ImageInput.FromBytes(new byte[4_000_001], "image/png") };
        var failure = await Assert.ThrowsAsync<RequestInvalidException>(() => Test.Client.SubmitAsync(large, Ct));
        Assert.Contains("4000001 bytes, which are 5333336 as base64", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Test.Api.Seen);
        await RejectsAsync<RequestRejectedException>(413, "");
    }
}
