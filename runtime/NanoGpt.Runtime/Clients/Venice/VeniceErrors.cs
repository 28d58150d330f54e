using System.Net;
using System.Text.Json;

namespace NanoGpt.Clients;

/// <summary>Creates the exceptions for error responses of Venice.</summary>
internal static class VeniceErrors
{
    private const int LongestPolicy = 1 << 16;

    public static NanoGptException ToException(ApiResponse answer)
    {
        using var document = LenientJson.Parse(answer.Body);
        var root = document?.RootElement ?? default;
        var error = ErrorReader.Read(answer);
        return OfKind(answer, root, error) is { } exception
            ? ApiErrors.Describe(exception, answer, error)
            : ApiErrors.ToException(answer);
    }

    /// <summary>Returns whether a response comes from the service, and not from a gateway.</summary>
    public static bool IsOwn(ApiResponse answer)
    {
        using var document = LenientJson.Parse(answer.Body);
        return document?.RootElement.Find("error") is not null;
    }

    // Null if the response has nothing beyond the common shapes.
    private static NanoGptException? OfKind(ApiResponse answer, JsonElement root, ApiError error)
    {
        var message = ApiErrors.Message(answer, error);
        switch (answer.Status)
        {
            case HttpStatusCode.PaymentRequired:
                return new InsufficientBalanceException(message)
                {
                    Required = error.RequiredBalance,
                    Remaining = error.RemainingBalance ?? answer.RemainingBalance,
                    PaymentRequirements = answer.PaymentRequired,
                    IsRetrySafe = true,
                };

            case HttpStatusCode.Forbidden when error.Message?.Contains("region", StringComparison.OrdinalIgnoreCase) == true:
                return new RequestRejectedException(
                    $"Venice does not offer the model in the region that this call came from (403): {error.Message}");

            case HttpStatusCode.Conflict when error.Code == "needs_consent" || root.Find("consent_flow") is not null:
                var reason = error.Message ?? "no reason given";
                return Consent(answer, root, $"The request needs a person's consent before it is taken: {reason}");

            case HttpStatusCode.UnprocessableEntity:
                return new ContentPolicyException(message)
                {
                    SuggestedPrompt = root.Find("suggested_prompt").AsCleanText(answer.Text),
                    RecommendedModel = (root.Find("error").Find("recommended_model") ?? root.Find("recommended_model"))
                        .AsCleanText(answer.Text),
                };

            default:
                return null;
        }
    }

    private static ConsentRequiredException Consent(ApiResponse answer, JsonElement root, string message)
    {
        var (consent, text) = (root.Find("consent"), answer.Text);
        return new ConsentRequiredException(message)
        {
            ConsentFlow = root.Find("consent_flow").AsCleanText(text),
            FaceMediaRoles = root.Find("face_media_roles") is { ValueKind: JsonValueKind.Array } roles
                ? [.. roles.EnumerateArray().Select(role => ((JsonElement?)role).AsCleanText(text)).OfType<string>()]
                : [],
            ConsentVersion = consent.Find("consent_version").AsCleanText(text),
            PolicyText = consent.Find("policy_text") is { ValueKind: JsonValueKind.String } policy
                ? text.Clean(((JsonElement?)policy).AsText() ?? "", LongestPolicy)
                : null,
            DocsUrl = root.Find("docs_url").AsLink(text),
        };
    }
}
