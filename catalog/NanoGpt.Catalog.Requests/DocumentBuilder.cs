using NanoGpt.Catalogs.Data;
using NanoGpt.Schema.Issues;
using NanoGpt.Tables;

namespace NanoGpt.Catalogs.Requests;

/// <summary>Creates the data file of the catalogue from a model directory.</summary>
public static class DocumentBuilder
{
    /// <summary>Creates the data file.</summary>
    /// <param name="catalog">The directory. Its models without errors are included, and its errors and warnings.</param>
    /// <param name="title">The display name of the directory.</param>
    /// <param name="version">The version of the tool.</param>
    public static CatalogDocument Create(Catalog catalog, string title, string version)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CatalogDocument
        {
            Title = title,
            Version = version,
            Providers = [.. catalog.Providers.Select(Create)],
            Models = [.. catalog.Models.Select(Create)],
            Issues = [.. catalog.Issues.Where(static issue => issue.Severity != IssueSeverity.Info).Select(Create)],
        };
    }

    /// <summary>Returns a model as the catalogue sees it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="provider">The provider of the model.</param>
    public static CatalogModel Create(ModelDefinition model, ProviderSpec provider)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(provider);
        return new CatalogModel(Create(model), [Create(provider)]);
    }

    private static ProviderEntry Create(ProviderSpec provider)
    {
        var (path, header, variable) = provider.Id == ProviderIds.Venice
            ? ("video/queue", "Authorization: Bearer ", VeniceClient.ApiKeyVariable)
            : ("generate-video", "x-api-key: ", NanoGptClient.ApiKeyVariable);
        return new ProviderEntry(
            provider.Id, provider.Title, $"{provider.BaseUrl.TrimEnd('/')}/{path}", header, variable,
            IsQuoted: provider.Id == ProviderIds.Venice,
            [.. provider.Sources.Select(static source => new SourceEntry(source.Id, source.Title, source.Date))]);
    }

    private static ModelEntry Create(ModelDefinition model) => new(ModelTable.Write(model), model.RequestType, model.Summary)
    {
        Objects = Objects(model.Fields),
        Fields = [.. model.Fields.Select(Create)],
        Sources = [.. model.Sources],
        Disputes = [.. model.Disputes.Select(static dispute => new DisputeEntry(
            dispute.About,
            dispute.Claims.GroupBy(static claim => claim.Source).ToDictionary(
                static claims => claims.Key, static claims => string.Join("; ", claims.Select(static claim => claim.Claim))),
            dispute.Resolved))],
        Facts = model.Facts.ToDictionary(static fact => fact.Name, static fact => fact.Value),
        Notes = [.. model.Notes],
        HasRequestType = model.HasRequestType,
    };

    // In the order in which the table reads them: free-form JSON has no members, and a fixed object no table.
    private static ObjectEntry[] Objects(EquatableArray<FieldInfo> fields) =>
        [.. fields.Where(static field => field is { Type: FieldType.Object, Fields.IsEmpty: false, Fixed: null })
            .Select(static field => new ObjectEntry(ModelTable.Write(field.Fields), Objects(field.Fields)))];

    private static FieldEntry Create(FieldInfo field) => new(
        field.Summary,
        field.TypeName,
        field.IsClosed || field.Values.All(static value => value.Member.Length == 0)
            ? [] : [.. field.Values.Select(static value => value.Member)],
        [.. field.Fields.Select(Create)]);

    private static IssueEntry Create(Issue issue) => new(
        issue.Rule.Id,
        issue.Severity == IssueSeverity.Error,
        string.Create(CultureInfo.InvariantCulture, $"{issue.Path}({issue.Span.Line + 1},{issue.Span.Column + 1})"),
        issue.Message);
}
