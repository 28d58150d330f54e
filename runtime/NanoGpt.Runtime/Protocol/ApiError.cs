namespace NanoGpt;

/// <summary>What an error answer says, whatever its envelope.</summary>
internal sealed record ApiError
{
    public string? Message { get; init; }

    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    public string? Type { get; init; }

    public string? Code { get; init; }

    public string? Parameter { get; init; }

    public string? RefundMessage { get; init; }

    public decimal? RequiredBalance { get; init; }

    public decimal? RemainingBalance { get; init; }

    public bool IsContentPolicy { get; init; }

    /// <summary>Whether the service passes on what the maker of the model answered.</summary>
    public bool IsUpstream { get; init; }
}
