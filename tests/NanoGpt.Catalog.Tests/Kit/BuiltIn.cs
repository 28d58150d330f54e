using NanoGpt.Catalogs.Requests;
using NanoGpt.Definitions;

namespace NanoGpt.Catalog.Tests.Kit;

/// <summary>Provides the built-in directory as the catalogue sees it: written to the data file and read back.</summary>
internal static class BuiltIn
{
    public static Schema.Loading.Catalog Definitions { get; } = DirectoryFiles.BuiltInCatalog();

    public static CatalogDocument Document { get; } =
        CatalogDocument.Read(DocumentBuilder.Create(Definitions, "built-in", "0.0.0").Write());

    public static CatalogDirectory Directory { get; } = new(Document);

    /// <summary>Gets the forms of all models for which requests can be made.</summary>
    public static IReadOnlyList<FormType> Forms { get; } =
        [.. Directory.Models.Where(static model => model.CanRequest).Select(static model => new FormType(model))];

    public static FormType Form(string key) => Forms.Single(form => form.Model.Key == key);

    /// <summary>Returns the request of a form with values by field name.</summary>
    public static FormRequest Request(string key, params (string Field, object? Value)[] values)
    {
        var form = Form(key);
        return values.Aggregate(form.Empty, (request, one) => request.With(form.Model.Info.IndexOf(one.Field), one.Value));
    }
}
