using System.Globalization;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Format;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Reading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>Checks that the keys of one field go together.</summary>
internal static class FieldChecks
{
    public static void Check(FieldInfo field, FieldSlots slots, IssueList issues, bool isDeclaration)
    {
        Exclusive(field, slots, issues);
        Bounds(field, slots, issues);
        if (field is { Type: FieldType.Enum, Values.IsEmpty: true, IsOpen: false, Fixed: null } && !isDeclaration
            && slots.Entries[FieldKeys.Values] is null)
        {
            issues.Add(IssueRules.NoValues, slots.Anchor.Start, slots.Anchor.Length, null, field.Name);
        }

        if (field.Default is { } assumed)
        {
            Takes(field, assumed, FieldKeys.Default, slots, issues);
        }

        if (field.Fixed is { } only)
        {
            // The field without its fixed value tells what it would take.
            Takes(field with { Fixed = null }, only, FieldKeys.Fixed, slots, issues);
        }

        if (slots.IsOwn(FieldKeys.Values) && field.IsNumeric)
        {
            ListedInRange(field, slots, issues);
        }
    }

    /// <summary>Reports a lower bound over an upper one.</summary>
    public static void InsideOut(YamlNode at, string name, string low, decimal least, string high, decimal most, IssueList issues) =>
        issues.Add(IssueRules.InsideOut, at.Start, at.Length, null, name, low, Text(least), high, Text(most));

    private static void Exclusive(FieldInfo field, FieldSlots slots, IssueList issues)
    {
        Pair(field.IsRequired && field.Default is not null, FieldKeys.Default, FieldKeys.Required, "required", "given a default");
        Pair(field.IsRequired && field.Fixed is not null, FieldKeys.Fixed, FieldKeys.Required, "required", "fixed");
        Pair(field.Default is not null && field.Fixed is not null, FieldKeys.Default, FieldKeys.Fixed, "fixed", "given a default");
        Conflict(FieldKeys.Min, FieldKeys.Above, "keep the one that the sources give");
        Conflict(FieldKeys.Max, FieldKeys.Below, "keep the one that the sources give");
        Conflict(FieldKeys.Default, FieldKeys.List, "a list has no default that one value could tell");
        Conflict(FieldKeys.Fixed, FieldKeys.List, "a list has no fixed value that one value could tell");
        Conflict(FieldKeys.References, FieldKeys.List, "only a single text can name items");
        Conflict(FieldKeys.References, FieldKeys.Fixed, "nobody can write another text");
        if (slots.Entries[FieldKeys.Send]?.Key is { } send && slots.IsOwn(FieldKeys.Send) && slots.Entries[FieldKeys.Fixed] is null)
        {
            issues.Add(IssueRules.NotApplicable, send.Start, send.Length, null, "send", "a field without 'fixed'");
        }

        void Pair(bool both, int key, int other, string one, string two)
        {
            if (both && (slots.IsOwn(key) || slots.IsOwn(other)))
            {
                var at = slots.At(key, other);
                issues.Add(IssueRules.RequiredWithDefault, at.Start, at.Length, null, field.Name, one, two);
            }
        }

        void Conflict(int key, int other, string remedy)
        {
            if (slots.Entries[key] is { } one && slots.Entries[other] is { } two && (slots.IsOwn(key) || slots.IsOwn(other)))
            {
                var at = slots.IsOwn(key) ? one.Key : two.Key;
                issues.Add(IssueRules.KeyConflict, at.Start, at.Length, null, Name(key), Name(other), remedy);
            }
        }
    }

    private static void Bounds(FieldInfo field, FieldSlots slots, IssueList issues)
    {
        var min = field.IsMinExclusive ? FieldKeys.Above : FieldKeys.Min;
        var max = field.IsMaxExclusive ? FieldKeys.Below : FieldKeys.Max;
        if (field is { Min: { } least, Max: { } most } && (slots.IsOwn(min) || slots.IsOwn(max) || slots.IsOwn(FieldKeys.Step)))
        {
            var isEmpty = least > most || (least == most && (field.IsMinExclusive || field.IsMaxExclusive));
            if (isEmpty)
            {
                InsideOut(slots.At(min, max), field.Name, Name(min), least, Name(max), most, issues);
            }
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

    private static void Takes(FieldInfo field, Scalar value, int key, FieldSlots slots, IssueList issues)
    {
        if (FieldDomain.DescribeViolation(field, value) is { } complaint)
        {
            var at = slots.IsOwn(key) ? slots.At(key) : slots.At(FieldKeys.Values, FieldKeys.Min, FieldKeys.Max);
            issues.Add(IssueRules.OutsideRange, at.Start, at.Length, null, Name(key), Printable.Of(value.Text), field.Name, complaint);
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
                && FieldDomain.DescribeViolation(range, Scalar.Of(number)) is { } complaint)
            {
                issues.Add(IssueRules.OutsideRange, item.Start, item.Length, null, "value", scalar.Text, field.Name, complaint);
            }
        }
    }

    private static string Name(int key) => FieldKeys.Table.Keys[key].Name;

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
