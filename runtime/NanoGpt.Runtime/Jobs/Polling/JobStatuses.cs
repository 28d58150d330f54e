namespace NanoGpt.Jobs;

/// <summary>Reads status words, of which services use several spellings.</summary>
internal static class JobStatuses
{
    /// <summary>Returns the status that a word means, or <see cref="JobStatus.Unknown"/>.</summary>
    public static JobStatus Parse(string text) => text.Trim().ToUpperInvariant().Replace('-', '_').Replace(' ', '_') switch
    {
        "IN_QUEUE" or "QUEUED" or "PENDING" or "SUBMITTED" or "CREATED" => JobStatus.Queued,
        "IN_PROGRESS" or "PROCESSING" or "GENERATING" or "DELIVERING" or "RUNNING" or "STARTING" => JobStatus.Running,
        "COMPLETED" or "SUCCEEDED" or "SUCCESS" or "COMPLETE" or "DONE" or "FINISHED" => JobStatus.Completed,
        "FAILED" or "ERROR" or "FAILURE" or "EXPIRED" or "TIMEOUT" or "TIMED_OUT" => JobStatus.Failed,
        "REJECTED" or "MODERATION_BLOCKED" or "BLOCKED" => JobStatus.Failed,
        "CANCELED" or "CANCELLED" => JobStatus.Canceled,
        _ => JobStatus.Unknown,
    };

    /// <summary>Returns the status of a job. An unknown word beside a link or an error is terminal.</summary>
    public static JobStatus Of(string text, bool hasLink, bool hasError) => Parse(text) switch
    {
        JobStatus.Unknown when hasLink => JobStatus.Completed,
        JobStatus.Unknown when hasError => JobStatus.Failed,
        var known => known,
    };
}
