using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Output;

/// <summary>Finds a model by its id or by <c>provider/id</c>.</summary>
internal static class ModelNames
{
    private const int ShownIds = 5;

    public static string Full(ModelDefinition model) => $"{model.Provider}/{model.Id}";

    /// <summary>Returns the model; writes an error with suggestions and returns null if there is none or more than one.</summary>
    public static ModelDefinition? Find(Catalog catalog, string name, CommandHost host) =>
        Find(catalog, name, host.Error.WriteLine);

    /// <summary>Returns the model; reports an error with suggestions and returns null if it is not the only one.</summary>
    public static ModelDefinition? Find(Catalog catalog, string name, Action<string> report)
    {
        // An id can contain '/', so provider/id is tried first.
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
                report(
                    $"There are {found.Count} models '{name}': specify the provider, {string.Join(" or ", found.Select(Full))}.");
                return null;
            default:
                report($"There is no model '{name}': {Guess(catalog, name)}");
                return null;
        }
    }

    private static string Guess(Catalog catalog, string name)
    {
        // Full names are suggested only for a full name; otherwise each model would match twice.
        var names = catalog.Models.Select(model => name.Contains('/', StringComparison.Ordinal) ? Full(model) : model.Id)
            .Distinct(StringComparer.Ordinal).ToList();
        var near = names.Where(candidate => candidate.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(ShownIds).ToList();
        if (near.Count == 0 && NearestWord.Find(name, names) is { } guess)
        {
            near.Add(guess);
        }

        return near.Count == 0 ? "see 'nanogpt models list'." : $"did you mean {string.Join(", ", near)}?";
    }
}
