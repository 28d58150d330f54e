using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using NanoGpt.Catalogs.Requests;
using NanoGpt.Cli.Rules;
using NanoGpt.Directories.Export.Markdown;

namespace NanoGpt.Cli.Mcp;

/// <summary>Lists and reads the resources: the pages of models and of rules.</summary>
/// <param name="catalog">The models.</param>
internal sealed class PageHandlers(Lazy<Catalog> catalog)
{
    private const string MediaType = "text/markdown";
    private const string Models = "nanogpt://models/";
    private const string Rules = "nanogpt://rules/";

    public ValueTask<ListResourcesResult> ListAsync(
        RequestContext<ListResourcesRequestParams> context, CancellationToken cancellationToken) => new(new ListResourcesResult
        {
            Resources =
            [
                .. catalog.Value.Models.Select(static model => new Resource
                {
                    Uri = Models + ModelNames.Full(model),
                    Name = ModelNames.Full(model),
                    Title = model.Title,
                    Description = model.Summary,
                    MimeType = MediaType,
                }),
                .. RulePages.All().Select(static rule => new Resource
                {
                    Uri = Rules + rule.Id,
                    Name = rule.Id,
                    Title = rule.Title,
                    MimeType = MediaType,
                }),
            ],
        });

    public ValueTask<ListResourceTemplatesResult> ListTemplatesAsync(
        RequestContext<ListResourceTemplatesRequestParams> context, CancellationToken cancellationToken) =>
        new(new ListResourceTemplatesResult
        {
            ResourceTemplates =
            [
                CreateTemplate(Models + "{provider}/{id}", "model", "The page of a model: fields, rules and prices."),
                CreateTemplate(Rules + "{id}", "rule", "The page of a rule, which findings name, such as NGPT120."),
            ],
        });

    public ValueTask<ReadResourceResult> ReadAsync(
        RequestContext<ReadResourceRequestParams> context, CancellationToken cancellationToken)
    {
        var uri = context.Params?.Uri ?? "";
        var text = FindPage(uri)
            ?? throw new McpProtocolException("There is no such resource: list the resources.", McpErrorCode.InvalidParams);
        return new(new ReadResourceResult
        {
            Contents = [new TextResourceContents { Uri = uri, MimeType = MediaType, Text = text }],
        });
    }

    private string? FindPage(string uri)
    {
        if (uri.StartsWith(Rules, StringComparison.Ordinal))
        {
            return RulePages.Find(RulePages.Normal(uri[Rules.Length..]));
        }

        var model = uri.StartsWith(Models, StringComparison.Ordinal)
            ? catalog.Value.Models.FirstOrDefault(model => ModelNames.Full(model) == uri[Models.Length..]) : null;
        return model is null
            ? null : ModelMarkdown.Write(model, catalog.Value.Providers.First(provider => provider.Id == model.Provider));
    }

    private static ResourceTemplate CreateTemplate(string uri, string name, string description) =>
        new() { UriTemplate = uri, Name = name, Description = description, MimeType = MediaType };
}
