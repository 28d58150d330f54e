namespace NanoGpt.Extensions.AI.Results;

/// <summary>Represents the reason why an operation was refused or failed.</summary>
/// <param name="Code">The kind of the reason.</param>
/// <param name="Message">A sentence that describes the reason and the remedy.</param>
internal sealed record ToolError(string Code, string Message)
{
    /// <summary>Gets what is wrong with the request; null if the request is not the reason.</summary>
    public IReadOnlyList<RequestFinding>? Findings { get; init; }
}

/// <summary>Represents the result of an operation that was refused or failed.</summary>
internal sealed record FailureResult(ToolError Error);
