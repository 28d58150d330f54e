using System.Text.Json.Nodes;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Export;

/// <summary>The directory as JSON. The shape is a contract: keys are added, never renamed or removed.</summary>
internal static class CatalogExport
{
    public static IEnumerable<ModelSpec> Ordered(Catalog catalog) =>
        catalog.Models.OrderBy(model => model.Provider, StringComparer.Ordinal).ThenBy(model => model.Id, StringComparer.Ordinal);

    public static JsonObject Model(ModelSpec model) => new()
    {
        ["provider"] = model.Provider,
        ["id"] = model.Id,
        ["type"] = model.RequestType,
        ["title"] = model.Title,
        ["summary"] = model.Summary,
        ["status"] = Json.Word(model.Status),
        ["since"] = model.Since,
        ["successor"] = model.Successor,
        ["modes"] = Json.Texts(model.Modes),
        ["outputs"] = model.Outputs,
        ["inputs"] = new JsonArray([.. model.Inputs.Select(FieldExport.Of)]),
        ["rules"] = new JsonArray([.. model.Rules.Select(rule => RuleExport.Of(model, rule))]),
        ["pricing"] = PricingExport.Of(model),
        ["confidence"] = model.Confidence,
        ["sources"] = Json.Texts(model.Sources),
        ["disputes"] = new JsonArray([.. model.Disputes.Select(Dispute)]),
        ["notes"] = Json.Texts(model.Notes),
    };

    private static JsonObject Dispute(DisputeSpec dispute) => new()
    {
        ["about"] = dispute.About,
        ["claims"] = new JsonObject(dispute.Claims.Select(claim => KeyValuePair.Create(claim.Source, (JsonNode?)claim.Claim))),
        ["resolved"] = dispute.Resolved,
    };
}
