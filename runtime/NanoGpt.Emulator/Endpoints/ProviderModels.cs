using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>The models of one provider.</summary>
internal sealed class ProviderModels
{
    private readonly Dictionary<string, ModelDefinition> byId;

    private ProviderModels(ProviderSpec provider, Catalog catalog)
    {
        Provider = provider;
        byId = catalog.Models.Where(model => model.Provider == provider.Id).ToDictionary(model => model.Id, StringComparer.Ordinal);
    }

    /// <summary>The table of a provider; null if the directory does not have it.</summary>
    public static ProviderModels? Of(Catalog catalog, string id) =>
        catalog.Providers.FirstOrDefault(provider => provider.Id == id) is { } provider ? new ProviderModels(provider, catalog) : null;

    public ProviderSpec Provider { get; }

    public IEnumerable<ModelDefinition> Offered => byId.Values.Where(model => model.Status != ModelStatus.Removed).OrderBy(model => model.Id, StringComparer.Ordinal);

    public ModelDefinition? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The offered id that a mistyped one was meant to be, if one is near enough.</summary>
    public string? Suggest(string id) => DidYouMean.Find(id, Offered.Select(model => model.Id));
}
