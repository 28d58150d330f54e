using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NanoGpt;

/// <summary>Represents a nested JSON object in a request. Generated records derive from it.</summary>
public abstract record FieldGroup : IFieldOwner
{
    private AdditionalFields? additional;

    /// <summary>Initializes a new object.</summary>
    protected FieldGroup()
    {
    }

    /// <summary>Initializes a copy.</summary>
    /// <param name="original">The object to copy.</param>
    protected FieldGroup(FieldGroup original)
    {
        ArgumentNullException.ThrowIfNull(original);
        additional = original.Additional;
    }

    /// <summary>
    /// Gets the fields that the type does not declare. They are sent as they are. An object initializer can add fields; once the
    /// object has been used or copied, they are read-only.
    /// </summary>
    [AllowNull]
    public AdditionalFields AdditionalFields
    {
        get => additional ??= [];
        init => additional = value?.Freeze();
    }

    /// <summary>Determines whether another object has the same type and the same values.</summary>
    /// <param name="other">The object to compare with.</param>
    public virtual bool Equals(FieldGroup? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && FieldEquality.AreEqual(this, other));

    /// <inheritdoc/>
    public override int GetHashCode() => FieldEquality.Hash(this);

    /// <summary>Passes every field to a visitor, in the order of the table. For generated code.</summary>
    /// <param name="visitor">The visitor.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Accept(FieldVisitor visitor);

    AdditionalFields? IFieldOwner.Additional => Additional;

    // The additional fields, which no longer change; null for none.
    internal AdditionalFields? Additional => additional is { Count: > 0 } ? additional.Freeze() : null;

    void IFieldOwner.VisitFields(FieldVisitor visitor) => Accept(visitor);

    internal void VisitFields(FieldVisitor visitor) => Accept(visitor);
}
