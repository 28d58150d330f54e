namespace NanoGpt;

/// <summary>Describes how a text names the items of another field, counted from 1: <c>@Element1</c>.</summary>
/// <param name="Marker">The text before the number: <c>@Element</c>.</param>
/// <param name="Field">The name of the list, or of the single medium, that is named.</param>
public sealed record ReferenceInfo(string Marker, string Field);
