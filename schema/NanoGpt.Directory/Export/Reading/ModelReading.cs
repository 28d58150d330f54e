using NanoGpt.Definitions;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Directories.Export.Reading;

/// <summary>A model as <see cref="CatalogExport"/> writes it.</summary>
internal static class ModelReading
{
    private const string Request = "Request";

    public static ModelDefinition Of(JsonPlace place)
    {
        var id = place.Get("id");
        var inputs = FieldReading.All(place.Items("inputs"));
        var fields = inputs.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return new ModelDefinition
        {
            Provider = place.Text("provider"),
            Id = ModelId.IsValid(id.AsText()) ? id.AsText() : throw id.Wrong("is no model's id"),
            TypeName = TypeName(place.Get("type")),
            Title = place.Text("title"),
            Summary = place.Text("summary"),
            Status = place.Word<ModelStatus>("status"),
            Since = place.TextOrNull("since"),
            Successor = place.TextOrNull("successor"),
            Modes = place.Texts("modes"),
            Outputs = place.Count("outputs") ?? 1,
            Fields = inputs,
            Rules = ExportedFile.Distinct(place.Items("rules"), rule => RuleReading.Of(rule, fields), rule => rule.Id).ToEquatableArray(),
            Price = place.Find("pricing") is { } pricing ? Pricing(pricing, fields) : null,
            Confidence = place.TextOrNull("confidence"),
            Sources = place.Texts("sources"),
            Disputes = place.Items("disputes").Select(ProviderReading.Dispute).ToEquatableArray(),
            Notes = place.Texts("notes"),
        };
    }

    /// <summary>A name that becomes C#: nothing but a name.</summary>
    public static string Name(JsonPlace place) => Identifier.IsValid(place.AsText()) ? place.AsText() : throw place.Wrong("is no C# name");

    private static string TypeName(JsonPlace place) => Name(place) is var type && type.EndsWith(Request, StringComparison.Ordinal) && type.Length > Request.Length
        ? type[..^Request.Length]
        : throw place.Wrong($"does not end with '{Request}'");

    private static PriceInfo Pricing(JsonPlace place, HashSet<string> fields) => new()
    {
        Currency = place.Text("currency"),
        AsOf = place.Text("asOf"),
        Seconds = place.Number("seconds"),
        Rates = place.Items("rates").Select(rate => new RateInfo
        {
            When = RuleReading.Conditions(rate, "when", fields),
            PerVideo = rate.Number("perVideo") ?? 0,
            PerSecond = rate.Number("perSecond") ?? 0,
            FreeSeconds = rate.Number("freeSeconds") ?? 0,
        }).ToEquatableArray(),
        Note = place.TextOrNull("note"),
        Sources = place.Texts("sources"),
    };
}
