using System.Net;

namespace NanoGpt;

/// <summary>The exception for an error answer.</summary>
internal static class ApiErrors
{
    public static NanoGptException ToException(ApiAnswer answer)
    {
        var error = ErrorReader.Read(answer.Body);
        var message = FormattableString.Invariant($"The service answered {(int)answer.Status}: {error.Message ?? "no reason given"}");
        return Fill(answer, error, message);
    }

    private static NanoGptException Fill(ApiAnswer answer, ApiError error, string message)
    {
        // Init-only properties are set where the exception is made, so each kind repeats them.
        var (status, type, code, parameter, refund, id) =
            (answer.Status, error.Type, error.Code, error.Parameter, error.RefundMessage, answer.RequestId);
        if (error.IsContentPolicy)
        {
            return new ContentPolicyException(message)
            { StatusCode = status, ErrorType = type, ErrorCode = code, Parameter = parameter, RefundMessage = refund, RequestId = id };
        }

        if (status == HttpStatusCode.PaymentRequired || Is(type, "INSUFFICIENT_BALANCE"))
        {
            return new InsufficientBalanceException(message)
            {
                StatusCode = status, ErrorType = type, ErrorCode = code, Parameter = parameter, RefundMessage = refund, RequestId = id,
                Required = error.RequiredBalance, IsRetrySafe = true,
            };
        }

        if (status == HttpStatusCode.TooManyRequests || Is(type, "RATE_LIMITED"))
        {
            return new RateLimitException(message)
            {
                StatusCode = status, ErrorType = type, ErrorCode = code, Parameter = parameter, RefundMessage = refund, RequestId = id,
                RetryAfter = answer.RetryAfter, IsRetrySafe = true,
            };
        }

        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && !Is(type, "PRO_REQUIRED"))
        {
            return new AuthenticationFailedException(message)
            { StatusCode = status, ErrorType = type, ErrorCode = code, Parameter = parameter, RefundMessage = refund, RequestId = id };
        }

        if (status == HttpStatusCode.NotFound || Is(code, "model_not_found") || Is(code, "model_not_available"))
        {
            return new ModelNotFoundException(message)
            { StatusCode = status, ErrorType = type, ErrorCode = code, Parameter = parameter, RefundMessage = refund, RequestId = id };
        }

        return (int)status is >= 400 and < 500
            ? new RequestRejectedException(message)
            { StatusCode = status, ErrorType = type, ErrorCode = code, Parameter = parameter, RefundMessage = refund, RequestId = id }
            : new NanoGptException(message)
            { StatusCode = status, ErrorType = type, ErrorCode = code, Parameter = parameter, RefundMessage = refund, RequestId = id };
    }

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
