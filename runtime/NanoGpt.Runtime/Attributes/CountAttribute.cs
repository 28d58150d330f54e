namespace NanoGpt;

/// <summary>Says how many values a list takes.</summary>
/// <param name="min">The least count.</param>
/// <param name="max">The greatest count; <see cref="int.MaxValue"/> for no limit.</param>
/// <remarks>The framework's <c>LengthAttribute</c> says the same, but may not be used in a trimmed program.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CountAttribute(int min, int max) : Attribute
{
    /// <summary>The least count.</summary>
    public int Min { get; } = min;

    /// <summary>The greatest count.</summary>
    public int Max { get; } = max;
}
