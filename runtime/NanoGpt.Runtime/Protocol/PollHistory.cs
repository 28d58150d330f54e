namespace NanoGpt;

/// <summary>What earlier answers about a job were like, as far as it matters for the next.</summary>
internal readonly record struct PollHistory
{
    /// <summary>How long ago the job was submitted; null if that is not known.</summary>
    public TimeSpan? SinceSubmission { get; init; }

    /// <summary>Since when the job is completed without a video; null if it is not.</summary>
    public TimeSpan? EmptyFor { get; init; }

    /// <summary>How long the service has used status words that are not known; null if it has not.</summary>
    public TimeSpan? UnknownFor { get; init; }

    /// <summary>How many answers in a row said that there is no such job.</summary>
    public int NotFound { get; init; }

    /// <summary>How many answers in a row were none of this service.</summary>
    public int Foreign { get; init; }

    /// <summary>How many answers, without a usable one between them, said that the service itself failed.</summary>
    public int Troubled { get; init; }

    /// <summary>Whether an answer said that the job failed.</summary>
    public bool HasFailed { get; init; }
}
