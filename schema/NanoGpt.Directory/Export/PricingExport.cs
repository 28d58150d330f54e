using System.Text.Json;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Export;

/// <summary>Prices as rates: the first whose conditions all hold is the price.</summary>
internal static class PricingExport
{
    public static void Write(Utf8JsonWriter json, ModelDefinition model)
    {
        if (model.Price is not { } pricing)
        {
            json.WriteNull("pricing");
            return;
        }

        json.WriteStartObject("pricing");
        json.Write("currency", pricing.Currency);
        json.Write("asOf", pricing.AsOf);
        json.Write("seconds", pricing.Seconds);
        json.List("rates", pricing.Rates, rate => Write(json, rate));
        json.Write("note", pricing.Note);
        json.Write("sources", pricing.Sources.IsEmpty ? model.Sources : pricing.Sources);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RateInfo rate)
    {
        json.WriteStartObject();
        RuleExport.Conditions(json, "when", rate.When);
        json.Write("perVideo", rate.PerVideo);
        json.Write("perSecond", rate.PerSecond);
        json.Write("freeSeconds", rate.FreeSeconds);
        json.WriteEndObject();
    }
}
