using System.Net;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>
/// Tests every refusal that Venice documents, in its documented shape: nothing was accepted, and the exception type gives the
/// reason.
/// </summary>
public sealed class VeniceErrorTests : VeniceTest
{
    [Fact]
    public async Task SubmitAsync_BadRequestWithDetails_NamesTheFields()
    {
        var failure = await RefusedAsync<RequestRejectedException>(
            400, """{"error":"Invalid request parameters","details":{"_errors":[],"prompt":{"_errors":["Field is required"]},"elements":{"_errors":[],"1":{"frontal_image_url":{"_errors":["Not a URL"]}}}}}""");
        Assert.Equal([new("prompt", "Field is required"), new FieldError("elements.1.frontal_image_url", "Not a URL")], failure.FieldErrors);
        Assert.Equal("prompt", failure.Parameter);
        Assert.Contains("elements.1.frontal_image_url: Not a URL", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"Invalid request parameters"}""")]
    [InlineData("""{"error":"x","details":"not an object"}""")]
    [InlineData("""{"error":"x","details":{"_errors":"not a list"}}""")]
    [InlineData("not JSON")]
    public async Task SubmitAsync_BadRequestWithoutDetails_ThrowsRequestRejected(string body) =>
        Assert.Empty((await RefusedAsync<RequestRejectedException>(400, body)).FieldErrors);

    [Fact]
    public async Task SubmitAsync_Unauthorized_NamesTheSourceOfTheKey()
    {
        var failure = await RefusedAsync<AuthenticationFailedException>(401, """{"error":"Authentication failed"}""", with: null, options => options.ApiKeySource = "VENICE_API_KEY");
        Assert.Contains("VENICE_API_KEY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitAsync_PaymentRequiredForAKey_ThrowsInsufficientBalance()
    {
        var failure = await RefusedAsync<InsufficientBalanceException>(402, """{"error":"INSUFFICIENT_BALANCE: top up"}""");
        Assert.Null(failure.PaymentRequirements);
        Assert.True(failure.IsRetrySafe);
    }

    [Fact]
    public async Task SubmitAsync_PaymentRequiredForAWallet_ReportsThePaymentRequirements()
    {
        var failure = await RefusedAsync<InsufficientBalanceException>(
            402, """{"x402Version":2,"error":"Payment required","code":"PAYMENT_REQUIRED","accepts":[{"scheme":"exact","payTo":"0x1"}]}""", Header("PAYMENT-REQUIRED", "eyJ4NDAyVmVyc2lvbiI6Mn0="));
        Assert.Equal(("eyJ4NDAyVmVyc2lvbiI6Mn0=", "PAYMENT_REQUIRED"), (failure.PaymentRequirements, failure.ErrorCode));
        Assert.Contains("payTo", failure.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitAsync_ForbiddenByVenice_NamesTheRegionOrTheKey()
    {
        var failure = await RefusedAsync<RequestRejectedException>(403, """{"error":"The specified model is unavailable in your region."}""");
        Assert.StartsWith("Venice does not offer the model in the region that this request came from (403)", failure.Message, StringComparison.Ordinal);
        await RefusedAsync<AuthenticationFailedException>(403, """{"error":"Unauthorized access"}""");
    }

    [Fact]
    public async Task SubmitAsync_ConflictNeedsConsent_ThrowsConsentRequired()
    {
        var failure = await RefusedAsync<ConsentRequiredException>(
            409,
            """
            {"error":{"code":"needs_consent","message":"Faces were found."},"consent_flow":"seedance","face_media_roles":["image","reference_video"],
             "consent":{"consent_version":"v3","policy_text":"I have the consent."},"docs_url":"https://docs.venice.ai/consent"}
            """);
        Assert.Equal(("seedance", "v3", "I have the consent.", "https://docs.venice.ai/consent", "needs_consent"),
            (failure.ConsentFlow, failure.ConsentVersion, failure.PolicyText, failure.DocsUrl!.ToString(), failure.ErrorCode));
        Assert.Equal(["image", "reference_video"], failure.FaceMediaRoles);
        Assert.Empty((await RefusedAsync<ConsentRequiredException>(409, """{"error":{"code":"needs_consent"},"face_media_roles":7,"consent":[]}""")).FaceMediaRoles);
        await RefusedAsync<RequestRejectedException>(409, """{"error":"Something else"}""");
    }

    [Fact]
    public async Task SubmitAsync_PayloadTooLarge_ThrowsRequestRejected() =>
        Assert.Equal("PAYLOAD_TOO_LARGE", (await RefusedAsync<RequestRejectedException>(413, """{"code":"PAYLOAD_TOO_LARGE","error":"File exceeds 25 MB."}""")).ErrorCode);

    [Fact]
    public async Task SubmitAsync_UnprocessableContent_MaySuggestAPromptOrModel()
    {
        var prompt = await RefusedAsync<ContentPolicyException>(422, """{"error":"Your prompt violates the content policy","suggested_prompt":"A storm"}""");
        Assert.Equal(("A storm", null), (prompt.SuggestedPrompt, prompt.RecommendedModel));
        var model = await RefusedAsync<ContentPolicyException>(
            422, """{"error":{"message":"Rejected.","type":"provider_content_policy","recommended_model":"wan-2-7-text-to-video","credits_refunded":true}}""");
        Assert.Equal((null, "wan-2-7-text-to-video"), (model.SuggestedPrompt, model.RecommendedModel));
    }

    private async Task<T> RefusedAsync<T>(int status, string body, Action<HttpResponseMessage>? with = null, Action<VeniceClientOptions>? configure = null)
        where T : NanoGptException
    {
        Api.Answer(status, body, with);
        var sent = Api.Seen.Count;
        var client = NewClient(configure);
        var failure = await Assert.ThrowsAsync<T>(() => client.SubmitAsync(Request, Ct));
        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.NotNull(failure.SubmissionId);
        Assert.Equal(sent + 1, Api.Seen.Count);
        Assert.Empty(await client.GetUnresolvedSubmissionsAsync(Ct));
        return failure;
    }
}
