namespace NanoGpt.Extensions.AI.Results;

/// <summary>Represents a finding about a request.</summary>
/// <param name="Severity">error, warning or info. Only errors prevent sending.</param>
/// <param name="Message">A sentence that describes the problem and the remedy.</param>
internal sealed record RequestFinding(string Severity, string Message)
{
    /// <summary>Gets the id of the rule, which has a page; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the key with its path; null if the finding is about the model.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the allowed values; null if they cannot be listed.</summary>
    public string? Allowed { get; init; }

    /// <summary>Gets the changes, each of which repairs the problem; null if none is known.</summary>
    public IReadOnlyList<RequestRepair>? Repairs { get; init; }
}

/// <summary>Represents the estimated price of a request.</summary>
/// <param name="Text">The price, or why it is unknown.</param>
internal sealed record RequestPrice(string Text)
{
    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public string? Currency { get; init; }

    public string? AsOf { get; init; }
}

/// <summary>Represents the result of <c>validate_request</c>.</summary>
internal sealed record ValidationResult(string Model, bool IsValid, IReadOnlyList<RequestFinding> Findings, RequestPrice Price);

/// <summary>Represents the result of <c>estimate_cost</c>.</summary>
internal sealed record EstimateResult(string Model, RequestPrice Price);
