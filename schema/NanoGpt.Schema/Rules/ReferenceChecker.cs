using System.Globalization;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>Checks that what a text names is attached: with <c>@Element2</c> in a prompt there must be two elements.</summary>
internal static class ReferenceChecker
{
    // Digits past this make no difference: no list is so long.
    private const int LargeEnough = 100_000_000;

    /// <summary>Checks the texts of a request. Of each marker the first reference that is wrong is reported.</summary>
    public static void Check(ModelSpec model, IReadOnlyDictionary<string, RequestValue> values, List<RequestFinding> findings)
    {
        foreach (var field in model.Inputs)
        {
            if (field.References.IsEmpty || !values.TryGetValue(field.Name, out var value) || value.Kind != RequestValueKind.Text)
            {
                continue;
            }

            foreach (var reference in field.References)
            {
                if (model.FindInput(reference.Field) is { } target && Count(target, values) is { } count
                    && FirstWrong(value.Scalar!.Text, reference.Marker, count) is { } wrong)
                {
                    var message = field.Wire.Name + " names " + wrong + ", but " + target.Wire.Name + Complaint(target, count, IsZero(wrong, reference.Marker));
                    findings.Add(new RequestFinding(RequestCodes.NotAttached, IssueSeverity.Error, field.Name, message, null));
                }
            }
        }
    }

    /// <summary>How many things there are to name; null if the field has a value of another kind, which is a finding of its own.</summary>
    private static int? Count(FieldSpec target, IReadOnlyDictionary<string, RequestValue> values) =>
        !values.TryGetValue(target.Name, out var value) ? 0
        : target.List is null ? value.Kind == RequestValueKind.Media ? 1 : null
        : value.Kind == RequestValueKind.List ? value.Items.Count : null;

    private static string? FirstWrong(string text, string marker, int count)
    {
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (string.CompareOrdinal(text, at, marker, 0, marker.Length) != 0 || (at > 0 && IsLetterOrDigit(text[at - 1])))
            {
                continue;
            }

            var number = 0;
            var end = at + marker.Length;
            for (; end < text.Length && IsDigit(text[end]); end++)
            {
                number = number < LargeEnough ? (number * 10) + (text[end] - '0') : number;
            }

            var isNumbered = end > at + marker.Length && (end == text.Length || !IsLetterOrDigit(text[end]));
            if (isNumbered && (number == 0 || number > count))
            {
                return text.Substring(at, end - at);
            }
        }

        return null;
    }

    private static string Complaint(FieldSpec target, int count, bool isZero)
    {
        if (isZero)
        {
            return " is counted from 1: name what is attached.";
        }

        var there = target.List is null ? count == 0 ? " is not set" : " is a single one"
            : count == 0 ? " has no items"
            : count == 1 ? " has 1 item"
            : " has " + count.ToString(CultureInfo.InvariantCulture) + " items";
        return there + ": attach what it names, or name what is attached.";
    }

    private static bool IsZero(string reference, string marker) => reference.TrimEnd('0').Length == marker.Length;

    // Of ASCII: where words are written without spaces, a reference stands between letters.
    private static bool IsLetterOrDigit(char c) => IsDigit(c) || c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
