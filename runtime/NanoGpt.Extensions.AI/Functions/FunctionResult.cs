namespace NanoGpt.Extensions.AI.Functions;

/// <summary>Represents the result of an operation.</summary>
/// <param name="Value">The result, of the type that the function describes.</param>
/// <param name="Videos">The videos of the result.</param>
internal sealed record FunctionResult(object Value, IReadOnlyList<AIContent> Videos)
{
    public FunctionResult(object value)
        : this(value, [])
    {
    }
}
