using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Venice;

internal static class VeniceErrorResponses
{
    public static EmulatorResponse MissingKey() => Create(401, "Authentication failed");

    public static EmulatorResponse MediaNotFound() =>
        Create(404, "Media could not be found. The request may be invalid, expired or deleted.");

    public static EmulatorResponse Failed() => Create(500, "Inference processing failed");

    public static EmulatorResponse AtCapacity() => Create(503, "The model is at capacity. Try again later.");

    public static EmulatorResponse UnknownModel(string model, string? suggestion) => Details(
        new JsonObject
        {
            ["model"] = Field($"There is no model '{model}'.{(suggestion is null ? "" : $" Did you mean '{suggestion}'?")}"),
        });

    public static EmulatorResponse MissingParameter(string field) => Details(new JsonObject { [field] = Field("Required") });

    public static EmulatorResponse Details(JsonObject fields)
    {
        var details = new JsonObject { ["_errors"] = new JsonArray() };
        foreach (var (name, errors) in fields)
        {
            details[name] = errors?.DeepClone();
        }

        var body = new JsonObject { ["error"] = "Invalid request parameters", ["details"] = details };
        return EmulatorResponse.Json(body, 400);
    }

    public static JsonObject Field(params IEnumerable<string> messages) =>
        new() { ["_errors"] = new JsonArray([.. messages.Select(message => JsonValue.Create(message))]) };

    public static EmulatorResponse TooLarge(string message) =>
        EmulatorResponse.Json(new JsonObject { ["code"] = "PAYLOAD_TOO_LARGE", ["error"] = message }, 413);

    public static EmulatorResponse ContentPolicy() => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = "The prompt violates the content policy.",
            ["suggested_prompt"] = "A calm sea at dawn, seen from a lighthouse.",
        },
        422);

    public static EmulatorResponse ProviderPolicy(string recommendedModel) => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = "The model's maker rejected this request due to its content policies. Credits have been refunded.",
                ["type"] = "provider_content_policy",
                ["recommended_model"] = recommendedModel,
                ["credits_refunded"] = true,
            },
        },
        422);

    public static EmulatorResponse ConsentRequired() => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = "needs_consent",
                ["message"] = "Faces were found. Send the consent with the request.",
            },
            ["consent_flow"] = "seedance",
            ["face_media_roles"] = new JsonArray("image"),
            ["consent"] = new JsonObject
            {
                ["consent_version"] = "emulator-1",
                ["policy_text"] = "The emulator's policy: everybody who is shown agrees.",
            },
            ["docs_url"] = "https://docs.venice.ai/",
        },
        409);

    /// <summary>Creates a string for a key and a payment request for a wallet, which the emulator cannot satisfy.</summary>
    public static EmulatorResponse InsufficientBalance(string account, decimal required, decimal remaining)
    {
        if (account != Access.Wallet)
        {
            return Create(402, string.Create(
                CultureInfo.InvariantCulture, $"INSUFFICIENT_BALANCE: {required} USD are needed, {remaining} USD are left."));
        }

        var body = new JsonObject
        {
            ["x402Version"] = 2,
            ["error"] = "Payment required",
            ["code"] = "PAYMENT_REQUIRED",
            ["accepts"] = new JsonArray(),
        };
        return EmulatorResponse.Json(body, 402)
            .WithHeader("PAYMENT-REQUIRED", Convert.ToBase64String(Encoding.UTF8.GetBytes(body.ToJsonString())));
    }

    /// <summary>Creates an error with the time when the limit is reset, in seconds since 1970.</summary>
    public static EmulatorResponse RateLimited(DateTimeOffset reset) => Create(429, "Rate limit exceeded").WithHeader(
        "x-ratelimit-reset-requests",
        ((long)Math.Ceiling((reset - DateTimeOffset.UnixEpoch).TotalSeconds)).ToString(CultureInfo.InvariantCulture));

    public static EmulatorResponse Create(int status, string message) =>
        EmulatorResponse.Json(new JsonObject { ["error"] = message }, status);

    /// <summary>Converts the error of <see cref="RequestBody"/> to the format of Venice.</summary>
    public static EmulatorResponse FromUnreadableBody(EmulatorResponse error)
    {
        var message = (string?)JsonNode.Parse(error.Body.Span)?["error"]?["message"] ?? "Invalid request";
        return error.Status == 413
            ? TooLarge(message)
            : Create(error.Status, message) with { Headers = error.Headers };
    }
}
