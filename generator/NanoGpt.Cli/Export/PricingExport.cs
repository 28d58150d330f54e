using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Export;

/// <summary>Prices as rates: the first whose conditions all hold is the price.</summary>
internal static class PricingExport
{
    public static JsonObject? Of(ModelSpec model) => model.Pricing is not { } pricing ? null : new JsonObject
    {
        ["currency"] = pricing.Currency,
        ["asOf"] = pricing.AsOf,
        ["seconds"] = Json.Number(pricing.Seconds),
        ["rates"] = new JsonArray([.. pricing.Rates.Select(Rate)]),
        ["note"] = pricing.Note,
        ["sources"] = Json.Texts(pricing.Sources.IsEmpty ? model.Sources : pricing.Sources),
    };

    private static JsonObject Rate(RateSpec rate) => new()
    {
        ["when"] = rate.When.IsEmpty ? null : RuleExport.Conditions(rate.When),
        ["perVideo"] = Json.Number(rate.PerVideo),
        ["perSecond"] = Json.Number(rate.PerSecond),
        ["freeSeconds"] = Json.Number(rate.FreeSeconds),
    };
}
