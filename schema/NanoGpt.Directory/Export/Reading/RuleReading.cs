using System.Text.Json;

namespace NanoGpt.Directories.Export.Reading;

/// <summary>A rule as <see cref="RuleExport"/> writes it.</summary>
internal static class RuleReading
{
    private static readonly (string Key, RuleKind Kind)[] Demands =
    [
        ("require", RuleKind.Require), ("forbid", RuleKind.Forbid), ("requireAny", RuleKind.RequireAny), ("atMostOne", RuleKind.AtMostOne),
    ];

    public static RuleInfo Of(JsonPlace place, HashSet<string> fields)
    {
        var demands = Demands.Where(demand => place.Find(demand.Key) is not null).ToList();
        if (demands is not [var (key, kind)])
        {
            throw place.Wrong("has not one demand");
        }

        var isOfConditions = kind is RuleKind.Require or RuleKind.Forbid;
        return new RuleInfo
        {
            Id = place.Text("id"),
            Kind = kind,
            When = Conditions(place, "when", fields),
            Conditions = isOfConditions ? Conditions(place, key, fields) : default,
            Fields = isOfConditions ? default : place.Items(key).Select(item => Field(item, item.AsText(), fields)).ToEquatableArray(),
            Because = place.Text("because"),
            IsWarning = place.TextOrNull("severity") == "warning",
            Sources = place.Texts("sources"),
        };
    }

    public static EquatableArray<ConditionInfo> Conditions(JsonPlace place, string key, HashSet<string> fields)
    {
        if (place.Find(key) is not { } found)
        {
            return default;
        }

        var maps = found.Value.ValueKind == JsonValueKind.Array ? found.AsItems() : [found];
        return maps
            .SelectMany(map => map.AsEntries())
            .SelectMany(entry => OfField(entry.Value, Field(entry.Value, entry.Key, fields)))
            .ToEquatableArray();
    }

    private static IEnumerable<ConditionInfo> OfField(JsonPlace place, string field)
    {
        switch (place.Value.ValueKind)
        {
            case JsonValueKind.Object:
                return place.AsEntries().Select(entry => ConditionWords.Comparison(entry.Key) is { } comparison
                    ? new ConditionInfo(field, comparison, new([Scalar.Of(entry.Value.AsNumber())]))
                    : throw entry.Value.Wrong("is no comparison"));
            case JsonValueKind.Array:
                return [new ConditionInfo(field, ConditionOperator.IsOneOf, place.AsItems().Select(item => item.AsScalar()).ToEquatableArray())];
            default:
                var value = place.AsScalar();
                return [ConditionWords.Find(value) is { } state
                    ? new ConditionInfo(field, state, default)
                    : new ConditionInfo(field, ConditionOperator.IsOneOf, new([value]))];
        }
    }

    private static string Field(JsonPlace place, string name, HashSet<string> fields) =>
        fields.Contains(name) ? name : throw place.Wrong($"is about '{name}', which is no field of the model");
}
