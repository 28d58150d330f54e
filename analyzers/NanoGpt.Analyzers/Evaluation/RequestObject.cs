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
    public RequestObject With(string property, Assignment assignment) =>
        this with { Assigned = Assigned.Set(property, assignment) };

    /// <summary>Returns what is known about a request that is one of two requests of a model.</summary>
    public RequestObject Join(RequestObject other)
    {
        var joined = SmallMap<string, Assignment>.Empty;
        foreach (var property in Assigned.Keys.Union(other.Assigned.Keys, StringComparer.Ordinal))
        {
            var (left, right) = (Find(property), other.Find(property));
            var fact = left is null || right is null ? Fact.Unknown : Fact.Join(left.Fact, right.Fact);
            joined = joined.Set(property, new Assignment(fact, (left ?? right)!.Syntax ?? right?.Syntax));
        }

        return new(Model, Creation, joined, IsComplete && other.IsComplete);
    }

    public bool Equals(RequestObject? other) => ReferenceEquals(this, other)
        || (other is not null && Model == other.Model && Creation == other.Creation && IsComplete == other.IsComplete
            && Assigned.HasSameEntries(other.Assigned));

    public override int GetHashCode() => (Creation.GetHashCode() * 397) ^ Assigned.Count;

    // A property that is not assigned is null in a complete request and unknown in others.
    private Assignment? Find(string property) =>
        Assigned.Find(property) ?? (IsComplete ? new Assignment(Fact.Null, null) : null);
}

/// <summary>Represents the assignment <c>Property = value</c> in an initializer.</summary>
internal sealed record Assignment(Fact Fact, SyntaxNode? Syntax);
