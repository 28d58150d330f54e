using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Tests.Sync;

/// <summary>The list that a service with exactly these models would answer with.</summary>
internal static class DerivedList
{
    public static string Of(IEnumerable<ModelDefinition> models) => new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. models.Where(model => model.Status != ModelStatus.Removed).Select(model => Entry(model))]),
    }.ToJsonString();

    /// <summary>Returns the entry of one model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="price">Its price as listed; null to derive it.</param>
    public static JsonObject Entry(ModelDefinition model, JsonNode? price = null)
    {
        var entry = new JsonObject
        {
            ["id"] = model.Id,
            ["object"] = "model",
            ["name"] = model.Title,
            ["capabilities"] = new JsonObject
            {
                ["text_to_video"] = model.Modes.Any(mode => mode is "text-to-video" or "scripted"),
                ["image_to_video"] = model.Fields.Any(field => field is { Type: FieldType.Image, Name: not "end_image" }),
                ["video_to_video"] = model.Fields.Any(field => field is { Type: FieldType.Video, Name: not "reference_videos" }),
                ["audio_input"] = model.Fields.Any(field => field.Type == FieldType.Audio),
                ["audio_generation"] = model.Facts.Any(fact => fact.Name == "audio_generation"),
                ["nsfw"] = model.Facts.Any(fact => fact.Name == "nsfw"),
            },
            ["supported_parameters"] = new JsonObject
            {
                ["parameters"] = new JsonObject([.. model.Fields.Where(IsListed).Select(field => KeyValuePair.Create(field.Wire.Name, (JsonNode?)Parameter(field)))]),
            },
        };
        if ((price ?? Pricing(model.Price)) is { } pricing)
        {
            entry["pricing"] = pricing;
        }

        return entry;
    }

    private static bool IsListed(FieldInfo field) =>
        !field.IsMedia && field.List is null && field.Fixed is null && field.Type != FieldType.Object && field.Name != "prompt";

    private static JsonObject Parameter(FieldInfo field)
    {
        var parameter = new JsonObject { ["label"] = field.Name };
        parameter["type"] = field.Type switch
        {
            FieldType.Boolean => "switch",
            _ when !field.Values.IsEmpty && field.Type != FieldType.String => "select",
            FieldType.Number or FieldType.Seconds => "number",
            FieldType.Integer or FieldType.Seed => "integer",
            _ => "string",
        };
        if (!field.Values.IsEmpty && field.Type != FieldType.String)
        {
            parameter["options"] = new JsonArray([.. field.Values.Select(value => new JsonObject { ["value"] = value.Wire + field.Wire.Suffix, ["label"] = value.Wire })]);
        }
        else if (field.Type is FieldType.Number or FieldType.Integer or FieldType.Seconds)
        {
            parameter["min"] = field.IsMinExclusive ? null : JsonValue.Create(field.Min);
            parameter["max"] = field.IsMaxExclusive ? null : JsonValue.Create(field.Max);
        }

        if (field.Default is { } assumed)
        {
            parameter["default"] = assumed.Kind switch
            {
                ScalarKind.Boolean => assumed.Text == "true",
                ScalarKind.Number when field.Values.IsEmpty => assumed.Number,
                _ => assumed.Text + field.Wire.Suffix,
            };
        }

        return parameter;
    }

    // As far as one field decides: the layouts that most of the service's models have.
    private static JsonObject? Pricing(PriceInfo? pricing)
    {
        if (pricing is null || pricing.Rates.Any(rate => rate.FreeSeconds != 0 || (rate.PerVideo != 0 && rate.PerSecond != 0)))
        {
            return null;
        }

        var bySecond = pricing.Rates.All(rate => rate.PerVideo == 0);
        if (pricing.Rates is [{ When.IsEmpty: true } only])
        {
            return new JsonObject { ["currency"] = pricing.Currency, [bySecond ? "per_second" : "per_video"] = bySecond ? only.PerSecond : only.PerVideo };
        }

        return pricing.Rates.All(rate => rate.When is [{ Field: "resolution", Operator: ConditionOperator.IsOneOf }])
            ? new JsonObject
            {
                ["currency"] = pricing.Currency,
                [bySecond ? "per_second_by_resolution" : "per_resolution"] = new JsonObject(
                    [.. pricing.Rates.Select(rate => KeyValuePair.Create(rate.When[0].Values[0].Text, (JsonNode?)JsonValue.Create(bySecond ? rate.PerSecond : rate.PerVideo)))]),
            }
            : null;
    }
}
