namespace NanoGpt.Orleans;

/// <summary>Represents the state of a submission and its job.</summary>
[GenerateSerializer]
[Immutable]
public sealed record VideoJobState
{
    /// <summary>Gets the state in the store.</summary>
    [Id(0)]
    public SubmissionState State { get; init; }

    /// <summary>Gets the id of the job; null if there is none.</summary>
    [Id(1)]
    public string? RunId { get; init; }

    /// <summary>Gets the cost; null if it is unknown.</summary>
    [Id(2)]
    public decimal? Cost { get; init; }

    /// <summary>Gets the progress in percent; null if it is unknown.</summary>
    [Id(3)]
    public double? Progress { get; init; }
}
