using System.Globalization;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Checks the combinations of the keys of a field.</summary>
internal static class FieldChecks
{
    public static void Check(FieldInfo field, FieldSlots slots, IssueList issues, bool isDeclaration)
    {
        Exclusive(field, slots, issues);
        Bounds(field, slots, issues);
        if (field is { Type: FieldType.Enum, Values.IsEmpty: true, IsOpen: false, Fixed: null } && !isDeclaration
            && slots.Entries[FieldKeys.Values] is null)
        {
            issues.Report(IssueRules.NoValues, slots.Anchor, field.Name);
        }

        if (field.Default is { } assumed)
        {
            CheckAllowed(field, assumed, FieldKeys.Default, slots, issues);
        }

        if (field.Fixed is { } only)
        {
            CheckAllowed(field with { Fixed = null }, only, FieldKeys.Fixed, slots, issues);
        }

        if (slots.IsOwn(FieldKeys.Values) && field.IsNumeric)
        {
            ListedInRange(field, slots, issues);
        }
    }

    /// <summary>Reports a lower bound that exceeds the upper one.</summary>
    public static void InsideOut(
        YamlNode at, string name, string lowKey, decimal low, string highKey, decimal high, IssueList issues) =>
        issues.Report(IssueRules.InsideOut, at, name, lowKey, Text(low), highKey, Text(high));

    private static void Exclusive(FieldInfo field, FieldSlots slots, IssueList issues)
    {
        Pair(field.IsRequired && field.Default is not null, FieldKeys.Default, FieldKeys.Required, "required", "given a default");
        Pair(field.IsRequired && field.Fixed is not null, FieldKeys.Fixed, FieldKeys.Required, "required", "fixed");
        Pair(field is { Default: not null, Fixed: not null }, FieldKeys.Default, FieldKeys.Fixed, "fixed", "given a default");
        Conflict(FieldKeys.Min, FieldKeys.Above, "keep the one that the sources give");
        Conflict(FieldKeys.Max, FieldKeys.Below, "keep the one that the sources give");
        Conflict(FieldKeys.Default, FieldKeys.List, "a list cannot have a default");
        Conflict(FieldKeys.Fixed, FieldKeys.List, "a list cannot have a fixed value");
        Conflict(FieldKeys.References, FieldKeys.List, "only a single text can refer to items");
        Conflict(FieldKeys.References, FieldKeys.Fixed, "the text cannot change");
        if (slots.Entries[FieldKeys.Send]?.Key is { } send && slots.IsOwn(FieldKeys.Send)
            && slots.Entries[FieldKeys.Fixed] is null)
        {
            issues.Report(IssueRules.NotApplicable, send, "send", "a field without 'fixed'");
        }

        void Pair(bool both, int key, int other, string one, string two)
        {
            if (both && (slots.IsOwn(key) || slots.IsOwn(other)))
            {
                issues.Report(IssueRules.RequiredWithDefault, slots.At(key, other), field.Name, one, two);
            }
        }

        void Conflict(int key, int other, string remedy)
        {
            if (slots.Entries[key] is { } one && slots.Entries[other] is { } two && (slots.IsOwn(key) || slots.IsOwn(other)))
            {
                issues.Report(IssueRules.KeyConflict, slots.IsOwn(key) ? one.Key : two.Key, Name(key), Name(other), remedy);
            }
        }
    }

    private static void Bounds(FieldInfo field, FieldSlots slots, IssueList issues)
    {
        var min = field.IsMinExclusive ? FieldKeys.Above : FieldKeys.Min;
        var max = field.IsMaxExclusive ? FieldKeys.Below : FieldKeys.Max;
        if (field is { Min: { } lowest, Max: { } highest }
            && (slots.IsOwn(min) || slots.IsOwn(max) || slots.IsOwn(FieldKeys.Step))
            && (lowest > highest || (lowest == highest && (field.IsMinExclusive || field.IsMaxExclusive))))
        {
            InsideOut(slots.At(min, max), field.Name, Name(min), lowest, Name(max), highest, issues);
        }

        Lengths(FieldKeys.MinLength, FieldKeys.MaxLength, field.MinLength, field.MaxLength);
        Lengths(FieldKeys.MinSeconds, FieldKeys.MaxSeconds, field.Media?.MinSeconds, field.Media?.MaxSeconds);

        void Lengths(int low, int high, decimal? shortest, decimal? longest)
        {
            if (shortest > longest && (slots.IsOwn(low) || slots.IsOwn(high)))
            {
                InsideOut(slots.At(low, high), field.Name, Name(low), shortest.Value, Name(high), longest.Value, issues);
            }
        }
    }

    private static void CheckAllowed(FieldInfo field, Scalar value, int key, FieldSlots slots, IssueList issues)
    {
        if (FieldDomain.DescribeViolation(field, value) is { } violation)
        {
            var at = slots.IsOwn(key) ? slots.At(key) : slots.At(FieldKeys.Values, FieldKeys.Min, FieldKeys.Max);
            issues.Report(IssueRules.OutsideRange, at, Name(key), Printable.Of(value.Text), field.Name, violation);
        }
    }

    private static void ListedInRange(FieldInfo field, FieldSlots slots, IssueList issues)
    {
        if (slots.Entries[FieldKeys.Values]?.Value is not YamlSequence list)
        {
            return;
        }

        var range = field with { Values = default, Fixed = null };
        foreach (var item in list.Items)
        {
            if (item is YamlScalar scalar && NumberText.TryRead(scalar.Text, out var number, out _, out _)
                && FieldDomain.DescribeViolation(range, Scalar.Of(number)) is { } violation)
            {
                issues.Report(IssueRules.OutsideRange, item, "value", scalar.Text, field.Name, violation);
            }
        }
    }

    private static string Name(int key) => FieldKeys.Table.Keys[key].Name;

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
