using System.Text.Json.Nodes;
using NanoGpt.Directories.Generated;
using NanoGpt.Schema.Files;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Exports JSON Schemas: one document per model, and one of all models.</summary>
internal sealed class JsonSchemaFormat : ExportFormat
{
    public const string AllModels = "all.schema.json";

    public override string Name => "json-schema";
    public override string Extension => ".schema.json";

    public override void Write(Catalog catalog, TextWriter output) => output.Write(Text(catalog));

    public override IEnumerable<GeneratedFile> Files(Catalog catalog)
    {
        yield return new GeneratedFile(AllModels, Text(catalog));
        foreach (var (model, provider) in Models(catalog))
        {
            var document = SchemaJson.Document(
                ModelSchema.CreateJson(model, provider), ModelSchema.Dialect, GeneratedFile.Marker("nanogpt export"));
            yield return new GeneratedFile(
                $"{model.Provider}/{DirectoryFile.NameOf(model.Id)}.schema.json", JsonOutput.Text(document));
        }
    }

    public static IEnumerable<(ModelDefinition Model, ProviderSpec Provider)> Models(Catalog catalog)
    {
        var providers = catalog.Providers.ToDictionary(provider => provider.Id, StringComparer.Ordinal);
        return catalog.Models.Where(model => model.Status != ModelStatus.Removed)
            .Select(model => (model, providers[model.Provider]));
    }

    public static string Text(Catalog catalog) => JsonOutput.Text(All(catalog));

    private static JsonObject All(Catalog catalog)
    {
        const string Definitions = "#/definitions/";
        var models = Models(catalog).ToList();
        return new JsonObject
        {
            ["$schema"] = ModelSchema.Dialect,
            ["$comment"] = GeneratedFile.Marker("nanogpt export"),
            ["title"] = "VideoRequest",
            ["description"] = "The body of a request to any of the models.",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["model"] = new JsonObject { ["type"] = "string" } },
            ["required"] = new JsonArray("model"),
            ["oneOf"] = new JsonArray(
                [.. models.Select(pair => new JsonObject { ["$ref"] = Definitions + pair.Model.RequestType })]),
            ["definitions"] = new JsonObject(models.Select(pair =>
                KeyValuePair.Create(
                    pair.Model.RequestType, (JsonNode?)ModelSchema.CreateJson(pair.Model, pair.Provider)))),
        };
    }
}
