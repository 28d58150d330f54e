using System.Globalization;

namespace NanoGpt;

/// <summary>Checks that what a text names is attached: with <c>@Element2</c> in a prompt there must be two elements.</summary>
internal static class ReferenceValidator
{
    // Digits past this make no difference: no list is so long.
    private const int LargeEnough = 100_000_000;

    /// <summary>Checks the texts of a request. Of each marker the first reference that is wrong is reported.</summary>
    public static void Check(ModelInfo model, FieldValue[] values, List<Finding> findings)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Text is not { } text)
            {
                continue;
            }

            foreach (var reference in model.Rows[i].ReferenceRows)
            {
                var count = values[reference.Row].Count;
                if (FirstWrong(text, reference.Marker, count) is { } wrong)
                {
                    var name = model.Rows[i].Property;
                    findings.Add(new Finding(
                        FindingCodes.NotAttached, FindingSeverity.Error, name,
                        $"{name} names {wrong}, but {reference.Field.Property} {Complaint(reference, count, wrong)}"));
                }
            }
        }
    }

    private static string? FirstWrong(string text, string marker, int count)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            // ASCII only: where words are written without spaces, a reference stands between letters.
            if (string.CompareOrdinal(text, at, marker, 0, marker.Length) != 0 || (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])))
            {
                continue;
            }

            var number = 0;
            var end = at + marker.Length;
            for (; end < text.Length && char.IsAsciiDigit(text[end]); end++)
            {
                number = number < LargeEnough ? (number * 10) + (text[end] - '0') : number;
            }

            var isNumbered = end > at + marker.Length && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end]));
            if (isNumbered && (number == 0 || number > count))
            {
                return text[at..end];
            }
        }

        return null;
    }

    private static string Complaint(ReferenceInfo reference, int count, string wrong)
    {
        if (wrong.AsSpan(reference.Marker.Length).TrimStart('0').IsEmpty)
        {
            return "is counted from 1: name what is attached.";
        }

        var there = (reference.Field.IsList, count) switch
        {
            (false, 0) => "is not set",
            (false, _) => "is a single one",
            (_, 0) => "has no items",
            (_, 1) => "has 1 item",
            _ => string.Create(CultureInfo.InvariantCulture, $"has {count} items"),
        };
        return there + ": attach what it names, or name what is attached.";
    }
}
