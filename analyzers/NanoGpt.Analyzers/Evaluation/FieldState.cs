using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>What one property holds on one path.</summary>
/// <param name="Name">The property's name, with its path in nested groups.</param>
/// <param name="Presence">Whether it is set.</param>
/// <param name="Fact">What is known of the value.</param>
/// <param name="Syntax">Where it was set; null if nowhere.</param>
internal readonly record struct FieldState(string Name, Presence Presence, Fact Fact, SyntaxNode? Syntax)
{
    /// <summary>The constant; null if the value is not one.</summary>
    public object? Value => (Fact as Fact.Constant)?.Value;
}
