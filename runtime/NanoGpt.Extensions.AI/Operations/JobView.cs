using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Describes submissions and their jobs.</summary>
internal static class JobView
{
    public static JobResult Create(SubmissionRecord record, decimal? charged = null) => new(
        record.Id.ToString(), record.Model, JsonOutput.ToLowerName(record.State), IsEnded(record.State))
    {
        Job = record.RunId,
        SubmittedAt = record.SubmittedAt,
        Cost = record.Cost ?? charged,
        CountedCost = record.BudgetAmount,
        Error = record.Error,
        Next = NextOf(record.State),
    };

    public static JobResult Create(SubmissionRecord record, JobUpdate update) => Create(record, update.Cost) with
    {
        Status = JsonOutput.ToLowerName(update.Status),
        IsEnded = update.IsTerminal,
        Progress = update.Progress,
        RemainingSeconds = update.Remaining?.TotalSeconds,
        Error = update.Error,
        Refund = update.RefundMessage,
        Videos = update.Outputs.Count == 0 ? null
            : [.. update.Outputs.Where(static output => output.IsLink).Select(static output => output.Url.AbsoluteUri)],
        Next = update.Status == JobStatus.Completed ? "Call save_video: the links expire."
            : update.IsTerminal ? null : NextOf(SubmissionState.Accepted),
    };

    private static bool IsEnded(SubmissionState state) => state is SubmissionState.Completed or SubmissionState.Failed
        or SubmissionState.Saved or SubmissionState.Rejected or SubmissionState.Absent;

    private static string? NextOf(SubmissionState state) => state switch
    {
        SubmissionState.Accepted => "Call wait_for_job.",
        SubmissionState.Unknown =>
            "Call wait_for_job, which looks for the job. Do not submit the request under another request_id.",
        SubmissionState.Completed => "Call save_video: the links expire.",
        _ => null,
    };
}
