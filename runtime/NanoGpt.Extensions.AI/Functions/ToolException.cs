using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI.Functions;

/// <summary>The exception that is thrown when an operation is refused. Its error is the result of the call.</summary>
internal sealed class ToolException(ToolError error) : Exception(error.Message)
{
    public ToolException(string code, string message)
        : this(new ToolError(code, message))
    {
    }

    public ToolError Error { get; } = error;
}

/// <summary>Contains the codes of errors, by which an agent decides what to do.</summary>
internal static class ToolErrors
{
    public const string InvalidArguments = "invalid_arguments";
    public const string UnknownModel = "unknown_model";
    public const string InvalidRequest = "invalid_request";
    public const string FileNotAllowed = "file_not_allowed";
    public const string PriceUnknown = "price_unknown";
    public const string BudgetExceeded = "budget_exceeded";
    public const string NotApproved = "not_approved";
    public const string RequestIdInUse = "request_id_in_use";
    public const string OutcomeUnknown = "outcome_unknown";
    public const string UnknownJob = "unknown_job";
    public const string NotFinished = "not_finished";
    public const string ServiceFailed = "service_failed";
}
