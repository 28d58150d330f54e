using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents a request in the course of its construction. Instances are immutable.</summary>
/// <param name="Model">The model.</param>
/// <param name="Creation">The <c>new</c> or <c>with</c> expression.</param>
/// <param name="Assigned">The properties that are set.</param>
/// <param name="IsComplete">Indicates that all other properties are unset. It is false for a copy of an unknown request.</param>
internal sealed record RequestObject(
    RequestModel Model, SyntaxNode Creation, SmallMap<string, Assignment> Assigned, bool IsComplete)
{
    /// <summary>Gets a value that indicates that the control-flow graph may determine the request that was copied.</summary>
    public bool IsBaseUndetermined { get; init; }

    public RequestObject With(string property, Assignment assignment) =>
        this with { Assigned = Assigned.Set(property, assignment) };
}

/// <summary>Represents the assignment <c>Property = value</c> in an initializer.</summary>
internal sealed record Assignment(Fact Fact, SyntaxNode Syntax);
