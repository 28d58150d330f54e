using System.Net;

namespace NanoGpt.Http;

/// <summary>Creates the exception for an error response.</summary>
internal static class ApiErrors
{
    private const int LongestBody = 1 << 16;

    public static NanoGptException ToException(ApiResponse answer, Exception? cause = null)
    {
        var error = ErrorReader.Read(answer);
        return Describe(OfKind(answer, error, Message(answer, error), cause), answer, error);
    }

    public static string Message(ApiResponse answer, ApiError error)
    {
        var reason = error.Message ?? "no reason given";
        var message = FormattableString.Invariant($"The service answered {(int)answer.Status}: {reason}");
        return answer.KeySource is { } source && IsAboutKey(answer, error) ? $"{message} The key came from {source}." : message;
    }

    /// <summary>Adds the details of the response to an exception.</summary>
    public static NanoGptException Describe(NanoGptException exception, ApiResponse answer, ApiError error)
    {
        exception.StatusCode = answer.Status;
        exception.ErrorType = error.Type;
        exception.ErrorCode = error.Code;
        exception.Parameter ??= error.Parameter;
        exception.RefundMessage = error.RefundMessage;
        exception.RequestId = answer.RequestId;
        exception.ResponseBody = answer.Body.Length is > 0 and <= LongestBody ? answer.Text.Body(answer.Body) : null;
        return exception;
    }

    /// <summary>Creates the exception for a successful response without the expected content.</summary>
    public static NanoGptException Unreadable(ApiResponse answer, string what)
    {
        var error = ErrorReader.Read(answer);
        var exception = new NanoGptException($"{what} cannot be read from the answer: {error.Message ?? "it is empty."}");
        exception.IsRetrySafe = true;
        return Describe(exception, answer, error);
    }

    // The kind that the service names is more specific than the status, which several kinds share.
    private static NanoGptException OfKind(ApiResponse answer, ApiError error, string message, Exception? cause)
    {
        var status = answer.Status;
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
                RetryAfter = answer.RetryAfter,
                ResetAt = answer.RetryAfter is { } wait ? answer.ReceivedAt + wait : null,
                IsDaily = error.Code?.StartsWith("daily_", StringComparison.OrdinalIgnoreCase) == true,
                IsRetrySafe = true,
            };
        }

        if (answer.IsPage && status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return new UnexpectedResponseException(
                "A web page answered instead of the API, such as a gateway's check for browsers; "
                + $"look at the base address: {message}",
                cause)
            { IsRetrySafe = true };
        }

        if (IsAboutKey(answer, error))
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
    private static bool IsAboutKey(ApiResponse answer, ApiError error) => !answer.IsPage
        && (answer.Status == HttpStatusCode.Unauthorized
            || (answer.Status == HttpStatusCode.Forbidden
                && !Is(error.Type, "PRO_REQUIRED") && !error.IsUpstream && !error.IsContentPolicy));

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
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
