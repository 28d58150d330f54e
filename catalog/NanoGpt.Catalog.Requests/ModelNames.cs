namespace NanoGpt.Catalogs.Requests;

/// <summary>Finds a model by its id or by <c>provider/id</c>.</summary>
public static class ModelNames
{
    private const int ShownIds = 5;

    /// <summary>Returns <c>provider/id</c>.</summary>
    /// <param name="model">The model.</param>
    public static string Full(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return $"{model.Provider}/{model.Id}";
    }

    /// <summary>Returns the model; reports an error with suggestions and returns null if it is not the only one.</summary>
    /// <param name="catalog">The models.</param>
    /// <param name="name">The id, or <c>provider/id</c>.</param>
    /// <param name="report">Receives the error.</param>
    /// <param name="otherwise">The advice if no model has a similar name.</param>
    public static ModelDefinition? Find(Catalog catalog, string name, Action<string> report, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(report);

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
                report($"There is no model '{name}': {Guess(catalog, name, otherwise)}");
                return null;
        }
    }

    private static string Guess(Catalog catalog, string name, string otherwise)
    {
        // Full names are suggested only for a full name; otherwise each model would match twice.
        var names = catalog.Models.Select(model => name.Contains('/', StringComparison.Ordinal) ? Full(model) : model.Id)
            .Distinct(StringComparer.Ordinal).ToList();
        var near = names.Where(candidate => candidate.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(ShownIds).ToList();
        if (near.Count == 0 && NearestWord.Find(name, names) is { } guess)
        {
            near.Add(guess);
        }

        return near.Count == 0 ? otherwise : $"did you mean {string.Join(", ", near)}?";
    }
}
