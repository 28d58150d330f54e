using System.Globalization;

namespace NanoGpt;

/// <summary>Describes an allowed value of a field, or a known one of an open set.</summary>
/// <param name="Wire">The value as the API spells it, without the suffix of the field: <c>1792x1024</c>, <c>5</c>.</param>
/// <param name="Member">The name of the C# enum member or constant: <c>R1792x1024</c>; empty for numbers without a type of their own.</param>
/// <param name="IsDisputed">A value that indicates whether only some sources allow the value.</param>
public sealed record ValueInfo(string Wire, string Member, bool IsDisputed)
{
    // Null if the value is not a number. Parsed once, because each check of a number compares it with all listed values.
    internal decimal? Number { get; } =
        decimal.TryParse(Wire, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
