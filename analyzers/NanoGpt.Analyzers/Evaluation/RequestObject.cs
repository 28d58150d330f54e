using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents a request as far as it is built. It is immutable: an assignment makes another one.</summary>
/// <param name="Model">The description of its type.</param>
/// <param name="Creation">The <c>new</c> or <c>with</c> expression.</param>
/// <param name="Assigned">The properties that were set.</param>
/// <param name="IsComplete">Whether what is not in <paramref name="Assigned"/> is unset; false for a copy of something
/// unknown.</param>
internal sealed record RequestObject(RequestModel Model, SyntaxNode Creation, SmallMap<string, Assignment> Assigned,
    bool IsComplete)
{
    /// <summary>
    /// Gets a value that indicates whether the flow analysis may know more about what the request was copied from.
    /// </summary>
    public bool IsBaseOpen { get; init; }

    public RequestObject With(string property, Assignment assignment) =>
        this with { Assigned = Assigned.Set(property, assignment) };
}

/// <summary>Represents a property that is set in an initializer.</summary>
/// <param name="Fact">What is known of the value.</param>
/// <param name="Syntax">The whole <c>Property = value</c>.</param>
internal sealed record Assignment(Fact Fact, SyntaxNode Syntax);
