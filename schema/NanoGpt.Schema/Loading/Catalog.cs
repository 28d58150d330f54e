using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Linking;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Loading;

/// <summary>All that the files say, and all that is wrong with them.</summary>
public sealed class Catalog
{
    internal Catalog(EquatableArray<ProviderSpec> providers, EquatableArray<ModelDefinition> models, IReadOnlyList<Issue> issues)
    {
        Providers = providers;
        Models = models;
        Issues = issues;
    }

    /// <summary>A catalog of what was loaded before and kept elsewhere: nothing is wrong with it.</summary>
    /// <param name="providers">The providers, by id.</param>
    /// <param name="models">The models, by provider and id.</param>
    public static Catalog Of(IEnumerable<ProviderSpec> providers, IEnumerable<ModelDefinition> models) =>
        new(providers.ToEquatableArray(), Successors.Named([.. models]), []);

    /// <summary>The providers, by id.</summary>
    public EquatableArray<ProviderSpec> Providers { get; }

    /// <summary>The models without errors, by provider and id; removed ones included.</summary>
    public EquatableArray<ModelDefinition> Models { get; }

    /// <summary>What is wrong, by path and position.</summary>
    public IReadOnlyList<Issue> Issues { get; }
}
