using System.ComponentModel;
using NanoGpt.Requests;

namespace NanoGpt;

/// <summary>Fields that a request nests in one JSON object. Generated records derive from it.</summary>
public abstract record FieldGroup
{
    /// <summary>Keys that this group does not declare, sent as they are; null for none.</summary>
    public AdditionalFields? AdditionalFields
    {
        get;
        init => field = value?.Freeze();
    }

    /// <summary>Whether the other is a group of the same type with the same values.</summary>
    /// <param name="other">The other; null is never equal.</param>
    public virtual bool Equals(FieldGroup? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && FieldEquality.AreEqual(this, other));

    /// <inheritdoc/>
    public override int GetHashCode() => FieldEquality.Hash(this);

    /// <summary>For generated code: shows every field to a visitor, in the order of the table.</summary>
    /// <param name="v">The visitor.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Accept(FieldVisitor v);

    internal void Show(FieldVisitor v) => Accept(v);
}
