using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents the state of a property on one execution path.</summary>
/// <param name="Path">The path of the field in the request.</param>
/// <param name="Presence">Specifies whether the property is set.</param>
/// <param name="Fact">The value.</param>
/// <param name="Syntax">The assignment, or <see langword="null"/> if there is none.</param>
internal readonly record struct FieldState(FieldPath Path, Presence Presence, Fact Fact, SyntaxNode? Syntax)
{
    /// <summary>Gets the name of the property, with its path in nested groups.</summary>
    public string Name => Path.ToString();

    /// <summary>Gets the value if it is constant.</summary>
    public object? Value => (Fact as Fact.Constant)?.Value;
}

/// <summary>Specifies whether a property is set.</summary>
internal enum Presence
{
    Unknown,
    Unset,
    Set,
}
