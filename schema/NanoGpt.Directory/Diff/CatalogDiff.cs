namespace NanoGpt.Directories.Diff;

/// <summary>Represents the semantic differences between two catalogs. Comments, order and quoting are ignored.</summary>
public sealed class CatalogDiff
{
    private CatalogDiff(IReadOnlyList<Change> changes) => Changes = changes;

    /// <summary>Gets the differences, ordered by provider and model, the most severe change of each model first.</summary>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>Gets the required semantic version increment: <c>major</c>, <c>minor</c>, <c>patch</c> or <c>none</c>.</summary>
    public string Bump => Changes.Count == 0 ? "none" : Changes.Max(change => change.Kind) switch
    {
        ChangeKind.Breaking => "major",
        ChangeKind.Additive => "minor",
        _ => "patch",
    };

    /// <summary>Compares two catalogs.</summary>
    public static CatalogDiff Compare(Catalog old, Catalog now)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        return Compare(old.Providers, old.Models, now.Providers, now.Models);
    }

    internal static CatalogDiff Compare(
        IEnumerable<ProviderSpec> oldProviders, IEnumerable<ModelDefinition> oldModels, IEnumerable<ProviderSpec> newProviders,
        IEnumerable<ModelDefinition> newModels)
    {
        var changes = new List<Change>();
        Pair(oldProviders, newProviders, provider => provider.Id, (old, now) => changes.AddRange(ProviderDiff.Compare(old, now)));
        Pair(
            oldModels, newModels, model => $"{model.Provider}\n{model.Id}",
            (old, now) => changes.AddRange(ModelDiff.Compare(old, now)));
        return new CatalogDiff([.. changes
            .OrderBy(change => change.Provider, StringComparer.Ordinal)
            .ThenBy(change => change.Model, StringComparer.Ordinal)
            .ThenByDescending(change => change.Kind)]);
    }

    private static void Pair<T>(IEnumerable<T> old, IEnumerable<T> now, Func<T, string> key, Action<T?, T?> compare)
        where T : class
    {
        var before = old.ToDictionary(key, StringComparer.Ordinal);
        var after = now.ToDictionary(key, StringComparer.Ordinal);
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            compare(before.GetValueOrDefault(name), after.GetValueOrDefault(name));
        }
    }
}
