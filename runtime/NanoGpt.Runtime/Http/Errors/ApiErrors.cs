using System.Net;

namespace NanoGpt.Http;

/// <summary>The exception for an error answer.</summary>
internal static class ApiErrors
{
    private const int LongestBody = 1 << 16;

    public static NanoGptException ToException(ApiAnswer answer, Exception? cause = null)
    {
        var error = ErrorReader.Read(answer);
        return Describe(OfKind(answer, error, Message(answer, error), cause), answer, error);
    }

    /// <summary>What happened, for people.</summary>
    public static string Message(ApiAnswer answer, ApiError error)
    {
        var message = FormattableString.Invariant($"The service answered {(int)answer.Status}: {error.Message ?? "no reason given"}");
        return answer.KeySource is { } source && IsAboutKey(answer, error) ? $"{message} The key came from {source}." : message;
    }

    /// <summary>The exception with all that the answer says.</summary>
    public static NanoGptException Describe(NanoGptException exception, ApiAnswer answer, ApiError error)
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

    /// <summary>The exception for an answer that says yes and does not have what was asked for.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="what">What was asked for.</param>
    public static NanoGptException Unreadable(ApiAnswer answer, string what)
    {
        var error = ErrorReader.Read(answer);
        return Describe(
            new NanoGptException($"{what} cannot be read from the answer: {error.Message ?? "it is empty."}") { IsRetrySafe = true },
            answer,
            error);
    }

    // What the service says of the kind is more specific than the status, and statuses are shared.
    private static NanoGptException OfKind(ApiAnswer answer, ApiError error, string message, Exception? cause)
    {
        var status = answer.Status;
        if (error.IsContentPolicy)
        {
            return new ContentPolicyException(message, cause);
        }

        if (status == HttpStatusCode.PaymentRequired || Is(error.Type, "INSUFFICIENT_BALANCE"))
        {
            return new InsufficientBalanceException(message, cause) { Required = error.RequiredBalance, Remaining = error.RemainingBalance, IsRetrySafe = true };
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
            return new NotTheApiException(
                $"A web page answered instead of the API, such as a gateway's check for browsers; look at the base address: {message}", cause)
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

    // 403 also means a plan, a model or a region that the key is good for: only what nobody explains otherwise is the key's.
    private static bool IsAboutKey(ApiAnswer answer, ApiError error) => !answer.IsPage
        && (answer.Status == HttpStatusCode.Unauthorized
            || (answer.Status == HttpStatusCode.Forbidden
                && !Is(error.Type, "PRO_REQUIRED") && !error.IsUpstream && !error.IsContentPolicy));

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What an error answer says, whatever its envelope.</summary>
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

    /// <summary>Whether the service passes on what the maker of the model answered.</summary>
    public bool IsUpstream { get; init; }
}
