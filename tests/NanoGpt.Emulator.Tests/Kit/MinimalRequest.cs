using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Tests.Kit;

/// <summary>The least that a model takes, worked out from its spec alone.</summary>
internal static class MinimalRequest
{
    public static JsonObject Of(ModelDefinition model)
    {
        var request = new JsonObject { ["model"] = model.Id };
        foreach (var field in model.Fields.Where(field => field.IsRequired || field is { Fixed: not null, IsSent: true }))
        {
            Set(request, field);
        }

        foreach (var rule in model.Rules.Where(rule => !rule.IsWarning && RequestChecker.AllHold(rule.When, model, Values(model, request))))
        {
            Obey(request, model, rule);
        }

        return request;
    }

    /// <summary>Gives a field a value that it allows.</summary>
    public static void Set(JsonObject request, FieldInfo field, JsonNode? value = null) => request[KeyOf(field)] = value ?? ValueOf(field);

    public static string KeyOf(FieldInfo field) => field.Media is { } media ? media.UrlKey ?? media.DataKey ?? media.AttachmentKey! : field.Wire.Name;

    /// <summary>A value that a field allows, in its own spelling.</summary>
    public static JsonNode ValueOf(FieldInfo field)
    {
        if (field.List is { } list)
        {
            return new JsonArray([.. Enumerable.Range(0, Math.Max(1, list.Min ?? 1)).Select(_ => ValueOf(field with { List = null }))]);
        }

        return field.Type switch
        {
            _ when field.Fixed is { } only => Spell(field, only),
            FieldType.Boolean => true,
            FieldType.Object => new JsonObject(field.Fields.Where(member => member.IsRequired)
                .Select(member => KeyValuePair.Create(KeyOf(member), (JsonNode?)ValueOf(member)))),
            _ when field.IsMedia => MediumOf(field),
            FieldType.String => Longest(field, "A lighthouse in a storm"),
            FieldType.Enum => field.Values.Count == 0 ? "any" : field.Values[0].Wire,
            _ when field.Values.Count > 0 => Spell(field, Scalar.Of(decimal.Parse(field.Values[0].Wire, System.Globalization.CultureInfo.InvariantCulture))),
            _ => Spell(field, Scalar.Of(NumberOf(field))),
        };
    }

    public static JsonNode Spell(FieldInfo field, Scalar value) => value.Kind switch
    {
        ScalarKind.Boolean => value.Number == 1,
        ScalarKind.Number when field.Wire.IsText => value.Text + field.Wire.Suffix,
        ScalarKind.Number => JsonNode.Parse(value.Text)!,
        _ => value.Text,
    };

    private static decimal NumberOf(FieldInfo field) =>
        field.Min is { } min ? field.IsMinExclusive ? min + (field.Step ?? 0.1m) : min
        : field.Max is { } max ? field.IsMaxExclusive ? max - (field.Step ?? 0.1m) : max
        : field.Step ?? 5;

    private static string Longest(FieldInfo field, string text) =>
        field.Values.Count > 0 ? field.Values[0].Wire
        : field.MaxLength < text.Length ? text[..field.MaxLength.Value]
        : text.PadRight(field.MinLength ?? 0, '.');

    private static JsonNode MediumOf(FieldInfo field) => field.Media switch
    {
        { UrlKey: not null } => "https://example.com/medium",
        { DataKey: not null } => $"data:{MediaTypeOf(field.Type)};base64,AAAA",
        _ => "attachment-1",
    };

    private static string MediaTypeOf(FieldType type) => type switch
    {
        FieldType.Image => "image/png",
        FieldType.Audio => "audio/mpeg",
        _ => "video/mp4",
    };

    private static void Obey(JsonObject request, ModelDefinition model, RuleInfo rule)
    {
        var values = Values(model, request);
        if (rule.Kind == RuleKind.RequireAny && !rule.Fields.Any(values.ContainsKey))
        {
            Set(request, model.FindField(rule.Fields[0])!);
        }

        foreach (var condition in rule.Conditions.Where(condition => rule.Kind == RuleKind.Require && !RequestChecker.Holds(condition, model, values)))
        {
            var field = model.FindField(condition.Field)!;
            Set(request, field, condition.Operator == ConditionOperator.IsSet ? null : Spell(field, condition.Values[0]));
        }
    }

    private static IReadOnlyDictionary<string, RequestValue> Values(ModelDefinition model, JsonObject request) =>
        WireRequest.Read(model, null, request).Values;
}
