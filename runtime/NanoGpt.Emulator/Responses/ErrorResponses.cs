namespace NanoGpt.Emulator.Responses;

/// <summary>Creates the errors of NanoGPT in their documented formats.</summary>
internal static class ErrorResponses
{
    private const string InvalidRequest = "invalid_request_error";

    public static EmulatorResponse MissingKey() =>
        Create(401, "authentication_error", "missing_api_key", "Send an API key, as x-api-key or as a bearer token.");

    public static EmulatorResponse InvalidKey() =>
        Create(401, "authentication_error", "invalid_api_key", "This API key is not valid.");

    public static EmulatorResponse OtherAccount() =>
        Create(403, "permission_denied_error", null, "This job belongs to another account.");

    public static EmulatorResponse JobNotFound(string runId) => NotFound(null, $"There is no job '{runId}'.");

    public static EmulatorResponse PathNotFound() => NotFound(null, "There is nothing under this address.");

    public static EmulatorResponse MethodNotAllowed(string allowed) =>
        Create(405, InvalidRequest, null, $"Use {allowed}.").WithHeader("Allow", allowed);

    public static EmulatorResponse MissingParameter(string parameter) =>
        Create(400, InvalidRequest, "missing_required_parameter", $"{parameter} is required.", parameter);

    public static EmulatorResponse InvalidValue(string parameter, string message) =>
        Create(400, InvalidRequest, "invalid_parameter_value", message, parameter);

    public static EmulatorResponse InvalidJson(string message) => Create(400, InvalidRequest, "invalid_json", message);

    public static EmulatorResponse NotJson(string? contentType) =>
        Create(415, InvalidRequest, null, $"Send application/json, not {contentType ?? "nothing"}.");

    public static EmulatorResponse TooLarge(string message, string? parameter = null) =>
        Create(413, InvalidRequest, null, message, parameter);

    public static EmulatorResponse BodyBudgetExceeded() => Create(
        503, "server_error", null,
        "The requests that are being read are too large together: send this one again when they have ended.").RetryAfter("1");

    public static EmulatorResponse UnknownModel(string model, string? suggestion) => NotFound(
        "model_not_found", $"There is no model '{model}'.{(suggestion is null ? "" : $" Did you mean '{suggestion}'?")}",
        "model");

    public static EmulatorResponse RemovedModel(string model, string? successor) => NotFound(
        "model_not_available", $"The model '{model}' is no longer offered.{(successor is null ? "" : $" Use '{successor}'.")}",
        "model");

    /// <summary>Creates an error in the legacy format: a string, and the status.</summary>
    public static EmulatorResponse Text(int status, string message) =>
        EmulatorResponse.Json(new JsonObject { ["error"] = message, ["status"] = status }, status);

    public static EmulatorResponse InsufficientBalance(decimal required, decimal remaining) => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = "Insufficient balance",
            ["status"] = StatusCodes.Status402PaymentRequired,
            ["requiredBalance"] = required,
            ["remainingBalance"] = remaining,
        },
        StatusCodes.Status402PaymentRequired);

    public static EmulatorResponse RateLimited(TimeSpan wait) =>
        Text(StatusCodes.Status429TooManyRequests, "Rate limit exceeded: wait before the next call.").RetryAfter(Seconds(wait));

    public static EmulatorResponse DailyLimit(string code, string message, TimeSpan wait) =>
        Create(StatusCodes.Status429TooManyRequests, "rate_limit_error", code, message).RetryAfter(Seconds(wait));

    public static EmulatorResponse RetryAfter(this EmulatorResponse response, string value) =>
        response.WithHeader("Retry-After", value);

    public static EmulatorResponse ContentPolicy() => EmulatorResponse.Json(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = "The prompt was blocked for safety. Change it and try again.",
                ["type"] = "CONTENT_POLICY_VIOLATION",
            },
            ["status"] = StatusCodes.Status400BadRequest,
        },
        StatusCodes.Status400BadRequest);

    private static EmulatorResponse NotFound(string? code, string message, string? parameter = null) =>
        Create(404, "not_found_error", code, message, parameter);

    private static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Creates an error in the current format: an object with message, type, code and parameter.</summary>
    public static EmulatorResponse Create(
        int status, string type, string? code, string message, string? parameter = null, JsonArray? findings = null)
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
