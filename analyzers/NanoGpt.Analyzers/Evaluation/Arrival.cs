namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents a complete request at the end of one or more execution paths.</summary>
/// <param name="Request">The request.</param>
/// <param name="State">The state in which the request is complete.</param>
internal sealed record Arrival(RequestObject Request, PathState State);
