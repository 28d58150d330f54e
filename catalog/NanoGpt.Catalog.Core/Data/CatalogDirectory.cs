namespace NanoGpt.Catalogs.Data;

/// <summary>Represents the models of a data file.</summary>
public sealed class CatalogDirectory
{
    private readonly Dictionary<string, CatalogModel> byKey;

    /// <summary>Initializes the directory from a data file.</summary>
    /// <param name="document">The data file.</param>
    /// <exception cref="FormatException">A table is malformed.</exception>
    public CatalogDirectory(CatalogDocument document)
    {
        Document = document;
        Models = [.. document.Models.Select(entry => new CatalogModel(entry, document.Providers))];
        byKey = Models.ToDictionary(model => model.Key, StringComparer.Ordinal);
    }

    /// <summary>Gets the data file.</summary>
    public CatalogDocument Document { get; }

    /// <summary>Gets the models in the order of their providers and ids.</summary>
    public IReadOnlyList<CatalogModel> Models { get; }

    /// <summary>Returns a model by its provider and id; null if there is none.</summary>
    /// <param name="key">The provider and the id: <c>nanogpt/sora-2</c>.</param>
    public CatalogModel? Find(string key) => byKey.GetValueOrDefault(key);
}
