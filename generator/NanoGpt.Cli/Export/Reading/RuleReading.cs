using System.Text.Json;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Export.Reading;

/// <summary>A rule as <see cref="RuleExport"/> writes it.</summary>
internal static class RuleReading
{
    private static readonly (string Key, RuleKind Kind)[] Demands =
    [
        ("require", RuleKind.Require), ("forbid", RuleKind.Forbid), ("requireAny", RuleKind.RequireAny), ("atMostOne", RuleKind.AtMostOne),
    ];

    public static RuleSpec Of(JsonPlace place, HashSet<string> fields)
    {
        var demands = Demands.Where(demand => place.Find(demand.Key) is not null).ToList();
        if (demands is not [var (key, kind)])
        {
            throw place.Wrong("has not one demand");
        }

        var isOfConditions = kind is RuleKind.Require or RuleKind.Forbid;
        return new RuleSpec
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

    public static EquatableArray<Condition> Conditions(JsonPlace place, string key, HashSet<string> fields) =>
        place.Entries(key).SelectMany(entry => OfField(entry.Value, Field(entry.Value, entry.Key, fields))).ToEquatableArray();

    private static IEnumerable<Condition> OfField(JsonPlace place, string field)
    {
        switch (place.Value.ValueKind)
        {
            case JsonValueKind.Object:
                return place.AsEntries().Select(entry => Named(entry.Value, field, entry.Key));
            case JsonValueKind.Array when place.AsItems().All(item => item.Value.ValueKind == JsonValueKind.Object):
                return place.AsItems().SelectMany(item => OfField(item, field));
            case JsonValueKind.Array:
                return [OneOf(place, field)];
            default:
                var value = place.AsScalar();
                return [ConditionWords.IsState(value)
                    ? new Condition(field, ConditionWords.Find(value.Text)!.Value, default)
                    : new Condition(field, ConditionOperator.IsOneOf, new([value]))];
        }
    }

    private static Condition Named(JsonPlace place, string field, string word) => ConditionWords.Find(word) switch
    {
        null => throw place.Wrong("is no condition"),
        ConditionOperator.IsOneOf => OneOf(place, field),
        ConditionOperator.IsSet or ConditionOperator.IsUnset => new Condition(field, ConditionWords.Find(word)!.Value, default),
        { } comparison => new Condition(field, comparison, new([Scalar.Of(place.AsNumber())])),
    };

    private static Condition OneOf(JsonPlace place, string field) =>
        new(field, ConditionOperator.IsOneOf, place.AsItems().Select(item => item.AsScalar()).ToEquatableArray());

    private static string Field(JsonPlace place, string name, HashSet<string> fields) =>
        fields.Contains(name) ? name : throw place.Wrong($"is about '{name}', which is no field of the model");
}
