namespace NanoGpt.Analyzers.Metadata;

/// <summary>How a text names the items of another property.</summary>
/// <param name="Marker">What stands before the number: <c>@Element</c>.</param>
/// <param name="Property">The list whose items are counted from 1, or the single medium that counts as one.</param>
internal sealed record ReferenceModel(string Marker, string Property);
