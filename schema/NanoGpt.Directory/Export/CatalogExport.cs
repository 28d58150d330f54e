using System.Text.Json;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Export;

/// <summary>The directory as JSON. The shape is a contract: keys are added, never renamed or removed.</summary>
internal static class CatalogExport
{
    /// <summary>The models as the document lists them.</summary>
    public static IEnumerable<ModelDefinition> Ordered(Catalog catalog) =>
        catalog.Models.OrderBy(model => model.Provider, StringComparer.Ordinal).ThenBy(model => model.Id, StringComparer.Ordinal);

    public static void Write(Utf8JsonWriter json, ModelDefinition model)
    {
        json.WriteStartObject();
        json.Write("provider", model.Provider);
        json.Write("id", model.Id);
        json.Write("type", model.RequestType);
        json.Write("title", model.Title);
        json.Write("summary", model.Summary);
        json.Write("status", JsonOutput.Word(model.Status));
        json.Write("since", model.Since);
        json.Write("successor", model.Successor);
        json.Write("modes", model.Modes);
        json.Write("outputs", model.Outputs);
        json.List("inputs", model.Fields, field => FieldExport.Write(json, field));
        json.List("rules", model.Rules, rule => RuleExport.Write(json, model, rule));
        PricingExport.Write(json, model);
        json.Write("confidence", model.Confidence);
        json.Write("sources", model.Sources);
        json.List("disputes", model.Disputes, dispute => Write(json, dispute));
        json.Write("notes", model.Notes);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, DisputeSpec dispute)
    {
        json.WriteStartObject();
        json.Write("about", dispute.About);
        json.Map("claims", dispute.Claims.Select(claim => (claim.Source, claim.Claim)));
        json.Write("resolved", dispute.Resolved);
        json.WriteEndObject();
    }
}
