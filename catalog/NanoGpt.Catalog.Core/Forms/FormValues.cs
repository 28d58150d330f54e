namespace NanoGpt.Catalogs.Forms;

/// <summary>Represents the values of the fields of a request, or of an object in it. It is immutable.</summary>
/// <remarks>
/// A value is a <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="FormMedium"/>,
/// <see cref="FormGroup"/> or <see cref="JsonElement"/>, an <see cref="int"/> for seconds and for the index of a value of a
/// closed
/// set, or a <see cref="ValueList{T}"/> of these; null if the field is not set.
/// </remarks>
public sealed class FormValues : IEquatable<FormValues>
{
    private readonly object?[] values;

    private FormValues(EquatableArray<FieldInfo> fields, object?[] values) => (Fields, this.values) = (fields, values);

    /// <summary>Gets the fields.</summary>
    public EquatableArray<FieldInfo> Fields { get; }

    /// <summary>Gets the value of a field; null if it is not set.</summary>
    /// <param name="field">The index of the field.</param>
    public object? this[int field] => values[field];

    /// <summary>Returns values of which none is set.</summary>
    /// <param name="fields">The fields.</param>
    public static FormValues Empty(EquatableArray<FieldInfo> fields) => new(fields, new object?[fields.Count]);

    /// <summary>Returns a copy in which one field has another value.</summary>
    /// <param name="field">The index of the field.</param>
    /// <param name="value">The value; null to remove it.</param>
    public FormValues With(int field, object? value)
    {
        var copy = (object?[])values.Clone();
        copy[field] = value;
        return new FormValues(Fields, copy);
    }

    /// <inheritdoc/>
    public bool Equals(FormValues? other) => other is not null && values.AsSpan().SequenceEqual(other.values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FormValues);

    /// <inheritdoc/>
    public override int GetHashCode() => values.Aggregate(0, HashCode.Combine);

    internal static FormValues Read(EquatableArray<FieldInfo> fields, FieldReader reader)
    {
        var values = new object?[fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = fields[i].Fixed is not null ? null : FieldAccess.Read(fields[i], i, reader);
        }

        return new FormValues(fields, values);
    }

    internal void Accept(FieldVisitor visitor)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (Fields[i].Fixed is null)
            {
                FieldAccess.Visit(Fields[i], i, values[i], visitor);
            }
        }
    }
}
