namespace NanoGpt.Directories.Export.Reading;

/// <summary>Reads rules that <see cref="RuleExport"/> wrote.</summary>
internal static class RuleReading
{
    private static readonly (string Key, RuleKind Kind)[] Demands =
    [
        ("require", RuleKind.Require), ("forbid", RuleKind.Forbid),
        ("requireAny", RuleKind.RequireAny), ("atMostOne", RuleKind.AtMostOne),
    ];

    public static RuleInfo Read(JsonLocation location, HashSet<string> fields)
    {
        var demands = Demands.Where(demand => location.Find(demand.Key) is not null).ToList();
        if (demands is not [var (key, kind)])
        {
            throw location.Error("must have exactly one of require, forbid, requireAny and atMostOne");
        }

        var isOfConditions = kind is RuleKind.Require or RuleKind.Forbid;
        return new RuleInfo
        {
            Id = location.Text("id"),
            Kind = kind,
            When = Conditions(location, "when", fields),
            Conditions = isOfConditions ? Conditions(location, key, fields) : default,
            Fields = isOfConditions
                ? default : location.Items(key).Select(item => Field(item, item.AsText(), fields)).ToEquatableArray(),
            Because = location.Text("because"),
            IsWarning = location.TextOrNull("severity") == "warning",
            Sources = location.Texts("sources"),
        };
    }

    public static EquatableArray<ConditionInfo> Conditions(JsonLocation location, string key, HashSet<string> fields)
    {
        if (location.Find(key) is not { } found)
        {
            return default;
        }

        var maps = found.Value.ValueKind == JsonValueKind.Array ? found.AsItems() : [found];
        return maps
            .SelectMany(map => map.AsEntries())
            .SelectMany(entry => ReadField(entry.Value, Field(entry.Value, entry.Key, fields)))
            .ToEquatableArray();
    }

    private static IEnumerable<ConditionInfo> ReadField(JsonLocation location, string field)
    {
        switch (location.Value.ValueKind)
        {
            case JsonValueKind.Object:
                return location.AsEntries().Select(entry => ConditionKeywords.Comparison(entry.Key) is { } comparison
                    ? new ConditionInfo(field, comparison, new([Scalar.Of(entry.Value.AsNumber())]))
                    : throw entry.Value.Error("is not a comparison"));
            case JsonValueKind.Array:
                var values = location.AsItems().Select(item => item.AsScalar()).ToEquatableArray();
                return [new ConditionInfo(field, ConditionOperator.IsOneOf, values)];
            default:
                var value = location.AsScalar();
                return [ConditionKeywords.Find(value) is { } state
                    ? new ConditionInfo(field, state, default)
                    : new ConditionInfo(field, ConditionOperator.IsOneOf, new([value]))];
        }
    }

    private static string Field(JsonLocation location, string name, HashSet<string> fields) =>
        fields.Contains(name) ? name : throw location.Error($"refers to '{name}', which is not a field of the model");
}
