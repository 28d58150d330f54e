using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>A request as far as it is built. Immutable: an assignment makes another one.</summary>
/// <param name="Model">What its type says.</param>
/// <param name="Creation">The <c>new</c> or <c>with</c> expression.</param>
/// <param name="Assigned">The properties that were set.</param>
/// <param name="IsComplete">Whether what is not in <paramref name="Assigned"/> is unset; false for a copy of something unknown.</param>
internal sealed record RequestObject(RequestModel Model, SyntaxNode Creation, SmallMap<string, Assignment> Assigned, bool IsComplete)
{
    /// <summary>Whether the flow analysis may know more about what it was copied from.</summary>
    public bool IsBaseOpen { get; init; }

    public RequestObject With(string property, Assignment assignment) => this with { Assigned = Assigned.Set(property, assignment) };
}
