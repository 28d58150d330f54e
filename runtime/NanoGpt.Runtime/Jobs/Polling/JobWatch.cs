namespace NanoGpt.Jobs;

/// <summary>
/// Where a wait for a job stands between two questions. Thousands of them are kept at once: each holds what the next question needs,
/// and no answer.
/// </summary>
internal sealed class JobWatch(VideoJob job, JobAge? age)
{
    public VideoJob Job { get; } = job;

    /// <summary>How long ago the job was submitted; null if that is not known.</summary>
    public JobAge? Age { get; } = age;

    /// <summary>How long until the next question.</summary>
    public TimeSpan Delay { get; set; }

    public PollHistory History { get; set; }

    /// <summary>Questions in a row without a usable answer.</summary>
    public int Failures { get; set; }

    /// <summary>Since when the job is said to be completed without a video.</summary>
    public long? EmptySince { get; set; }

    /// <summary>The time since which each status word was unknown; null if the last one was known.</summary>
    public long? UnknownSince { get; set; }

    public JobStatus LastStatus { get; set; }

    public string? LastRawStatus { get; set; }

    public double? LastProgress { get; set; }
}

/// <summary>
/// Represents how long ago a job was submitted. It grows with the monotonic clock: changes of the wall clock do not affect it.
/// </summary>
/// <param name="Initial">The age at <paramref name="Since"/>. Not negative.</param>
/// <param name="Since">A timestamp of the client's <see cref="TimeProvider"/>.</param>
internal readonly record struct JobAge(TimeSpan Initial, long Since)
{
    /// <summary>
    /// Returns the age of a job: measured since its submission by this process, or read once from the wall clock for a resumed
    /// job. Null if the submission time is not known.
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
