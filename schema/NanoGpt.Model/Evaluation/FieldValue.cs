namespace NanoGpt.Evaluation;

/// <summary>Represents what is known of a field's value in a request. The default value is a field that is not set.</summary>
public readonly struct FieldValue
{
    private readonly decimal number;

    private FieldValue(FieldValueKind kind, decimal number = 0, string? text = null)
    {
        Kind = kind;
        this.number = number;
        Text = text;
    }

    /// <summary>Gets a value of a field of which it is not known whether it is set.</summary>
    public static FieldValue Unknown { get; } = new(FieldValueKind.Unknown);

    /// <summary>Gets a value of a field that is set to something that is not known, or that no condition can compare.</summary>
    public static FieldValue Set { get; } = new(FieldValueKind.Set);

    /// <summary>Gets what is known.</summary>
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

    /// <summary>Creates the value of a list, or of a medium, which counts as one item.</summary>
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

    /// <summary>Returns whether the value equals a scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    internal bool Equals(Scalar scalar) => (Kind, scalar.Kind) switch
    {
        (FieldValueKind.Text, ScalarKind.Text) => string.Equals(Text, scalar.Text, StringComparison.Ordinal),
        (FieldValueKind.Number, ScalarKind.Number) or (FieldValueKind.Boolean, ScalarKind.Boolean) => number == scalar.Number,
        _ => false,
    };
}
