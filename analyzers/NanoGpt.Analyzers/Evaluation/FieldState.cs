using Microsoft.CodeAnalysis;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents what one property holds on one path.</summary>
/// <param name="Path">The place of the field, which messages name.</param>
/// <param name="Presence">Whether the property is set.</param>
/// <param name="Fact">What is known of the value.</param>
/// <param name="Syntax">The assignment; <see langword="null"/> if there is none.</param>
internal readonly record struct FieldState(FieldPath Path, Presence Presence, Fact Fact, SyntaxNode? Syntax)
{
    /// <summary>Gets the name of the property, with its path in nested groups.</summary>
    public string Name => Path.ToString();

    /// <summary>Gets the constant; <see langword="null"/> if the value is not one.</summary>
    public object? Value => (Fact as Fact.Constant)?.Value;
}

/// <summary>Specifies whether a property is set.</summary>
internal enum Presence
{
    Unknown,
    Unset,
    Set,
}
