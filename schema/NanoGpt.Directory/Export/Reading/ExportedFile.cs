using System.Text.Json;
using NanoGpt.Definitions;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Export.Reading;

/// <summary>Reads back what <c>export --format json</c> wrote: a directory of which only the facts are left, such as one kept from a release.</summary>
/// <remarks>
/// What was exported had been checked, so the loader's checks are not made again. What could harm whoever uses it is checked all the
/// same: names that become C# or files, and what is there twice.
/// </remarks>
internal static class ExportedFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Whether a path is that of such a file, and not of a folder.</summary>
    public static bool Is(string path) => File.Exists(path) && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads it.</summary>
    /// <exception cref="DirectoryReadException">It is no JSON, or not what the export writes.</exception>
    public static Catalog Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream, Strict);
            return Read(new JsonPlace(path.Replace('\\', '/'), "", document.RootElement));
        }
        catch (JsonException e)
        {
            throw new DirectoryReadException(path, $"The file is not the JSON that 'nanogpt export' writes: {e.Message}", (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
        }
    }

    private static Catalog Read(JsonPlace root)
    {
        if (root.Find("models") is null || root.Find("providers") is null)
        {
            throw root.Wrong("has no 'providers' and 'models': make it with 'nanogpt export'");
        }

        var providers = Distinct(root.Items("providers"), ProviderReading.Of, provider => provider.Id).ToEquatableArray();
        var known = providers.Select(provider => provider.Id).ToHashSet(StringComparer.Ordinal);
        var models = Distinct(root.Items("models"), ModelReading.Of, model => $"{model.Provider}/{model.Id}");
        for (var i = 0; i < models.Count; i++)
        {
            if (!known.Contains(models[i].Provider))
            {
                throw root.Items("models").ElementAt(i).Wrong($"is of provider '{models[i].Provider}', which is not there");
            }
        }

        return Catalog.Create(providers, models.OrderBy(model => model.Provider, StringComparer.Ordinal).ThenBy(model => model.Id, StringComparer.Ordinal));
    }

    /// <summary>Reads the items of a list, no two of which have the same key.</summary>
    public static List<T> Distinct<T>(IEnumerable<JsonPlace> places, Func<JsonPlace, T> read, Func<T, string> key)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var items = new List<T>();
        foreach (var place in places)
        {
            var item = read(place);
            items.Add(keys.Add(key(item)) ? item : throw place.Wrong($"is there twice: '{key(item)}'"));
        }

        return items;
    }
}
