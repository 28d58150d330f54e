namespace NanoGpt;

/// <summary>Represents a charge of the account for one HTTP request.</summary>
/// <param name="RequestId">The id of the request.</param>
/// <param name="Cost">The amount, without refunds.</param>
/// <param name="Currency"><c>USD</c> or <c>XNO</c>; null if it is unknown.</param>
/// <param name="CreatedAt">The time of the charge; null if it is unknown.</param>
public sealed record RequestCharge(string RequestId, decimal Cost, string? Currency, DateTimeOffset? CreatedAt);
