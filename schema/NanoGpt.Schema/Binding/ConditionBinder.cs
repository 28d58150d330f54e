using System.Globalization;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Format;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Reading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads conditions on fields.</summary>
internal sealed class ConditionBinder(ModelDraft draft)
{
    private static readonly ConditionOperator[] Comparisons =
        [ConditionOperator.Above, ConditionOperator.AtLeast, ConditionOperator.Below, ConditionOperator.AtMost];

    private IssueList Issues => draft.Issues;

    /// <summary>Reads a map of fields to conditions.</summary>
    public List<ConditionInfo> Bind(YamlMapping map)
    {
        var conditions = new List<ConditionInfo>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            if (Field(entry.Key, IssueRules.RuleFieldUnknown) is { } field)
            {
                Bind(field, entry, conditions);
            }
        }

        return conditions;
    }

    /// <summary>Finds the field that a token names, or reports that the model lacks it.</summary>
    public FieldInfo? Field(YamlScalar token, IssueRule rule)
    {
        if (draft.Find(token.Text) is { } input)
        {
            return input.Spec;
        }

        // A model whose inputs could not all be read proves nothing by lacking one.
        if (!draft.LacksField)
        {
            var guess = Issues.Guess(token.Text, draft.Inputs.Select(static input => input.Spec.Name));
            var hint = guess is null ? "add it to 'inputs' or correct the name" : "did you mean '" + guess + "'?";
            Issues.Add(rule, token.Start, token.Length, guess, Printable.Of(token.Text), hint);
        }

        return null;
    }

    /// <summary>Reports a value that a field cannot have.</summary>
    public bool CanBe(FieldInfo field, Scalar value, YamlNode token, IssueRule rule)
    {
        if (FieldDomain.DescribeViolation(field, value) is not { } complaint)
        {
            return true;
        }

        var guess = Guess(field, value);
        Issues.Add(rule, token.Start, token.Length, guess is null ? null : ScalarReader.Quoted(guess), field.Name, Printable.Of(value.Text), complaint);
        return false;
    }

    /// <summary>Whether a field can be tested for more than being set; reports if not.</summary>
    public bool HasValue(FieldInfo field, YamlNode token)
    {
        if (field.List is null && !field.IsMedia && field.Type != FieldType.Object)
        {
            return true;
        }

        var what = field.List is not null ? "a list" : field.IsMedia ? "a medium" : "an object";
        Issues.Add(IssueRules.ConditionMisfit, token.Start, token.Length, null, field.Name, what, "set and unset");
        return false;
    }

    private void Bind(FieldInfo field, YamlEntry entry, List<ConditionInfo> conditions)
    {
        switch (entry.Value)
        {
            case YamlScalar { IsPlain: true, Text: "set" }:
                conditions.Add(new ConditionInfo(field.Name, ConditionOperator.IsSet, default));
                break;
            case YamlScalar { IsPlain: true, Text: "unset" }:
                conditions.Add(new ConditionInfo(field.Name, ConditionOperator.IsUnset, default));
                break;
            case YamlScalar { IsNull: true }:
                Issues.Add(IssueRules.Empty, entry.Key.Start, entry.Key.Length, null, field.Name, "a condition, such as a value, 'set' or 'unset'");
                break;
            case YamlScalar value:
                if (HasValue(field, value) && Value(field, value) is { } single)
                {
                    conditions.Add(new ConditionInfo(field.Name, ConditionOperator.IsOneOf, new([single])));
                }

                break;
            case YamlSequence { Items.Count: 0 } empty:
                Issues.Add(IssueRules.Empty, empty.Start, empty.Length, null, field.Name, "at least one value");
                break;
            case YamlSequence list:
                OneOf(field, entry.Key, list, conditions);
                break;
            case YamlMapping map:
                Compare(field, entry.Key, map, conditions);
                break;
        }
    }

    private void OneOf(FieldInfo field, YamlScalar key, YamlSequence list, List<ConditionInfo> conditions)
    {
        if (!HasValue(field, key))
        {
            return;
        }

        if (list.Items.Count > FieldValues.MostValues)
        {
            Issues.Add(IssueRules.TooManyValues, key.Start, key.Length, null, field.Name, list.Items.Count, FieldValues.MostValues);
            return;
        }

        var values = new List<Scalar>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (Value(field, item) is not { } value)
            {
                continue;
            }

            if (values.Contains(value))
            {
                Issues.Add(IssueRules.DuplicateValue, item.Start, item.Length, null, Printable.Of(value.Text), field.Name);
            }
            else
            {
                values.Add(value);
            }
        }

        conditions.Add(new ConditionInfo(field.Name, ConditionOperator.IsOneOf, values.ToEquatableArray()));
    }

    private Scalar? Value(FieldInfo field, YamlNode node) =>
        ValueReader.Read(node, field.Type, field.Name, Issues) is { } value && CanBe(field, value, node, IssueRules.RuleValueImpossible)
            ? value : null;

    private void Compare(FieldInfo field, YamlScalar key, YamlMapping map, List<ConditionInfo> conditions)
    {
        if (!HasValue(field, key))
        {
            return;
        }

        if (!field.IsNumeric)
        {
            Issues.Add(IssueRules.ConditionMisfit, key.Start, key.Length, null, field.Name, "no number", "values, set and unset");
            return;
        }

        var keys = MapReader.Read(ComparisonKeys.Table, map, key, Issues);
        if (map.Entries.Count == 0)
        {
            Issues.Add(IssueRules.Empty, map.Start, map.Length, null, field.Name, "a comparison");
        }

        OnlyOne(keys, ComparisonKeys.Above, ComparisonKeys.AtLeast);
        OnlyOne(keys, ComparisonKeys.Below, ComparisonKeys.AtMost);
        for (var i = 0; i < Comparisons.Length; i++)
        {
            if (keys.Number(i) is { } number)
            {
                conditions.Add(new ConditionInfo(field.Name, Comparisons[i], new([Scalar.Of(number)])));
            }
        }
    }

    private void OnlyOne(MapReader keys, int one, int other)
    {
        if (keys.Has(one) && keys.Key(other) is { } token)
        {
            Issues.Add(IssueRules.KeyConflict, token.Start, token.Length, null, token.Text, keys.Key(one)!.Text, "keep the narrower of the two");
        }
    }

    private string? Guess(FieldInfo field, Scalar value) => value.Kind == ScalarKind.Text && !field.Values.IsEmpty
        ? Issues.Guess(value.Text, field.Values.Select(static listed => listed.Wire)) : null;

    internal static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
