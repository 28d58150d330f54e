using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Cli.Output;

/// <summary>Finds the model that a person names.</summary>
internal static class ModelNames
{
    private const int ShownIds = 5;

    /// <summary>The model; null if there is none, which the error writer has been told with what was meant perhaps.</summary>
    public static ModelSpec? Find(Catalog catalog, string id, CommandHost host)
    {
        var ids = catalog.Models.Select(model => model.Id).ToList();
        if (catalog.Models.FirstOrDefault(model => string.Equals(model.Id, id, StringComparison.Ordinal)) is { } found)
        {
            return found;
        }

        var near = ids.Where(candidate => candidate.Contains(id, StringComparison.OrdinalIgnoreCase)).Take(ShownIds).ToList();
        if (near.Count == 0 && DidYouMean.Find(id, ids) is { } guess)
        {
            near.Add(guess);
        }

        host.Error.WriteLine(near.Count == 0
            ? $"There is no model '{id}': see 'nanogpt models list'."
            : $"There is no model '{id}': did you mean {string.Join(", ", near)}?");
        return null;
    }
}
