using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Tests.Kit;

/// <summary>Requests that break one rule of a model. Rules that compare numbers are left to the tests of the checker.</summary>
internal static class RuleMutations
{
    public static IEnumerable<(string What, JsonObject Request, string Code)> Of(ModelDefinition model)
    {
        foreach (var rule in model.Rules.Where(rule => !rule.IsWarning && rule.When.All(IsSimple) && rule.Conditions.All(IsSimple)))
        {
            var request = MinimalRequest.Of(model);
            foreach (var condition in rule.When)
            {
                Make(request, model, condition);
            }

            var code = Break(request, model, rule);
            yield return ($"rule {rule.Id} with {request.ToJsonString()}", request, code);
        }
    }

    private static string Break(JsonObject request, ModelDefinition model, RuleInfo rule)
    {
        switch (rule.Kind)
        {
            case RuleKind.RequireAny:
                rule.Fields.ToList().ForEach(field => Remove(request, model, field));
                return "NGPT121";
            case RuleKind.AtMostOne:
                rule.Fields.Take(2).ToList().ForEach(field => MinimalRequest.Set(request, model.FindField(field)!));
                return "NGPT122";
            case RuleKind.Forbid:
                Make(request, model, rule.Conditions[0]);
                return "NGPT120";
            default:
                Unmake(request, model, rule.Conditions[0]);
                return "NGPT120";
        }
    }

    private static void Make(JsonObject request, ModelDefinition model, ConditionInfo condition)
    {
        var field = model.FindField(condition.Field)!;
        switch (condition.Operator)
        {
            case ConditionOperator.IsUnset:
                Remove(request, model, condition.Field);
                break;
            case ConditionOperator.IsSet:
                MinimalRequest.Set(request, field);
                break;
            default:
                MinimalRequest.Set(request, field, MinimalRequest.Spell(field, condition.Values[0]));
                break;
        }
    }

    private static void Unmake(JsonObject request, ModelDefinition model, ConditionInfo condition)
    {
        var field = model.FindField(condition.Field)!;
        if (condition.Operator == ConditionOperator.IsUnset)
        {
            MinimalRequest.Set(request, field);
        }
        else if (condition.Operator == ConditionOperator.IsOneOf && field.Type == FieldType.Boolean)
        {
            MinimalRequest.Set(request, field, condition.Values[0].Number == 0);
        }
        else if (condition.Operator == ConditionOperator.IsOneOf && field.Values.FirstOrDefault(value => !Names(condition, value)) is { } other)
        {
            MinimalRequest.Set(request, field, MinimalRequest.ValueOf(field with { Values = new([other]) }));
        }
        else
        {
            Remove(request, model, condition.Field);
        }
    }

    private static bool Names(ConditionInfo condition, ValueInfo value) => condition.Values.Any(scalar => scalar.Text == value.Wire);

    private static void Remove(JsonObject request, ModelDefinition model, string field) => request.Remove(MinimalRequest.KeyOf(model.FindField(field)!));

    private static bool IsSimple(ConditionInfo condition) =>
        condition.Operator is ConditionOperator.IsOneOf or ConditionOperator.IsSet or ConditionOperator.IsUnset;
}
