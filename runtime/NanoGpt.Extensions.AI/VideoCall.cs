namespace NanoGpt.Extensions.AI;

/// <summary>Represents what the caller of a <see cref="VideoFunction"/> provides for one call.</summary>
/// <remarks>
/// An <see cref="AIFunction"/> receives it as <see cref="AIFunctionArguments.Context"/> under its type.
/// </remarks>
public sealed record VideoCall
{
    /// <summary>Gets the receiver of the progress of a wait; null for none.</summary>
    public IProgress<JobUpdate>? Progress { get; init; }

    /// <summary>
    /// Gets the function that asks for approval before money is spent. It returns null for approval; otherwise the reason of the
    /// refusal. Null asks nobody.
    /// </summary>
    public Func<PlannedSpending, CancellationToken, ValueTask<string?>>? ApproveAsync { get; init; }
}

/// <summary>Represents a submission that is to be approved.</summary>
/// <param name="Model">The id of the model.</param>
/// <param name="Amount">The amount that is reserved.</param>
/// <param name="Price">The estimated price as text.</param>
/// <param name="Request">The request as JSON.</param>
public sealed record PlannedSpending(string Model, decimal Amount, string Price, JsonObject Request);

/// <summary>Represents the result of a call.</summary>
/// <param name="Value">The result, which matches the schema of the function unless it is an error.</param>
public sealed record VideoCallResult(JsonElement Value)
{
    /// <summary>Gets a value that indicates whether the operation was refused or failed; the result then says why.</summary>
    public bool IsError { get; init; }

    /// <summary>Gets the videos of the result; empty for none.</summary>
    public IReadOnlyList<AIContent> Videos { get; init; } = [];
}
