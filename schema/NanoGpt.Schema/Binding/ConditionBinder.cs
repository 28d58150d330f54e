using NanoGpt.Evaluation;
using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads conditions on fields.</summary>
internal sealed class ConditionBinder(ModelDraft draft)
{
    private static readonly ConditionOperator[] Comparisons =
        [ConditionOperator.Above, ConditionOperator.AtLeast, ConditionOperator.Below, ConditionOperator.AtMost];

    private IssueList Issues => draft.Issues;

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

    /// <summary>Returns the field of a name, or reports that the model has no such field.</summary>
    public FieldInfo? Field(YamlScalar token, IssueRule rule)
    {
        if (draft.Find(token.Text) is { } input)
        {
            return input.Spec;
        }

        // Without all inputs, a missing field is not an error.
        if (!draft.LacksField)
        {
            var guess = Issues.Guess(token.Text, draft.Inputs.Select(static input => input.Spec.Name));
            var hint = NearestWord.Hint(guess, "add it to 'inputs' or correct the name");
            Issues.ReportWithFix(rule, token, guess, Printable.Of(token.Text), hint);
        }

        return null;
    }

    /// <summary>Returns whether a field can have a value. Reports an impossible value.</summary>
    public bool CanBe(FieldInfo field, Scalar value, YamlNode token, IssueRule rule)
    {
        if (FieldDomain.DescribeViolation(field, value) is not { } violation)
        {
            return true;
        }

        var guess = value.Kind == ScalarKind.Text && !field.Values.IsEmpty
            ? Issues.Guess(value.Text, field.Values.Select(static listed => listed.Wire)) : null;
        var fix = guess is null ? null : ScalarReader.Quoted(guess);
        Issues.ReportWithFix(rule, token, fix, field.Name, Printable.Of(value.Text), violation);
        return false;
    }

    /// <summary>Returns whether conditions can compare a field. Reports a field that can only be set or unset.</summary>
    public bool HasValue(FieldInfo field, YamlNode token)
    {
        if (field.List is null && !field.IsMedia && field.Type != FieldType.Object)
        {
            return true;
        }

        var kind = field.List is not null ? "a list" : field.IsMedia ? "a medium" : "an object";
        Issues.Report(IssueRules.ConditionMisfit, token, field.Name, kind, "set and unset");
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
                Issues.Report(IssueRules.Empty, entry.Key, field.Name, "a condition, such as a value, 'set' or 'unset'");
                break;
            case YamlScalar value:
                if (HasValue(field, value) && Value(field, value) is { } single)
                {
                    conditions.Add(new ConditionInfo(field.Name, ConditionOperator.IsOneOf, new([single])));
                }

                break;
            case YamlSequence { Items.Count: 0 } empty:
                Issues.Report(IssueRules.Empty, empty, field.Name, "at least one value");
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

        if (list.Items.Count > FieldValues.MaxValues)
        {
            Issues.Report(IssueRules.TooManyValues, key, field.Name, list.Items.Count, FieldValues.MaxValues);
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
                Issues.Report(IssueRules.DuplicateValue, item, Printable.Of(value.Text), field.Name);
            }
            else
            {
                values.Add(value);
            }
        }

        conditions.Add(new ConditionInfo(field.Name, ConditionOperator.IsOneOf, values.ToEquatableArray()));
    }

    private Scalar? Value(FieldInfo field, YamlNode node) =>
        ValueReader.Read(node, field.Type, field.Name, Issues) is { } value
        && CanBe(field, value, node, IssueRules.RuleValueImpossible) ? value : null;

    private void Compare(FieldInfo field, YamlScalar key, YamlMapping map, List<ConditionInfo> conditions)
    {
        if (!HasValue(field, key))
        {
            return;
        }

        if (!field.IsNumeric)
        {
            Issues.Report(IssueRules.ConditionMisfit, key, field.Name, "not a number", "values, set and unset");
            return;
        }

        var keys = MapReader.Read(ComparisonKeys.Table, map, key, Issues);
        if (map.Entries.Count == 0)
        {
            Issues.Report(IssueRules.Empty, map, field.Name, "a comparison");
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
            Issues.Report(IssueRules.KeyConflict, token, token.Text, keys.Key(one)!.Text, "keep the narrower of the two");
        }
    }
}
