using System.Net;
using System.Text.Json;

namespace NanoGpt;

/// <summary>The exceptions for Venice's error answers: what they say beyond the shared shapes.</summary>
internal static class VeniceErrors
{
    public static NanoGptException ToException(ApiAnswer answer)
    {
        using var document = LooseJson.Parse(answer.Body);
        var root = document?.RootElement ?? default;
        var error = ErrorReader.Read(answer.Body);
        return OfKind(answer, root, error) is { } exception ? ApiErrors.Describe(exception, answer, error) : ApiErrors.ToException(answer);
    }

    /// <summary>Whether the service itself says it, and not something between.</summary>
    public static bool IsOwn(ApiAnswer answer)
    {
        using var document = LooseJson.Parse(answer.Body);
        return document?.RootElement.Find("error") is not null;
    }

    // Null where the shared reading says all there is.
    private static NanoGptException? OfKind(ApiAnswer answer, JsonElement root, ApiError error)
    {
        var message = ApiErrors.Message(answer, error);
        switch (answer.Status)
        {
            case HttpStatusCode.BadRequest when Fields(root) is { Count: > 0 } fields:
                return new RequestRejectedException($"{message} {string.Join(" ", fields.Select(Sentence))}")
                { FieldErrors = fields, Parameter = fields[0].Field };

            case HttpStatusCode.PaymentRequired:
                return new InsufficientBalanceException(message)
                { Required = error.RequiredBalance, Remaining = error.RemainingBalance ?? answer.RemainingBalance, PaymentRequirements = answer.PaymentRequired, IsRetrySafe = true };

            case HttpStatusCode.Forbidden when error.Message?.Contains("region", StringComparison.OrdinalIgnoreCase) == true:
                return new RequestRejectedException($"Venice does not offer the model in the region that this call came from (403): {error.Message}");

            case HttpStatusCode.Conflict when error.Code == "needs_consent" || root.Find("consent_flow") is not null:
                return Consent(root, $"The request needs a person's consent before it is taken: {error.Message ?? "no reason given"}");

            case HttpStatusCode.UnprocessableEntity:
                return new ContentPolicyException(message)
                {
                    SuggestedPrompt = root.Find("suggested_prompt").AsCleanText(),
                    RecommendedModel = (root.Find("error").Find("recommended_model") ?? root.Find("recommended_model")).AsCleanText(),
                };

            default:
                return null;
        }
    }

    private static ConsentRequiredException Consent(JsonElement root, string message)
    {
        var consent = root.Find("consent");
        return new ConsentRequiredException(message)
        {
            ConsentFlow = root.Find("consent_flow").AsCleanText(),
            FaceMediaRoles = root.Find("face_media_roles") is { ValueKind: JsonValueKind.Array } roles
                ? [.. roles.EnumerateArray().Select(static role => ((JsonElement?)role).AsCleanText()).OfType<string>()]
                : [],
            ConsentVersion = consent.Find("consent_version").AsCleanText(),
            PolicyText = consent.Find("policy_text") is { ValueKind: JsonValueKind.String } policy ? SafeText.Clean(((JsonElement?)policy).AsText() ?? "", LongestPolicy) : null,
            DocsUrl = root.Find("docs_url").AsLink(),
        };
    }

    private const int LongestPolicy = 1 << 16;
    private const int DeepestField = 8;
    private const string OwnErrors = "_errors";

    // {"_errors": ["…"], "elements": {"0": {"frontal_image_url": {"_errors": ["…"]}}}}
    private static List<FieldError> Fields(JsonElement root)
    {
        var fields = new List<FieldError>();
        if (root.Find("details") is { ValueKind: JsonValueKind.Object } details)
        {
            Add(details, "", depth: 0);
        }

        return fields;

        void Add(JsonElement node, string path, int depth)
        {
            foreach (var text in node.Find(OwnErrors) is { ValueKind: JsonValueKind.Array } own ? own.EnumerateArray() : default)
            {
                if (((JsonElement?)text).AsCleanText() is { } message)
                {
                    fields.Add(new FieldError(path, message));
                }
            }

            foreach (var member in node.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Object && depth < DeepestField && NameOf(member) is { } name && name != OwnErrors)
                {
                    Add(member.Value, path.Length == 0 ? name : $"{path}.{name}", depth + 1);
                }
            }
        }
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return SafeText.Clean(member.Name, 200);
        }
        catch (InvalidOperationException)
        {
            return null;   // invalid UTF-8
        }
    }

    private static string Sentence(FieldError field) => field.Field.Length == 0 ? field.Message : $"{field.Field}: {field.Message}";
}
