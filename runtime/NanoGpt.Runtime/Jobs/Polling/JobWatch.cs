namespace NanoGpt.Jobs;

/// <summary>Represents the state of a wait between two requests. Keeps no responses, as thousands may exist.</summary>
internal sealed class JobWatch(VideoJob job, JobAge? age)
{
    public VideoJob Job { get; } = job;

    public JobAge? Age { get; } = age;

    public TimeSpan Delay { get; set; }

    public PollHistory History { get; set; }

    /// <summary>Gets or sets the number of consecutive requests without a usable response.</summary>
    public int Failures { get; set; }

    /// <summary>Gets or sets since when the job is completed without a video, as a timestamp.</summary>
    public long? EmptySince { get; set; }

    /// <summary>Gets or sets since when the status is unknown, as a timestamp.</summary>
    public long? UnknownSince { get; set; }

    public JobStatus LastStatus { get; set; }

    public string? LastRawStatus { get; set; }

    public double? LastProgress { get; set; }
}

/// <summary>Represents the age of a job at a timestamp. Changes of the wall clock do not affect it.</summary>
internal readonly record struct JobAge(TimeSpan Initial, long Since)
{
    /// <summary>Returns the age of a job; for a resumed job, from the wall clock. Null if it is unknown.</summary>
    public static JobAge? FromJob(VideoJob job, TimeProvider time)
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
