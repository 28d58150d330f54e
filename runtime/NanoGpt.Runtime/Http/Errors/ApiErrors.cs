namespace NanoGpt.Http;

/// <summary>Creates the exception for an error response.</summary>
internal static class ApiErrors
{
    private const int MaxBodyBytes = 1 << 16;

    public static NanoGptException ToException(ApiResponse response, Exception? cause = null)
    {
        var error = ErrorReader.Read(response);
        return Describe(CreateByKind(response, error, CreateMessage(response, error), cause), response, error);
    }

    public static string CreateMessage(ApiResponse response, ApiError error)
    {
        var reason = error.Message ?? "no reason given";
        var message = FormattableString.Invariant($"The service returned {(int)response.Status}: {reason}");
        return response.KeySource is { } source && IsAboutKey(response, error)
            ? $"{message} The key came from {source}."
            : message;
    }

    public static NanoGptException Describe(NanoGptException exception, ApiResponse response, ApiError error)
    {
        exception.StatusCode = response.Status;
        exception.ErrorType = error.Type;
        exception.ErrorCode = error.Code;
        exception.Parameter ??= error.Parameter;
        exception.RefundMessage = error.RefundMessage;
        exception.RequestId = response.RequestId;
        exception.ResponseBody = response.Body.Length is > 0 and <= MaxBodyBytes ? response.Text.Body(response.Body) : null;
        return exception;
    }

    /// <summary>Creates the exception for a successful response without the expected content.</summary>
    public static NanoGptException Unreadable(ApiResponse response, string subject)
    {
        var error = ErrorReader.Read(response);
        var exception = new NanoGptException($"{subject} cannot be read from the response: {error.Message ?? "it is empty."}");
        exception.IsRetrySafe = true;
        return Describe(exception, response, error);
    }

    // The error type of the service is more specific than the status code.
    private static NanoGptException CreateByKind(ApiResponse response, ApiError error, string message, Exception? cause)
    {
        var status = response.Status;
        if (error.IsContentPolicy)
        {
            return new ContentPolicyException(message, cause);
        }

        if (status == HttpStatusCode.PaymentRequired || Is(error.Type, "INSUFFICIENT_BALANCE"))
        {
            return new InsufficientBalanceException(message, cause)
            { Required = error.RequiredBalance, Remaining = error.RemainingBalance, IsRetrySafe = true };
        }

        if (status == HttpStatusCode.TooManyRequests || Is(error.Type, "RATE_LIMITED"))
        {
            return new RateLimitException(message, cause)
            {
                RetryAfter = response.RetryAfter,
                ResetAt = response.RetryAfter is { } wait ? response.ReceivedAt + wait : null,
                IsDaily = error.Code?.StartsWith("daily_", StringComparison.OrdinalIgnoreCase) == true,
                IsRetrySafe = true,
            };
        }

        if (response.IsPage && status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return new UnexpectedResponseException(
                "The response is a web page instead of a response of the API, such as a gateway's browser check. "
                + $"Check the base address: {message}",
                cause)
            { IsRetrySafe = true };
        }

        if (IsAboutKey(response, error))
        {
            return new AuthenticationFailedException(message, cause);
        }

        if (status == HttpStatusCode.NotFound || Is(error.Code, "model_not_found") || Is(error.Code, "model_not_available"))
        {
            return new ModelNotFoundException(message, cause);
        }

        return (int)status is >= 400 and < 500
            ? new RequestRejectedException(message, cause) { FieldErrors = error.Fields }
            : new NanoGptException(message, cause);
    }

    // A 403 may also be about a plan, a model or a region. It is about the key only if nothing else explains it.
    private static bool IsAboutKey(ApiResponse response, ApiError error) => !response.IsPage
        && (response.Status == HttpStatusCode.Unauthorized
            || (response.Status == HttpStatusCode.Forbidden
                && !Is(error.Type, "PRO_REQUIRED") && !error.IsUpstream && !error.IsContentPolicy));

    private static bool Is(string? text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Represents the contents of an error response of any shape.</summary>
internal sealed record ApiError
{
    public string? Message { get; init; }

    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    public string? Type { get; init; }

    public string? Code { get; init; }

    public string? Parameter { get; init; }

    public string? RefundMessage { get; init; }

    public decimal? RequiredBalance { get; init; }

    public decimal? RemainingBalance { get; init; }

    public bool IsContentPolicy { get; init; }

    /// <summary>Gets a value that indicates whether the error comes from the vendor of the model.</summary>
    public bool IsUpstream { get; init; }
}
