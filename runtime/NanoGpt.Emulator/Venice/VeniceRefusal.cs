using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Venice;

/// <summary>The ways in which Venice says no: an error that is a text, mostly.</summary>
internal static class VeniceRefusal
{
    public static EmulatorResponse NoKey() => Of(StatusCodes.Status401Unauthorized, "Authentication failed");

    public static EmulatorResponse NoSuchMedia() =>
        Of(StatusCodes.Status404NotFound, "Media could not be found. The request may be invalid, expired or deleted.");

    public static EmulatorResponse Failed() => Of(StatusCodes.Status500InternalServerError, "Inference processing failed");

    public static EmulatorResponse AtCapacity() => Of(StatusCodes.Status503ServiceUnavailable, "The model is at capacity. Try again later.");

    public static EmulatorResponse UnknownModel(string model, string? suggestion) => Details(
        new JsonObject { ["model"] = Field($"There is no model '{model}'.{(suggestion is null ? "" : $" Did you mean '{suggestion}'?")}") });

    public static EmulatorResponse Missing(string field) => Details(new JsonObject { [field] = Field("Required") });

    public static EmulatorResponse Details(JsonObject fields)
    {
        fields.Insert(0, "_errors", new JsonArray());
        return EmulatorResponse.Json(new JsonObject { ["error"] = "Invalid request parameters", ["details"] = fields }, StatusCodes.Status400BadRequest);
    }

    public static JsonObject Field(params IEnumerable<string> messages) =>
        new() { ["_errors"] = new JsonArray([.. messages.Select(message => JsonValue.Create(message))]) };

    public static EmulatorResponse TooLarge(string message) =>
        EmulatorResponse.Json(new JsonObject { ["code"] = "PAYLOAD_TOO_LARGE", ["error"] = message }, StatusCodes.Status413PayloadTooLarge);

    public static EmulatorResponse ContentPolicy() => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = "The prompt violates the content policy.",
            ["suggested_prompt"] = "A calm sea at dawn, seen from a lighthouse.",
        },
        StatusCodes.Status422UnprocessableEntity);

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
        StatusCodes.Status422UnprocessableEntity);

    public static EmulatorResponse NeedsConsent() => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = "needs_consent", ["message"] = "Faces were found. Send the consent with the request." },
            ["consent_flow"] = "seedance",
            ["face_media_roles"] = new JsonArray("image"),
            ["consent"] = new JsonObject { ["consent_version"] = "emulator-1", ["policy_text"] = "The emulator's policy: everybody who is shown agrees." },
            ["docs_url"] = "https://docs.venice.ai/",
        },
        StatusCodes.Status409Conflict);

    /// <summary>Too little money: a text to a key, and to a wallet what it may pay, which is nothing real here.</summary>
    public static EmulatorResponse BalanceShort(string account, decimal required, decimal remaining)
    {
        if (account != Access.Wallet)
        {
            return Of(StatusCodes.Status402PaymentRequired, string.Create(
                CultureInfo.InvariantCulture, $"INSUFFICIENT_BALANCE: {required} USD are needed, {remaining} USD are left."));
        }

        var body = new JsonObject { ["x402Version"] = 2, ["error"] = "Payment required", ["code"] = "PAYMENT_REQUIRED", ["accepts"] = new JsonArray() };
        return EmulatorResponse.Json(body, StatusCodes.Status402PaymentRequired) with
        {
            Headers = new Dictionary<string, string> { ["PAYMENT-REQUIRED"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body.ToJsonString())) },
        };
    }

    /// <summary>The limit is used up until a moment, which Venice gives in seconds since 1970.</summary>
    public static EmulatorResponse TooOften(DateTimeOffset until) => Of(StatusCodes.Status429TooManyRequests, "Rate limit exceeded") with
    {
        Headers = new Dictionary<string, string>
        {
            ["x-ratelimit-reset-requests"] = ((long)Math.Ceiling((until - DateTimeOffset.UnixEpoch).TotalSeconds)).ToString(CultureInfo.InvariantCulture),
        },
    };

    public static EmulatorResponse Of(int status, string message) => EmulatorResponse.Json(new JsonObject { ["error"] = message }, status);

    /// <summary>The other service's refusal of a body that cannot be read, in Venice's shape.</summary>
    public static EmulatorResponse OfUnreadable(EmulatorResponse refusal)
    {
        var message = (string?)JsonNode.Parse(refusal.Body.Span)?["error"]?["message"] ?? "Invalid request";
        return refusal.Status == StatusCodes.Status413PayloadTooLarge
            ? TooLarge(message)
            : Of(refusal.Status, message) with { Headers = refusal.Headers };
    }
}
