namespace NanoGpt;

/// <summary>
/// A field's value as conditions, prices and references see it: a number, or a text. A truth is 1 or 0, a choice its place among the
/// values; of media, lists and groups only their count is known.
/// </summary>
internal readonly struct FieldValue : IEquatable<FieldValue>
{
    private FieldValue(double number, string? text)
    {
        IsSet = true;
        Number = number;
        Text = text;
    }

    public bool IsSet { get; }

    public double Number { get; }

    public string? Text { get; }

    /// <summary>How many things a list has, or a medium, which is one.</summary>
    public int Count => (int)Number;

    /// <summary>A medium, a group, or something else of which there is one.</summary>
    public static FieldValue Present { get; } = new(1, null);

    public static FieldValue Of(double number) => new(number, null);

    public static FieldValue Of(bool truth) => new(truth ? 1 : 0, null);

    public static FieldValue Of(string text) => new(0, text);

    public bool Equals(FieldValue other) =>
        IsSet == other.IsSet && Number.Equals(other.Number) && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(IsSet, Number, Text);
}
