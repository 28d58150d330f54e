namespace NanoGpt;

/// <summary>Says that a number comes in steps, counted from its smallest value, or from 0 without one.</summary>
/// <param name="step">The distance of allowed numbers, in the property's unit; above 0.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StepAttribute(double step) : Attribute
{
    /// <summary>The distance of allowed numbers, in the property's unit.</summary>
    public double Step { get; } = step;
}
