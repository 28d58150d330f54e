namespace NanoGpt.Clients;

/// <summary>Creates the exceptions for error responses of Venice.</summary>
internal static class VeniceErrors
{
    private const int MaxPolicyLength = 1 << 16;

    public static NanoGptException ToException(ApiResponse response)
    {
        using var document = LenientJson.Parse(response.Body);
        var root = document?.RootElement ?? default;
        var error = ErrorReader.Read(response);
        return CreateSpecific(response, root, error) is { } exception
            ? ApiErrors.Describe(exception, response, error)
            : ApiErrors.ToException(response);
    }

    // The service sends an error object, a gateway does not.
    public static bool IsFromService(ApiResponse response)
    {
        using var document = LenientJson.Parse(response.Body);
        return document?.RootElement.Find("error") is not null;
    }

    // Null if the response has only the common members.
    private static NanoGptException? CreateSpecific(ApiResponse response, JsonElement root, ApiError error)
    {
        var message = ApiErrors.CreateMessage(response, error);
        switch (response.Status)
        {
            case HttpStatusCode.PaymentRequired:
                return new InsufficientBalanceException(message)
                {
                    Required = error.RequiredBalance,
                    Remaining = error.RemainingBalance ?? response.RemainingBalance,
                    PaymentRequirements = response.PaymentRequired,
                    IsRetrySafe = true,
                };

            case HttpStatusCode.Forbidden when error.Message?.Contains("region", StringComparison.OrdinalIgnoreCase) == true:
                return new RequestRejectedException(
                    $"Venice does not offer the model in the region that this request came from (403): {error.Message}");

            case HttpStatusCode.Conflict when error.Code == "needs_consent" || root.Find("consent_flow") is not null:
                var reason = error.Message ?? "no reason given";
                return CreateConsentError(response, root, $"The request requires the consent of a person: {reason}");

            case HttpStatusCode.UnprocessableEntity:
                return new ContentPolicyException(message)
                {
                    SuggestedPrompt = root.Find("suggested_prompt").AsCleanText(response.Text),
                    RecommendedModel = (root.Find("error").Find("recommended_model") ?? root.Find("recommended_model"))
                        .AsCleanText(response.Text),
                };

            default:
                return null;
        }
    }

    private static ConsentRequiredException CreateConsentError(ApiResponse response, JsonElement root, string message)
    {
        var (consent, text) = (root.Find("consent"), response.Text);
        return new ConsentRequiredException(message)
        {
            ConsentFlow = root.Find("consent_flow").AsCleanText(text),
            FaceMediaRoles = root.Find("face_media_roles") is { ValueKind: JsonValueKind.Array } roles
                ? [.. roles.EnumerateArray().Select(role => ((JsonElement?)role).AsCleanText(text)).OfType<string>()]
                : [],
            ConsentVersion = consent.Find("consent_version").AsCleanText(text),
            PolicyText = consent.Find("policy_text") is { ValueKind: JsonValueKind.String } policy
                ? text.Clean(((JsonElement?)policy).AsText() ?? "", MaxPolicyLength)
                : null,
            DocsUrl = root.Find("docs_url").AsLink(text),
        };
    }
}
