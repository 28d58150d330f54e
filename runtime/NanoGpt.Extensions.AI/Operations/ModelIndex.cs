using System.Collections.Concurrent;
using NanoGpt.Catalogs.Forms;
using NanoGpt.Catalogs.Search;
using NanoGpt.Extensions.AI.Functions;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Provides the models of the services. They are read at the first use.</summary>
internal sealed class ModelIndex
{
    private readonly Lazy<Catalog> catalog;
    private readonly Lazy<Dictionary<string, ProviderSpec>> providers;
    private readonly Lazy<ModelSearch> search;
    private readonly ConcurrentDictionary<string, FormType> forms = new(StringComparer.Ordinal);

    public ModelIndex(Func<Catalog> load, IEnumerable<string> providerIds)
    {
        catalog = new(() => Select(load(), [.. providerIds]));
        providers = new(() => Catalog.Providers.ToDictionary(static provider => provider.Id, StringComparer.Ordinal));
        search = new(() => new ModelSearch([.. Offered.Select(model => new ModelRow(FormOf(model).Model))]));
    }

    public Catalog Catalog => catalog.Value;

    /// <summary>Gets the models for which requests can be made.</summary>
    public IEnumerable<ModelDefinition> Offered =>
        Catalog.Models.Where(static model => model is { Status: not ModelStatus.Removed, HasRequestType: true });

    public ModelSearch Search => search.Value;

    public ProviderSpec ProviderOf(ModelDefinition model) => providers.Value[model.Provider];

    /// <summary>Returns the form of a model, which finds repairs and examples.</summary>
    public FormType FormOf(ModelDefinition model) => forms.GetOrAdd(
        ModelNames.Full(model), (_, given) => new FormType(DocumentBuilder.Create(given, ProviderOf(given))), model);

    /// <summary>Returns a model by its id, or by provider/id.</summary>
    /// <exception cref="ToolException">There is no such model.</exception>
    public ModelDefinition Find(string name)
    {
        var message = "";
        return ModelNames.Find(Catalog, name, text => message = text, "call find_models.")
            ?? throw new ToolException(ToolErrors.UnknownModel, message);
    }

    private static Catalog Select(Catalog all, HashSet<string> ids) => Catalog.Create(
        all.Providers.Where(provider => ids.Contains(provider.Id)), all.Models.Where(model => ids.Contains(model.Provider)));
}
