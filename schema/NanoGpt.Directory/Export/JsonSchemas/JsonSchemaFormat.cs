using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Directories.Generated;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>JSON Schema: a document a model, and one of all models in which the key <c>model</c> decides.</summary>
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
            var document = SchemaJson.Document(ModelSchema.Of(model, provider), ModelSchema.Dialect, GeneratedFile.Mark("nanogpt export"));
            yield return new GeneratedFile($"{model.Provider}/{ModelId.FileName(model.Id)}.schema.json", JsonOutput.Text(document));
        }
    }

    /// <summary>The models that take requests, with their providers.</summary>
    public static IEnumerable<(ModelDefinition Model, ProviderSpec Provider)> Models(Catalog catalog)
    {
        var providers = catalog.Providers.ToDictionary(provider => provider.Id, StringComparer.Ordinal);
        return catalog.Models.Where(model => model.Status != ModelStatus.Removed).Select(model => (model, providers[model.Provider]));
    }

    public static string Text(Catalog catalog) => JsonOutput.Text(All(catalog));

    private static JsonObject All(Catalog catalog)
    {
        const string Definitions = "#/definitions/";
        var models = Models(catalog).ToList();
        return new JsonObject
        {
            ["$schema"] = ModelSchema.Dialect,
            ["$comment"] = GeneratedFile.Mark("nanogpt export"),
            ["title"] = "VideoRequest",
            ["description"] = "The body of a request to any of the models.",
            ["type"] = "object",
            ["required"] = new JsonArray("model"),
            ["oneOf"] = new JsonArray([.. models.Select(pair => new JsonObject { ["$ref"] = Definitions + pair.Model.RequestType })]),
            ["discriminator"] = new JsonObject
            {
                ["propertyName"] = "model",

                // Two providers may use one id: the first by name is meant, as it is in the generated code.
                ["mapping"] = new JsonObject(models.DistinctBy(pair => pair.Model.Id)
                    .Select(pair => KeyValuePair.Create(pair.Model.Id, (JsonNode?)(Definitions + pair.Model.RequestType)))),
            },
            ["definitions"] = new JsonObject(models.Select(pair =>
                KeyValuePair.Create(pair.Model.RequestType, (JsonNode?)SchemaJson.Part(ModelSchema.Of(pair.Model, pair.Provider))))),
        };
    }
}
