using System.Text.Json.Nodes;
using NanoGpt.Directories.Export.JsonSchemas;

namespace NanoGpt.Directories.Export.OpenApi;

/// <summary>Exports an OpenAPI 3.1 document with the request of every model of one provider.</summary>
/// <remarks>
/// <c>nanogpt.json</c> and <c>venice.json</c> contain the parts that are equal for every directory; other providers use the API
/// of NanoGPT. The document describes NanoGPT, or the first provider if the directory does not contain NanoGPT.
/// </remarks>
internal sealed class OpenApiFormat(string version) : ExportFormat
{
    private const string Schemas = "#/components/schemas/";

    public override string Name => "openapi";

    public override void Write(Catalog catalog, TextWriter output)
    {
        var provider = Provider(catalog);
        output.Write(JsonOutput.Text(Document(provider, Models(catalog, provider))));
    }

    public override string Describe(Catalog catalog)
    {
        var provider = Provider(catalog);
        return $"{Models(catalog, provider).Count} models of {provider.Id}";
    }

    private static ProviderSpec Provider(Catalog catalog) => catalog.Providers.IsEmpty
        ? throw new IOException("The directory contains no provider.")
        : catalog.Providers.FirstOrDefault(one => one.Id == ProviderIds.NanoGpt) ?? catalog.Providers[0];

    private static List<ModelDefinition> Models(Catalog catalog, ProviderSpec provider) =>
    [
        .. JsonSchemaFormat.Models(catalog).Select(pair => pair.Model).Where(model => model.Provider == provider.Id),
    ];

    private JsonObject Document(ProviderSpec provider, IReadOnlyList<ModelDefinition> models)
    {
        var document = Template(provider.Id == ProviderIds.Venice ? "venice" : "nanogpt");
        document["info"] = new JsonObject
        {
            ["title"] = $"{provider.Title} video",
            ["description"] = provider.Summary,
            ["version"] = version,
        };
        document["servers"] = new JsonArray([.. Servers(provider).Select(url => new JsonObject { ["url"] = url })]);
        var schemas = document["components"]!["schemas"]!.AsObject();
        schemas["VideoRequest"] = new JsonObject
        {
            ["oneOf"] = new JsonArray([.. models.Select(model => new JsonObject { ["$ref"] = Schemas + model.RequestType })]),
            ["discriminator"] = new JsonObject
            {
                ["propertyName"] = "model",
                ["mapping"] = new JsonObject(
                    models.Select(model => KeyValuePair.Create(model.Id, (JsonNode?)(Schemas + model.RequestType)))),
            },
        };
        foreach (var model in models)
        {
            schemas[model.RequestType] = ModelSchema.CreateJson(model, provider);
        }

        return document;
    }

    // All hosts have the same paths.
    private static IEnumerable<string> Servers(ProviderSpec provider)
    {
        if (!Uri.TryCreate(provider.BaseUrl, UriKind.Absolute, out var address))
        {
            return [provider.BaseUrl.Length > 0 ? provider.BaseUrl : "/"];
        }

        var path = address.AbsolutePath.TrimEnd('/');
        return provider.Hosts.Select(host => host.TrimEnd('/') + path).Prepend(provider.BaseUrl);
    }

    private static JsonObject Template(string api)
    {
        using var stream = typeof(OpenApiFormat).Assembly.GetManifestResourceStream($"openapi/{api}.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
