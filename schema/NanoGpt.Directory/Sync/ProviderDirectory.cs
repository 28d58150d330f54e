using NanoGpt.Definitions;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Directories.Sync;

/// <summary>One provider's part of a directory, as texts that can be edited and loaded again.</summary>
internal sealed class ProviderDirectory
{
    private const string EditorLine = "# yaml-language-server:";

    private readonly string provider;
    private readonly string folder;
    private readonly string? names;
    private readonly Dictionary<string, ParsedFile> parsed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> pathsById = new(StringComparer.Ordinal);
    private readonly HashSet<string> present;

    private YamlDocument providerFile;

    /// <summary>Takes the files of a directory; what the provider lacks is started from the vendor's seed.</summary>
    /// <param name="vendor">The provider's vendor.</param>
    /// <param name="folder">The provider's folder, there or not.</param>
    /// <param name="files">The files of the whole directory: names must not meet across providers.</param>
    /// <param name="names">The text of the committed list of names; null if the provider has none.</param>
    public ProviderDirectory(Vendor vendor, string folder, IReadOnlyList<DirectoryFile> files, string? names)
    {
        provider = vendor.Id;
        this.folder = folder.Replace('\\', '/').TrimEnd('/');
        this.names = names;
        present = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            parsed[file.Path] = ModelDirectory.Parse(file);
        }

        providerFile = Open(FileKind.Provider, "provider.yaml", () => vendor.Seed.Provider + "\n");
        Fields = Open(FileKind.Fields, "fields.yaml", () => vendor.Seed.Fields);
        foreach (var file in parsed.Values.Where(file => file.File.Provider == provider && file.File.Kind == FileKind.Model))
        {
            if (file.Root?["id"] is YamlScalar id)
            {
                pathsById[id.Text] = file.File.Path;
            }
        }

        Heading = files.Where(file => file.Kind == FileKind.Model && file.Text.StartsWith(EditorLine, StringComparison.Ordinal))
            .Select(file => file.Text[..file.Text.IndexOf('\n', StringComparison.Ordinal)].TrimEnd('\r')).FirstOrDefault();
        Catalog = ModelDirectory.Build(parsed.Values);
    }

    public Catalog Catalog { get; }

    public YamlDocument Fields { get; }

    /// <summary>The line with which model files tell editors their schema; null if they do not.</summary>
    public string? Heading { get; }

    /// <summary>What every C# type of the provider starts with; empty for none.</summary>
    public string TypePrefix => (providerFile.Root["type_prefix"] as YamlScalar)?.Text ?? "";

    public YamlDocument Model(string id) => new(pathsById[id], parsed[pathsById[id]].File.Text);

    /// <summary>The file of a model that is not there yet.</summary>
    public YamlDocument NewModel(string id, string text) => new($"{folder}/models/{ModelId.FileName(id)}.yaml", text);

    /// <summary>Adds a source to the provider, or takes it away again.</summary>
    public void SetSource(string source, string date, bool isUsed)
    {
        providerFile = new YamlDocument(providerFile.Path, providerFile.Original);
        if (isUsed && providerFile.Find("sources", source) is null)
        {
            var entry = $"{{ title: Model list of the running service, date: \"{date}\" }}";
            if (providerFile.Find("sources") is YamlMapping)
            {
                providerFile.Set(["sources"], source, entry);
            }
            else
            {
                // The seed ends where its sources begin.
                providerFile.Append($"  {source}: {entry}\n");
            }
        }
    }

    /// <summary>Loads the directory with some files in place of what they were.</summary>
    public Catalog Load(IEnumerable<YamlDocument> changed)
    {
        var all = new Dictionary<string, ParsedFile>(parsed, StringComparer.Ordinal);
        foreach (var document in changed.Append(providerFile).Append(Fields))
        {
            if (!all.TryGetValue(document.Path, out var before) || !string.Equals(before.File.Text, document.Text, StringComparison.Ordinal))
            {
                all[document.Path] = Parse(document);
            }
        }

        return ModelDirectory.Build(all.Values);
    }

    /// <summary>Loads one model by itself.</summary>
    /// <returns>The model; null if it has errors.</returns>
    public ModelDefinition? LoadOne(YamlDocument document, string source, string date)
    {
        SetSource(source, date, isUsed: true);
        return ModelDirectory.Build([Parse(providerFile), Parse(Fields), Parse(document)]).Models.FirstOrDefault();
    }

    /// <summary>The files that are another than they were, with the list of names if there is one.</summary>
    public IReadOnlyList<SyncFile> Changed(IEnumerable<YamlDocument> documents, Catalog catalog)
    {
        var changed = documents.Append(providerFile).Append(Fields)
            .Select(document => new SyncFile(document.Path, present.Contains(document.Path) ? parsed[document.Path].File.Text : null, document.Text))
            .Where(file => !string.Equals(file.Before, file.After, StringComparison.Ordinal)).ToList();
        if (names is not null && NameList.Write(catalog, provider) is var now && !string.Equals(names, now, StringComparison.Ordinal))
        {
            changed.Add(new SyncFile($"{folder}/names.txt", names, now));
        }

        return changed;
    }

    private ParsedFile Parse(YamlDocument document) =>
        ModelDirectory.Parse(new DirectoryFile(provider, DirectoryFile.KindOf(document.Path), document.Path, document.Text));

    private YamlDocument Open(FileKind kind, string name, Func<string> seed) =>
        parsed.Values.FirstOrDefault(file => file.File.Provider == provider && file.File.Kind == kind) is { } file
            ? new YamlDocument(file.File.Path, file.File.Text)
            : new YamlDocument($"{folder}/{name}", seed());
}
