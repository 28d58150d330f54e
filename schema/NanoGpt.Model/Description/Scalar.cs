using System.Globalization;

namespace NanoGpt;

/// <summary>Represents a plain value: a text, a number or a Boolean value.</summary>
public sealed record Scalar
{
    private Scalar(ScalarKind kind, string text, decimal number)
    {
        Kind = kind;
        Text = text;
        Number = number;
    }

    /// <summary>Gets the kind of the value.</summary>
    public ScalarKind Kind { get; }

    /// <summary>Gets the value as invariant text; <c>true</c> or <c>false</c> for a Boolean value.</summary>
    public string Text { get; }

    /// <summary>Gets the number; 0 for a text, 1 or 0 for a Boolean value.</summary>
    public decimal Number { get; }

    /// <summary>Creates a text.</summary>
    public static Scalar Of(string text) => new(ScalarKind.Text, text, 0);

    /// <summary>Creates a number. Its text has no trailing zeros: 5.0 is 5.</summary>
    public static Scalar Of(decimal number) =>
        new(ScalarKind.Number, ExactNumber.Normalize(number).ToString(CultureInfo.InvariantCulture), number);

    /// <summary>Creates a Boolean value.</summary>
    public static Scalar Of(bool value) => new(ScalarKind.Boolean, value ? "true" : "false", value ? 1 : 0);

    /// <inheritdoc/>
    public bool Equals(Scalar? other) =>
        other is not null && Kind == other.Kind && Number == other.Number
        && (Kind != ScalarKind.Text || string.Equals(Text, other.Text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Kind == ScalarKind.Text ? StringComparer.Ordinal.GetHashCode(Text) : Number.GetHashCode() ^ (int)Kind;

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>Specifies the kind of a <see cref="Scalar"/>.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A Boolean value.</summary>
    Boolean,
}
