using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI.Functions;

/// <summary>Converts exceptions to errors that an agent can read.</summary>
internal static class FailureReader
{
    /// <summary>Returns the error; null for a cancellation or an unexpected exception.</summary>
    public static ToolError? Read(Exception exception) => exception switch
    {
        ToolException e => e.Error,
        BudgetExceededException e => new ToolError(ToolErrors.BudgetExceeded, e.Message),
        SubmissionOutcomeUnknownException e => new ToolError(
            ToolErrors.OutcomeUnknown,
            $"{e.Message} Its price stays reserved. Call wait_for_job with {e.SubmissionId} to look for its job."),
        NanoGptException e => new ToolError(ToolErrors.ServiceFailed, e.Message),
        IOException or UnauthorizedAccessException => new ToolError(ToolErrors.FileNotAllowed, exception.Message),
        _ => null,
    };
}
