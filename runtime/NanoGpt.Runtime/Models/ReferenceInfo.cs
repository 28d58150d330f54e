namespace NanoGpt;

/// <summary>How a text names the items of another field, as data: <c>@Element1</c> is the first of <c>Elements</c>.</summary>
public sealed class ReferenceInfo
{
    internal ReferenceInfo(string marker, FieldInfo field, int row)
    {
        Marker = marker;
        Field = field;
        Row = row;
    }

    /// <summary>What stands before the number: <c>@Element</c>.</summary>
    public string Marker { get; }

    /// <summary>The list whose items are counted from 1, or the single medium that counts as one.</summary>
    public FieldInfo Field { get; }

    internal int Row { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Marker}={Field}";
}
