using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator.Endpoints;

internal sealed class ProviderModels
{
    private readonly Dictionary<string, ModelDefinition> byId;

    private ProviderModels(ProviderSpec provider, Catalog catalog)
    {
        Provider = provider;
        byId = catalog.Models.Where(model => model.Provider == provider.Id)
            .ToDictionary(model => model.Id, StringComparer.Ordinal);
    }

    public static ProviderModels? Find(Catalog catalog, string id) =>
        catalog.Providers.FirstOrDefault(provider => provider.Id == id) is { } provider
            ? new ProviderModels(provider, catalog)
            : null;

    public ProviderSpec Provider { get; }

    public IEnumerable<ModelDefinition> Offered =>
        byId.Values.Where(model => model.Status != ModelStatus.Removed).OrderBy(model => model.Id, StringComparer.Ordinal);

    public ModelDefinition? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Returns the offered id that is most similar to a misspelled one; null if none is similar.</summary>
    public string? Suggest(string id) => NearestWord.Find(id, Offered.Select(model => model.Id));
}
