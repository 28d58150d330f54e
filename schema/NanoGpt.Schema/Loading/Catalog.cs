using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Loading;

/// <summary>All that the files say, and all that is wrong with them.</summary>
public sealed class Catalog
{
    internal Catalog(EquatableArray<ProviderSpec> providers, EquatableArray<ModelSpec> models, IReadOnlyList<Issue> issues)
    {
        Providers = providers;
        Models = models;
        Issues = issues;
    }

    /// <summary>The providers, by id.</summary>
    public EquatableArray<ProviderSpec> Providers { get; }

    /// <summary>The models without errors, by provider and id; removed ones included.</summary>
    public EquatableArray<ModelSpec> Models { get; }

    /// <summary>What is wrong, by path and position.</summary>
    public IReadOnlyList<Issue> Issues { get; }
}
