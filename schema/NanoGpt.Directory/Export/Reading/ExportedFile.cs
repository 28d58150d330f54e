namespace NanoGpt.Directories.Export.Reading;

/// <summary>Reads a file that <c>nanogpt export --format json</c> wrote.</summary>
/// <remarks>
/// The loader's checks are not repeated because the directory had passed them. Names that become C# or file names, and
/// duplicates, are checked because the file may have been edited.
/// </remarks>
internal static class ExportedFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static bool IsExport(string path) => File.Exists(path) && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the file.</summary>
    /// <exception cref="DirectoryReadException">The file is not JSON or not an export.</exception>
    public static Catalog Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream, Strict);
            return Read(new JsonLocation(path.Replace('\\', '/'), "", document.RootElement));
        }
        catch (JsonException e)
        {
            throw new DirectoryReadException(
                path, $"The file is not the JSON that 'nanogpt export' writes: {e.Message}", (int)(e.LineNumber ?? 0) + 1,
                (int)(e.BytePositionInLine ?? 0) + 1);
        }
    }

    private static Catalog Read(JsonLocation root)
    {
        if (root.Find("models") is null || root.Find("providers") is null)
        {
            throw root.Error("requires 'providers' and 'models': create the file with 'nanogpt export'");
        }

        var providers = Distinct(root.Items("providers"), ProviderReading.Read, provider => provider.Id).ToEquatableArray();
        var known = providers.Select(provider => provider.Id).ToHashSet(StringComparer.Ordinal);
        var models = Distinct(root.Items("models"), ModelReading.Read, model => $"{model.Provider}/{model.Id}");
        for (var i = 0; i < models.Count; i++)
        {
            if (!known.Contains(models[i].Provider))
            {
                throw root.Items("models").ElementAt(i)
                    .Error($"refers to the provider '{models[i].Provider}', which does not exist");
            }
        }

        return Catalog.Create(
            providers,
            models.OrderBy(model => model.Provider, StringComparer.Ordinal).ThenBy(model => model.Id, StringComparer.Ordinal));
    }

    public static List<T> Distinct<T>(IEnumerable<JsonLocation> locations, Func<JsonLocation, T> read, Func<T, string> key)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var items = new List<T>();
        foreach (var location in locations)
        {
            var item = read(location);
            items.Add(keys.Add(key(item)) ? item : throw location.Error($"occurs twice: '{key(item)}'"));
        }

        return items;
    }
}
