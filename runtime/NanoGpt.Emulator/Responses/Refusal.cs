using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NanoGpt.Emulator.Responses;

/// <summary>The ways in which the service says no, in the shapes that its documents show.</summary>
internal static class Refusal
{
    public static EmulatorResponse NoKey() =>
        Of(StatusCodes.Status401Unauthorized, "authentication_error", "missing_api_key", "Send an API key, as x-api-key or as a bearer token.");

    public static EmulatorResponse WrongKey() =>
        Of(StatusCodes.Status401Unauthorized, "authentication_error", "invalid_api_key", "This API key is not valid.");

    public static EmulatorResponse NotYours() =>
        Of(StatusCodes.Status403Forbidden, "permission_denied_error", null, "This job belongs to another account.");

    public static EmulatorResponse NoSuchJob(string runId) =>
        Of(StatusCodes.Status404NotFound, "not_found_error", null, $"There is no job '{runId}'.");

    public static EmulatorResponse NoSuchPath() =>
        Of(StatusCodes.Status404NotFound, "not_found_error", null, "There is nothing under this address.");

    public static EmulatorResponse WrongMethod(string allowed) =>
        Of(StatusCodes.Status405MethodNotAllowed, "invalid_request_error", null, $"Use {allowed}.")
            with { Headers = new Dictionary<string, string> { ["Allow"] = allowed } };

    public static EmulatorResponse Missing(string parameter) => Of(
        StatusCodes.Status400BadRequest, "invalid_request_error", "missing_required_parameter", $"{parameter} is required.", parameter);

    public static EmulatorResponse BadValue(string parameter, string message) => Of(
        StatusCodes.Status400BadRequest, "invalid_request_error", "invalid_parameter_value", message, parameter);

    public static EmulatorResponse BadJson(string message) =>
        Of(StatusCodes.Status400BadRequest, "invalid_request_error", "invalid_json", message);

    public static EmulatorResponse NotJson(string? contentType) => Of(
        StatusCodes.Status415UnsupportedMediaType, "invalid_request_error", null, $"Send application/json, not {contentType ?? "nothing"}.");

    public static EmulatorResponse TooLarge(string message, string? parameter = null) =>
        Of(StatusCodes.Status413PayloadTooLarge, "invalid_request_error", null, message, parameter);

    public static EmulatorResponse TooManyBodies() => Of(
        StatusCodes.Status503ServiceUnavailable, "server_error", null,
        "The requests that are being read are too large together: send this one again when they have ended.").RetryAfter("1");

    public static EmulatorResponse UnknownModel(string model, string? suggestion) => Of(
        StatusCodes.Status404NotFound, "not_found_error", "model_not_found",
        $"There is no model '{model}'.{(suggestion is null ? "" : $" Did you mean '{suggestion}'?")}", "model");

    public static EmulatorResponse RemovedModel(string model, string? successor) => Of(
        StatusCodes.Status404NotFound, "not_found_error", "model_not_available",
        $"The model '{model}' is no longer offered.{(successor is null ? "" : $" Use '{successor}'.")}", "model");

    /// <summary>The older shape: text, and the status again.</summary>
    public static EmulatorResponse Plain(int status, string message) =>
        EmulatorResponse.Json(new JsonObject { ["error"] = message, ["status"] = status }, status);

    public static EmulatorResponse BalanceShort(decimal required, decimal remaining)
    {
        var body = new JsonObject
        {
            ["error"] = "Insufficient balance",
            ["status"] = StatusCodes.Status402PaymentRequired,
            ["requiredBalance"] = required,
            ["remainingBalance"] = remaining,
        };
        return EmulatorResponse.Json(body, StatusCodes.Status402PaymentRequired);
    }

    public static EmulatorResponse TooOften(TimeSpan wait) =>
        Plain(StatusCodes.Status429TooManyRequests, "Rate limit exceeded: wait before the next call.").RetryAfter(Seconds(wait));

    public static EmulatorResponse DailyLimit(string code, string message, TimeSpan wait) =>
        Of(StatusCodes.Status429TooManyRequests, "rate_limit_error", code, message).RetryAfter(Seconds(wait));

    /// <summary>The same refusal with a word on when to come again.</summary>
    public static EmulatorResponse RetryAfter(this EmulatorResponse answer, string when) =>
        answer with { Headers = new Dictionary<string, string>(answer.Headers) { ["Retry-After"] = when } };

    public static EmulatorResponse ContentPolicy()
    {
        var body = new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = "The prompt was blocked for safety. Change it and try again.",
                ["type"] = "CONTENT_POLICY_VIOLATION",
            },
            ["status"] = StatusCodes.Status400BadRequest,
        };
        return EmulatorResponse.Json(body, StatusCodes.Status400BadRequest);
    }

    private static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>The newer shape: an object with message, type, code and parameter.</summary>
    public static EmulatorResponse Of(int status, string type, string? code, string message, string? parameter = null, JsonArray? findings = null)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = type, ["code"] = code, ["param"] = parameter };
        var body = new JsonObject { ["error"] = error };
        if (findings is not null)
        {
            body["findings"] = findings;
        }

        return EmulatorResponse.Json(body, status);
    }
}
