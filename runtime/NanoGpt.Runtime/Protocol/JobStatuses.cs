namespace NanoGpt;

/// <summary>The service's words for statuses. It has several spellings of each.</summary>
internal static class JobStatuses
{
    public static JobStatus Parse(string text) => text.Trim().ToUpperInvariant() switch
    {
        "IN_QUEUE" or "QUEUED" or "PENDING" => JobStatus.Queued,
        "IN_PROGRESS" or "PROCESSING" or "GENERATING" or "DELIVERING" or "RUNNING" => JobStatus.Running,
        "COMPLETED" or "SUCCEEDED" => JobStatus.Completed,
        "FAILED" => JobStatus.Failed,
        "CANCELED" or "CANCELLED" => JobStatus.Canceled,
        _ => JobStatus.Unknown,
    };
}
