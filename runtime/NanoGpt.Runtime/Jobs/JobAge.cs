namespace NanoGpt;

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
