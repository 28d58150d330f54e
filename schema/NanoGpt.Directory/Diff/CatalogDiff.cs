using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Diff;

/// <summary>Compares two catalogs by what they mean: comments, order and quotes make no difference.</summary>
public sealed class CatalogDiff
{
    private CatalogDiff(IReadOnlyList<Change> changes) => Changes = changes;

    /// <summary>Gets the differences, by provider and model, the worst of each model first.</summary>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>Gets the part of a version that must rise: <c>major</c>, <c>minor</c>, <c>patch</c>, or <c>none</c>.</summary>
    public string Bump => Changes.Count == 0 ? "none" : Changes.Max(change => change.Kind) switch
    {
        ChangeKind.Breaking => "major",
        ChangeKind.Additive => "minor",
        _ => "patch",
    };

    /// <summary>Compares two catalogs.</summary>
    public static CatalogDiff Of(Catalog old, Catalog now)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        return Of(old.Providers, old.Models, now.Providers, now.Models);
    }

    internal static CatalogDiff Of(
        IEnumerable<ProviderSpec> oldProviders, IEnumerable<ModelDefinition> oldModels, IEnumerable<ProviderSpec> newProviders, IEnumerable<ModelDefinition> newModels)
    {
        var changes = new List<Change>();
        Pair(oldProviders, newProviders, provider => provider.Id, (old, now) => changes.AddRange(ProviderDiff.Compare(old, now)));
        Pair(oldModels, newModels, model => $"{model.Provider}\n{model.Id}", (old, now) => changes.AddRange(ModelDiff.Compare(old, now)));
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
