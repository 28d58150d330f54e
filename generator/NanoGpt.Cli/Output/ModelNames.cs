using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Cli.Output;

/// <summary>Finds the model that a person names, by its id or by <c>provider/id</c>.</summary>
internal static class ModelNames
{
    private const int ShownIds = 5;

    /// <summary>The model with its provider: no other model is meant by it.</summary>
    public static string Full(ModelDefinition model) => $"{model.Provider}/{model.Id}";

    /// <summary>The model; null if none or several are meant, which the error writer has been told with what was meant perhaps.</summary>
    public static ModelDefinition? Find(Catalog catalog, string name, CommandHost host)
    {
        // An id may hold a '/' too: the provider comes first, because the other way to say it is left.
        if (catalog.Models.FirstOrDefault(model => string.Equals(Full(model), name, StringComparison.Ordinal)) is { } exact)
        {
            return exact;
        }

        var found = catalog.Models.Where(model => string.Equals(model.Id, name, StringComparison.Ordinal)).ToList();
        switch (found.Count)
        {
            case 1:
                return found[0];
            case > 1:
                host.Error.WriteLine($"There are {found.Count} models '{name}': name the provider too, {string.Join(" or ", found.Select(Full))}.");
                return null;
            default:
                host.Error.WriteLine($"There is no model '{name}': {Guess(catalog, name)}");
                return null;
        }
    }

    private static string Guess(Catalog catalog, string name)
    {
        // By full names only if one was given, or each model would be near twice.
        var names = catalog.Models.Select(model => name.Contains('/', StringComparison.Ordinal) ? Full(model) : model.Id).Distinct(StringComparer.Ordinal).ToList();
        var near = names.Where(candidate => candidate.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(ShownIds).ToList();
        if (near.Count == 0 && DidYouMean.Find(name, names) is { } guess)
        {
            near.Add(guess);
        }

        return near.Count == 0 ? "see 'nanogpt models list'." : $"did you mean {string.Join(", ", near)}?";
    }
}
