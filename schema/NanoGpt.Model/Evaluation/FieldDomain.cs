using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>Checks values against the declaration of their field, without the rules of the model.</summary>
public static class FieldDomain
{
    /// <summary>Returns whether a field accepts a single value.</summary>
    public static bool Allows(FieldInfo field, Scalar value) => DescribeViolation(field, value) is null;

    /// <summary>Returns what to use instead of a value that a field does not accept; <see langword="null"/> if it does.</summary>
    public static string? DescribeViolation(FieldInfo field, Scalar value)
    {
        if (field.Fixed is { } only)
        {
            return only.Equals(value) ? null : "it is always " + only.Text;
        }

        if (field.HasOnlyListedValues)
        {
            return IsListed(field, value) ? null : "use one of " + ListValues(field);
        }

        if (value.Kind == ScalarKind.Number)
        {
            return InRange(field, value.Number)
                ? OnGrid(field, value.Number) ? null : "allowed are " + BoundsText.Steps(field)
                : "allowed are " + BoundsText.Range(field);
        }

        if (value.Kind == ScalarKind.Text && (value.Text.Length < field.MinLength || value.Text.Length > field.MaxLength))
        {
            return "allowed are " + BoundsText.Format(field.MinLength, field.MaxLength) + " characters";
        }

        return null;
    }

    /// <summary>Returns whether a value is listed. Numbers compare as numbers.</summary>
    public static bool IsListed(FieldInfo field, Scalar value) => field.FindValue(value) is not null;

    /// <summary>Returns a listed value as a value of the field's type.</summary>
    public static Scalar ScalarOf(FieldInfo field, ValueInfo value) =>
        field.IsNumeric
            ? Scalar.Of(decimal.Parse(value.Wire, NumberStyles.Float, CultureInfo.InvariantCulture))
            : Scalar.Of(value.Wire);

    /// <summary>Returns whether a number is within the limits of a field.</summary>
    public static bool InRange(FieldInfo field, decimal number) =>
        !(number < field.Min || (field.IsMinExclusive && number == field.Min)
        || number > field.Max || (field.IsMaxExclusive && number == field.Max));

    /// <summary>Returns whether a number is on a step of a field.</summary>
    /// <remarks>
    /// The remainders are subtracted, and not the numbers, because the difference of two large numbers may overflow.
    /// </remarks>
    public static bool OnGrid(FieldInfo field, decimal number) =>
        field.Step is not { } step || ((number % step) - ((field.Min ?? 0) % step)) % step == 0;

    private static string ListValues(FieldInfo field) =>
        string.Join(", ", field.Values.Take(12).Select(static value => value.Wire)) + (field.Values.Count > 12 ? ", …" : "");
}
