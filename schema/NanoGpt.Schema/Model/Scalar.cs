using System.Globalization;

namespace NanoGpt.Schema.Model;

/// <summary>A plain value: text, number or truth.</summary>
public sealed record Scalar
{
    private Scalar(ScalarKind kind, string text, decimal number)
    {
        Kind = kind;
        Text = text;
        Number = number;
    }

    /// <summary>Which of the three it is.</summary>
    public ScalarKind Kind { get; }

    /// <summary>The value as invariant text; for a truth <c>true</c> or <c>false</c>.</summary>
    public string Text { get; }

    /// <summary>The number; 0 for text, 1 or 0 for a truth.</summary>
    public decimal Number { get; }

    /// <summary>A text.</summary>
    public static Scalar Of(string text) => new(ScalarKind.Text, text, 0);

    /// <summary>A number.</summary>
    public static Scalar Of(decimal number) => new(ScalarKind.Number, number.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>A truth.</summary>
    public static Scalar Of(bool truth) => new(ScalarKind.Truth, truth ? "true" : "false", truth ? 1 : 0);

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

/// <summary>The kinds of <see cref="Scalar"/>.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,
}
