using NanoGpt.Catalogs.Data;
using NanoGpt.Catalogs.Forms;
using NanoGpt.Catalogs.Search;

namespace NanoGpt.Catalogs.App.Services;

/// <summary>Loads the data file once, and keeps the forms and the selection of models that were used.</summary>
/// <param name="site">The client of the site.</param>
public sealed class CatalogStore(SiteClient site)
{
    private readonly Dictionary<string, FormType> forms = new(StringComparer.Ordinal);
    private Task<CatalogDirectory>? loading;
    private IReadOnlyList<ModelRow>? rows;

    /// <summary>Gets the keys of the models that are selected for a comparison.</summary>
    public IReadOnlyList<string> Compared { get; private set; } = [];

    /// <summary>Returns the directory.</summary>
    /// <exception cref="SiteException">The data file cannot be fetched.</exception>
    public Task<CatalogDirectory> LoadAsync() => loading ??= FetchAsync();

    /// <summary>Returns the rows of the list.</summary>
    public async Task<IReadOnlyList<ModelRow>> LoadRowsAsync() =>
        rows ??= [.. (await LoadAsync()).Models.Select(static model => new ModelRow(model))];

    /// <summary>Returns the form of a model.</summary>
    /// <param name="model">The model.</param>
    public FormType FormOf(CatalogModel model)
    {
        if (!forms.TryGetValue(model.Key, out var form))
        {
            forms.Add(model.Key, form = new FormType(model));
        }

        return form;
    }

    /// <summary>Adds a model to the comparison, or removes it. The comparison has at most four models.</summary>
    /// <param name="key">The key of the model.</param>
    public void ToggleCompared(string key) =>
        Compared = Compared.Contains(key) ? [.. Compared.Where(other => other != key)] : [.. Compared.TakeLast(3), key];

    private async Task<CatalogDirectory> FetchAsync() =>
        new(CatalogDocument.Read(await site.ReadAsync(CatalogDocument.FileName)));
}
