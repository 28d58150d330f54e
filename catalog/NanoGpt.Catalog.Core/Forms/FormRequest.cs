namespace NanoGpt.Catalogs.Forms;

/// <summary>
/// Represents the request of a form. The runtime library validates, prices and writes it like a generated request.
/// </summary>
public sealed record FormRequest : VideoRequest
{
    internal FormRequest(FormType type, FormValues values) => (Type, Values) = (type, values);

    /// <summary>Gets the form.</summary>
    public FormType Type { get; }

    /// <summary>Gets the values of the fields.</summary>
    public FormValues Values { get; init; }

    /// <inheritdoc/>
    protected override RequestTypeInfo TypeInfo => Type.Info;

    /// <summary>Returns a copy in which one field has another value.</summary>
    /// <param name="field">The index of the field.</param>
    /// <param name="value">The value; null to remove it.</param>
    public FormRequest With(int field, object? value) => this with { Values = Values.With(field, value) };

    /// <inheritdoc/>
    public bool Equals(FormRequest? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    protected override void Accept(FieldVisitor visitor) => Values.Accept(visitor);
}

/// <summary>Represents an object in the request of a form.</summary>
public sealed record FormGroup : FieldGroup
{
    /// <summary>Initializes an object.</summary>
    /// <param name="values">The values of its members.</param>
    public FormGroup(FormValues values) => Values = values;

    /// <summary>Gets the values of the members.</summary>
    public FormValues Values { get; init; }

    /// <inheritdoc/>
    public bool Equals(FormGroup? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    protected override void Accept(FieldVisitor visitor) => Values.Accept(visitor);
}
