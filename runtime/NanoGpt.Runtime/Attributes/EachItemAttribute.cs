namespace NanoGpt;

/// <summary>Says what each item of a list may be, as the annotations of single values do for those. Analyzers read it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachItemAttribute : Attribute
{
    /// <summary>The smallest number.</summary>
    public int Min { get; init; } = int.MinValue;

    /// <summary>The greatest number.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>The least length of a text in UTF-16 units.</summary>
    public int MinLength { get; init; }

    /// <summary>The greatest length of a text in UTF-16 units.</summary>
    public int MaxLength { get; init; } = int.MaxValue;
}
