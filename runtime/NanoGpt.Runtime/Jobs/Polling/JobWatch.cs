namespace NanoGpt.Jobs;

/// <summary>
/// Represents the state of a wait between two status requests. Thousands may exist at once, so it keeps no responses.
/// </summary>
internal sealed class JobWatch(VideoJob job, JobAge? age)
{
    public VideoJob Job { get; } = job;

    public JobAge? Age { get; } = age;

    /// <summary>Gets or sets the time until the next status request.</summary>
    public TimeSpan Delay { get; set; }

    public PollHistory History { get; set; }

    /// <summary>Gets or sets the number of consecutive requests without a usable response.</summary>
    public int Failures { get; set; }

    /// <summary>Gets or sets since when the job is reported as completed without a video.</summary>
    public long? EmptySince { get; set; }

    /// <summary>Gets or sets since when the status is one that is not known.</summary>
    public long? UnknownSince { get; set; }

    public JobStatus LastStatus { get; set; }

    public string? LastRawStatus { get; set; }

    public double? LastProgress { get; set; }
}

/// <summary>
/// Represents the time since the submission of a job, which changes of the wall clock do not affect: the age at a timestamp.
/// </summary>
internal readonly record struct JobAge(TimeSpan Initial, long Since)
{
    /// <summary>
    /// Returns the age of a job, measured by this process or, for a resumed job, read once from the wall clock. Null if it is
    /// unknown.
    /// </summary>
    public static JobAge? Of(VideoJob job, TimeProvider time)
    {
        if (job.Age is not null || job.SubmittedAt is not { } submittedAt)
        {
            return job.Age;
        }

        var age = time.GetUtcNow() - submittedAt;
        return new JobAge(age > TimeSpan.Zero ? age : TimeSpan.Zero, time.GetTimestamp());
    }

    public TimeSpan At(TimeProvider time) => Initial + time.GetElapsedTime(Since);
}
