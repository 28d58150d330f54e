namespace NanoGpt.Evaluation;

/// <summary>Represents the known part of the value of a field. The default value is a field that is not set.</summary>
public readonly struct FieldValue
{
    private readonly decimal number;

    private FieldValue(FieldValueKind kind, decimal number = 0, string? text = null)
    {
        Kind = kind;
        this.number = number;
        Text = text;
    }

    /// <summary>Gets the value of a field that may or may not be set.</summary>
    public static FieldValue Unknown { get; } = new(FieldValueKind.Unknown);

    /// <summary>Gets the value of a field that is set to an unknown value, or to one that no condition can compare.</summary>
    public static FieldValue Set { get; } = new(FieldValueKind.Set);

    /// <summary>Gets the kind of the value.</summary>
    public FieldValueKind Kind { get; }

    /// <summary>Gets the text; <see langword="null"/> for other kinds.</summary>
    public string? Text { get; }

    /// <summary>Gets the number, or 1 or 0 for a Boolean value.</summary>
    public decimal Number => number;

    /// <summary>Gets the number of items of a list, or 1 for a single medium; 0 if the field is not set.</summary>
    public int Count => Kind == FieldValueKind.Items ? (int)number : 0;

    /// <summary>Creates a text. A value of a closed set is spelled as on the wire.</summary>
    /// <param name="text">The text.</param>
    public static FieldValue Of(string text) => new(FieldValueKind.Text, 0, text);

    /// <summary>Creates a number.</summary>
    /// <param name="number">The number.</param>
    public static FieldValue Of(decimal number) => new(FieldValueKind.Number, number);

    /// <summary>Creates a Boolean value.</summary>
    /// <param name="value">The value.</param>
    public static FieldValue Of(bool value) => new(FieldValueKind.Boolean, value ? 1 : 0);

    /// <summary>Creates the value of a list or a medium. A medium counts as one item.</summary>
    /// <param name="count">The number of items.</param>
    public static FieldValue OfItems(int count) => new(FieldValueKind.Items, count);

    /// <summary>Creates the value of a scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    public static FieldValue Of(Scalar scalar) => scalar.Kind switch
    {
        ScalarKind.Number => Of(scalar.Number),
        ScalarKind.Boolean => Of(scalar.Number != 0),
        _ => Of(scalar.Text),
    };

    internal bool Equals(Scalar scalar) => (Kind, scalar.Kind) switch
    {
        (FieldValueKind.Text, ScalarKind.Text) => string.Equals(Text, scalar.Text, StringComparison.Ordinal),
        (FieldValueKind.Number, ScalarKind.Number) or (FieldValueKind.Boolean, ScalarKind.Boolean) => number == scalar.Number,
        _ => false,
    };
}

/// <summary>Specifies the kind of a <see cref="FieldValue"/>.</summary>
public enum FieldValueKind
{
    /// <summary>The field is not set.</summary>
    NotSet,

    /// <summary>It is unknown whether the field is set.</summary>
    Unknown,

    /// <summary>The field is set; its value is unknown or cannot be compared.</summary>
    Set,

    /// <summary>The field is a text.</summary>
    Text,

    /// <summary>The field is a number.</summary>
    Number,

    /// <summary>The field is a Boolean value.</summary>
    Boolean,

    /// <summary>The field is a list or a medium, and the number of its items is known.</summary>
    Items,
}
