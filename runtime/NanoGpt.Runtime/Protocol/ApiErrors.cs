using System.Net;

namespace NanoGpt;

/// <summary>The exception for an error answer.</summary>
internal static class ApiErrors
{
    public static NanoGptException ToException(ApiAnswer answer)
    {
        var error = ErrorReader.Read(answer.Body);
        var message = FormattableString.Invariant($"The service answered {(int)answer.Status}: {error.Message ?? "no reason given"}");
        var exception = OfKind(answer, error, message);
        exception.StatusCode = answer.Status;
        exception.ErrorType = error.Type;
        exception.ErrorCode = error.Code;
        exception.Parameter = error.Parameter;
        exception.RefundMessage = error.RefundMessage;
        exception.RequestId = answer.RequestId;
        return exception;
    }

    // What the service says of the kind is more specific than the status, and statuses are shared.
    private static NanoGptException OfKind(ApiAnswer answer, ApiError error, string message)
    {
        var status = answer.Status;
        if (error.IsContentPolicy)
        {
            return new ContentPolicyException(message);
        }

        if (status == HttpStatusCode.PaymentRequired || Is(error.Type, "INSUFFICIENT_BALANCE"))
        {
            return new InsufficientBalanceException(message) { Required = error.RequiredBalance, IsRetrySafe = true };
        }

        if (status == HttpStatusCode.TooManyRequests || Is(error.Type, "RATE_LIMITED"))
        {
            return new RateLimitException(message) { RetryAfter = answer.RetryAfter, IsRetrySafe = true };
        }

        if (status == HttpStatusCode.Unauthorized || (status == HttpStatusCode.Forbidden && !Is(error.Type, "PRO_REQUIRED")))
        {
            return new AuthenticationFailedException(message);
        }

        if (status == HttpStatusCode.NotFound || Is(error.Code, "model_not_found") || Is(error.Code, "model_not_available"))
        {
            return new ModelNotFoundException(message);
        }

        return (int)status is >= 400 and < 500 ? new RequestRejectedException(message) : new NanoGptException(message);
    }

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
