namespace NanoGpt;

/// <summary>Says by which marker a text names the items of another property. Analyzers read it.</summary>
/// <param name="marker">What stands before the number: <c>@Element</c>.</param>
/// <param name="property">The list whose items are counted from 1, or the single medium that counts as one.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class ReferencesAttribute(string marker, string property) : Attribute
{
    /// <summary>What stands before the number: <c>@Element</c>.</summary>
    public string Marker { get; } = marker;

    /// <summary>The list whose items are counted from 1, or the single medium that counts as one.</summary>
    public string Property { get; } = property;
}
