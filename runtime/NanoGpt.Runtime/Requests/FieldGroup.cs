using System.ComponentModel;

namespace NanoGpt;

/// <summary>Fields that a request nests in one JSON object. Generated records derive from it.</summary>
public abstract record FieldGroup : IKeepAdditionalFields
{
    private AdditionalFields? additionalFields;

    /// <summary>An empty group.</summary>
    protected FieldGroup()
    {
    }

    /// <summary>For generated code: a group that is read back; takes the keys that have no property.</summary>
    /// <param name="r">The reader of this group's object.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected FieldGroup(FieldReader r)
    {
        ArgumentNullException.ThrowIfNull(r);
        r.Attach(this);
    }

    /// <summary>Keys that this group does not declare, sent as they are; null for none.</summary>
    public AdditionalFields? AdditionalFields
    {
        get => additionalFields;
        init => additionalFields = value?.Freeze();
    }

    /// <summary>For generated code: shows every field to a visitor, in the order of the table.</summary>
    /// <param name="v">The visitor.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Accept(FieldVisitor v);

    internal void Show(FieldVisitor v) => Accept(v);

    void IKeepAdditionalFields.Keep(string key, AdditionalValue value) =>
        (additionalFields ??= new AdditionalFields().Freeze()).Keep(key, value);
}
