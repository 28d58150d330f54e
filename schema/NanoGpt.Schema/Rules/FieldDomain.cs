using System.Globalization;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>Which values a field takes by itself, whatever the rules say.</summary>
public static class FieldDomain
{
    /// <summary>Whether a single value is one that the field takes.</summary>
    public static bool Allows(FieldSpec field, Scalar value) => Complaint(field, value) is null;

    /// <summary>What to use instead of a value that the field does not take; null if it does.</summary>
    public static string? Complaint(FieldSpec field, Scalar value)
    {
        if (field.Fixed is { } only)
        {
            return only.Equals(value) ? null : "it is always " + only.Text;
        }

        if (!field.Values.IsEmpty && !field.Open)
        {
            return IsListed(field, value) ? null : "use one of " + ListValues(field);
        }

        if (value.Kind == ScalarKind.Number)
        {
            return InRange(field, value.Number)
                ? OnGrid(field, value.Number) ? null : "allowed are " + BoundsText.Steps(field)
                : "allowed are " + Range(field);
        }

        if (value.Kind == ScalarKind.Text && (value.Text.Length < field.MinLength || value.Text.Length > field.MaxLength))
        {
            return "allowed are " + BoundsText.Of(field.MinLength, field.MaxLength) + " characters";
        }

        return null;
    }

    /// <summary>Whether a value is listed; numbers compare as numbers.</summary>
    public static bool IsListed(FieldSpec field, Scalar value) => FindValue(field, value) is not null;

    /// <summary>Finds the listed value that equals a value.</summary>
    public static ValueSpec? FindValue(FieldSpec field, Scalar value)
    {
        foreach (var listed in field.Values)
        {
            if (string.Equals(listed.Wire, value.Text, StringComparison.Ordinal)
                || (value.Kind == ScalarKind.Number && ScalarOf(field, listed).Number == value.Number))
            {
                return listed;
            }
        }

        return null;
    }

    /// <summary>A listed value as the field's type has it.</summary>
    public static Scalar ScalarOf(FieldSpec field, ValueSpec value) =>
        IsNumeric(field.Type) ? Scalar.Of(decimal.Parse(value.Wire, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)) : Scalar.Of(value.Wire);

    /// <summary>Whether values of a type compare as numbers.</summary>
    public static bool IsNumeric(FieldType type) => type is FieldType.Integer or FieldType.Number or FieldType.Seconds or FieldType.Seed;

    /// <summary>Whether a number lies within the field's bounds.</summary>
    public static bool InRange(FieldSpec field, decimal number) =>
        !(number < field.Min || (field.MinExclusive && number == field.Min)
        || number > field.Max || (field.MaxExclusive && number == field.Max));

    /// <summary>Whether a number lies on the field's grid.</summary>
    public static bool OnGrid(FieldSpec field, decimal number) => field.Step is not { } step || (number - (field.Min ?? 0)) % step == 0;

    /// <summary>The bounds in words: <c>5 to 10</c>.</summary>
    public static string Range(FieldSpec field) => BoundsText.Of(field.Min, field.Max, field.MinExclusive, field.MaxExclusive);

    internal static string ListValues(FieldSpec field)
    {
        var names = new string[Math.Min(field.Values.Count, 12)];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = field.Values[i].Wire;
        }

        return string.Join(", ", names) + (field.Values.Count > names.Length ? ", …" : "");
    }
}
