using NanoGpt.Schema.Linking;

namespace NanoGpt.Schema.Loading;

/// <summary>Represents the content of a model directory, and its issues.</summary>
public sealed class Catalog
{
    internal Catalog(EquatableArray<ProviderSpec> providers, EquatableArray<ModelDefinition> models, IReadOnlyList<Issue> issues)
    {
        Providers = providers;
        Models = models;
        Issues = issues;
    }

    /// <summary>Creates a catalog without issues.</summary>
    /// <param name="providers">The providers in the order of their ids.</param>
    /// <param name="models">The models in the order of their providers and ids.</param>
    public static Catalog Create(IEnumerable<ProviderSpec> providers, IEnumerable<ModelDefinition> models) =>
        new(providers.ToEquatableArray(), Successors.Named([.. models]), []);

    /// <summary>Returns the part of the catalog that belongs to one provider, without issues.</summary>
    /// <param name="provider">The id of the provider.</param>
    public Catalog OfProvider(string provider) => new(
        Providers.Where(one => one.Id == provider).ToEquatableArray(),
        Models.Where(model => model.Provider == provider).ToEquatableArray(),
        []);

    /// <summary>Gets the providers in the order of their ids.</summary>
    public EquatableArray<ProviderSpec> Providers { get; }

    /// <summary>Gets the models without errors, including removed ones, in the order of their providers and ids.</summary>
    public EquatableArray<ModelDefinition> Models { get; }

    /// <summary>Gets the issues in the order of their paths and positions.</summary>
    public IReadOnlyList<Issue> Issues { get; }
}
