using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Export.OpenApi;

/// <summary>OpenAPI 3.1: how a job is submitted and asked for, with the request of every model.</summary>
/// <remarks>
/// What is the same for every directory stands in <c>service.json</c>. The document speaks of one service: of NanoGPT, or of the
/// first provider where there is none of that name.
/// </remarks>
internal sealed class OpenApiFormat(string version) : ExportFormat
{
    private const string Schemas = "#/components/schemas/";

    public override string Name => "openapi";

    public override void Write(Catalog catalog, TextWriter output)
    {
        if (catalog.Providers.IsEmpty)
        {
            throw new IOException("There is no provider to describe.");
        }

        var provider = catalog.Providers.FirstOrDefault(one => one.Id == ProviderIds.NanoGpt) ?? catalog.Providers[0];
        var models = JsonSchemaFormat.Models(catalog).Select(pair => pair.Model).Where(model => model.Provider == provider.Id);
        output.Write(JsonOutput.Text(Document(provider, [.. models])));
    }

    private JsonObject Document(ProviderSpec provider, IReadOnlyList<ModelDefinition> models)
    {
        var document = Template();
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
                ["mapping"] = new JsonObject(models.Select(model => KeyValuePair.Create(model.Id, (JsonNode?)(Schemas + model.RequestType)))),
            },
        };
        foreach (var model in models)
        {
            schemas[model.RequestType] = SchemaJson.Part(ModelSchema.Of(model, provider));
        }

        return document;
    }

    // The other hosts have the same paths.
    private static IEnumerable<string> Servers(ProviderSpec provider)
    {
        if (!Uri.TryCreate(provider.BaseUrl, UriKind.Absolute, out var address))
        {
            return [provider.BaseUrl.Length > 0 ? provider.BaseUrl : "/"];
        }

        var path = address.AbsolutePath.TrimEnd('/');
        return provider.Hosts.Select(host => host.TrimEnd('/') + path).Prepend(provider.BaseUrl);
    }

    private static JsonObject Template()
    {
        using var stream = typeof(OpenApiFormat).Assembly.GetManifestResourceStream("openapi/service.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
