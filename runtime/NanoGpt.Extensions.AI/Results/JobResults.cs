namespace NanoGpt.Extensions.AI.Results;

/// <summary>Represents a submission and its job.</summary>
/// <param name="RequestId">The id of the submission, under which a repeated call returns the same job.</param>
/// <param name="Model">The id of the model.</param>
/// <param name="Status">The status.</param>
/// <param name="IsEnded">Whether the job has ended.</param>
internal sealed record JobResult(string RequestId, string Model, string Status, bool IsEnded)
{
    public string? Job { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public double? Progress { get; init; }

    public double? RemainingSeconds { get; init; }

    public decimal? Cost { get; init; }

    /// <summary>Gets the amount that counts against the budgets.</summary>
    public decimal? CountedCost { get; init; }

    public string? Error { get; init; }

    public string? Refund { get; init; }

    /// <summary>Gets the links to the videos; null until the job is completed.</summary>
    public IReadOnlyList<string>? Videos { get; init; }

    /// <summary>Gets the next step; null for none.</summary>
    public string? Next { get; init; }
}

/// <summary>Represents the result of <c>list_jobs</c>, the last first.</summary>
internal sealed record JobList(int Count, IReadOnlyList<JobResult> Jobs);

/// <summary>Represents the result of <c>save_video</c>.</summary>
internal sealed record SaveResult(string Job, IReadOnlyList<SavedFile> Files);

/// <summary>Represents a saved video.</summary>
internal sealed record SavedFile(string Path, long Bytes);

/// <summary>Represents the result of <c>budget</c>.</summary>
/// <param name="Session">The budget of these tools.</param>
/// <param name="Day">The budget of the UTC day.</param>
internal sealed record BudgetResult(BudgetState Session, BudgetState Day)
{
    public decimal? MaxCostPerJob { get; init; }

    /// <summary>Gets the amount that is reserved for an unknown price; null if such requests are refused.</summary>
    public decimal? UnknownPriceReserve { get; init; }

    public required string Currency { get; init; }
}

/// <summary>Represents the state of a budget.</summary>
internal sealed record BudgetState(decimal Reserved, decimal Spent)
{
    /// <summary>Gets the limit; null for none.</summary>
    public decimal? Limit { get; init; }

    public decimal? Left { get; init; }
}
