using System.ComponentModel;

namespace NanoGpt;

/// <summary>Represents a nested JSON object in a request. Generated records derive from it.</summary>
public abstract record FieldGroup : IFieldOwner
{
    /// <summary>Gets the fields that the type does not declare. They are sent as they are; null sends none.</summary>
    public AdditionalFields? AdditionalFields
    {
        get;
        init => field = value?.Freeze();
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

    void IFieldOwner.VisitFields(FieldVisitor visitor) => Accept(visitor);

    internal void VisitFields(FieldVisitor visitor) => Accept(visitor);
}
