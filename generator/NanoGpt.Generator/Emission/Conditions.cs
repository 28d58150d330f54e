using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Emission;

/// <summary>Writes conditions in the notation that attributes and the info table share: <c>Resolution=R720p|R1080p &amp; !Audio</c>.</summary>
internal static class Conditions
{
    /// <summary>The conditions that must all hold, as one text; null if there are none.</summary>
    public static string? Text(EquatableArray<ConditionInfo> conditions, ModelDefinition model) =>
        conditions.IsEmpty ? null : string.Join(" & ", conditions.Select(c => Text(c, model)));

    /// <summary>What a rule demands.</summary>
    public static string? Demand(RuleInfo rule, ModelDefinition model) => rule.Kind is RuleKind.Require or RuleKind.Forbid
        ? Text(rule.Conditions, model)
        : Properties(rule.Fields, model);

    /// <summary>How attributes and the info table call a kind of rule.</summary>
    public static string Verb(RuleKind kind) => kind switch
    {
        RuleKind.Require => nameof(RuleKind.Require),
        RuleKind.Forbid => nameof(RuleKind.Forbid),
        RuleKind.RequireAny => nameof(RuleKind.RequireAny),
        _ => nameof(RuleKind.AtMostOne),
    };

    /// <summary>The fields whose values rules and prices ask for.</summary>
    public static HashSet<string> Fields(ModelDefinition model)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rate in model.Price?.Rates ?? default)
        {
            foreach (var condition in rate.When)
            {
                fields.Add(condition.Field);
            }
        }

        foreach (var rule in model.Rules)
        {
            foreach (var condition in rule.When)
            {
                fields.Add(condition.Field);
            }

            foreach (var condition in rule.Conditions)
            {
                fields.Add(condition.Field);
            }
        }

        return fields;
    }

    // For example Prompt|Script.
    private static string Properties(EquatableArray<string> fields, ModelDefinition model) =>
        string.Join("|", fields.Select(f => Find(f, model).Property));

    private static string Text(ConditionInfo condition, ModelDefinition model)
    {
        var field = Find(condition.Field, model);
        return condition.Operator switch
        {
            ConditionOperator.IsSet => field.Property,
            ConditionOperator.IsUnset => "!" + field.Property,
            ConditionOperator.Above => field.Property + ">" + Number(condition),
            ConditionOperator.AtLeast => field.Property + ">=" + Number(condition),
            ConditionOperator.Below => field.Property + "<" + Number(condition),
            ConditionOperator.AtMost => field.Property + "<=" + Number(condition),
            _ => field.Property + "=" + string.Join("|", condition.Values.Select(v => Value(v, field))),
        };
    }

    private static string Number(ConditionInfo condition) => Escape.Number(condition.Values[0].Number);

    private static string Value(Scalar value, FieldInfo field) => Member(value.Text, field) ?? value.Kind switch
    {
        ScalarKind.Number => Escape.Number(value.Number),
        ScalarKind.Boolean => value.Text,
        _ => Escape.Quoted(value.Text),
    };

    // Values of a closed set go by their C# names, which analyzers can compare with what they see.
    private static string? Member(string wire, FieldInfo field)
    {
        if (field.Type != FieldType.Enum || field.IsOpen || field.Fixed is not null)
        {
            return null;
        }

        foreach (var value in field.Values)
        {
            if (string.Equals(value.Wire, wire, StringComparison.Ordinal))
            {
                return value.Member;
            }
        }

        return null;
    }

    private static FieldInfo Find(string name, ModelDefinition model) =>
        model.FindField(name) ?? throw new InvalidOperationException($"A condition names the field '{name}', which the model does not take.");
}
