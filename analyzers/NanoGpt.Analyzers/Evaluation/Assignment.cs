using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>A property set in an initializer.</summary>
/// <param name="Fact">What is known of the value.</param>
/// <param name="Syntax">The whole <c>Property = value</c>.</param>
internal sealed record Assignment(Fact Fact, SyntaxNode Syntax);
