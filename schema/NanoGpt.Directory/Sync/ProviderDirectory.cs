using NanoGpt.Directories.Editing;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Schema.Files;

namespace NanoGpt.Directories.Sync;

/// <summary>Represents the files of one provider as texts that can be edited and reloaded.</summary>
internal sealed class ProviderDirectory
{
    private const string EditorLine = "# yaml-language-server:";

    private readonly string provider;
    private readonly string folder;
    private readonly string? names;
    private readonly Dictionary<string, ParsedFile> parsed;
    private readonly Dictionary<string, string> pathsById = new(StringComparer.Ordinal);
    private readonly HashSet<string> present;
    private readonly List<DirectoryFile> added = [];

    private YamlDocument providerFile;

    /// <summary>Uses the files of a directory; a provider without files starts from the built-in directory.</summary>
    /// <param name="vendor">The vendor of the provider.</param>
    /// <param name="folder">The provider's folder; it need not exist.</param>
    /// <param name="files">The files of all providers, because C# names must be unique across providers.</param>
    /// <param name="names">The text of the committed list of names; null if there is none.</param>
    public ProviderDirectory(Vendor vendor, string folder, IReadOnlyList<DirectoryFile> files, string? names)
    {
        provider = vendor.Id;
        this.folder = folder.Replace('\\', '/').TrimEnd('/');
        this.names = names;
        present = [.. files.Select(file => file.Path)];
        added.AddRange(BuiltInDirectory.Files(provider, this.folder).Where(file => IsMissing(file, files)));
        parsed = files.Concat(added).ToDictionary(file => file.Path, file => ModelDirectory.Parse(file), StringComparer.Ordinal);
        providerFile = Open(FileKind.Provider);
        Fields = Open(FileKind.Fields);
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

    /// <summary>Gets whether the directory has files that are not on the disk.</summary>
    public bool IsNew => added.Count > 0;

    public YamlDocument Fields { get; }

    /// <summary>Gets the first line of model files that refers editors to a schema; null if there is none.</summary>
    public string? Heading { get; }

    public string TypePrefix => (providerFile.Root["type_prefix"] as YamlScalar)?.Text ?? "";

    public YamlDocument Model(string id) => new(pathsById[id], parsed[pathsById[id]].File.Text);

    public YamlDocument NewModel(string id, string text) => new($"{folder}/models/{DirectoryFile.NameOf(id)}.yaml", text);

    public void SetSource(string source, string date, bool isUsed)
    {
        providerFile = new YamlDocument(providerFile.Path, providerFile.Original);
        if (isUsed && providerFile.Find("sources", source) is null)
        {
            var entry = $"{{ title: Model list of the running service, date: \"{date}\" }}";
            providerFile.Set(["sources"], source, entry);
        }
    }

    public Catalog Load(IEnumerable<YamlDocument> changed)
    {
        var all = new Dictionary<string, ParsedFile>(parsed, StringComparer.Ordinal);
        foreach (var document in changed.Append(providerFile).Append(Fields))
        {
            if (!all.TryGetValue(document.Path, out var before)
                || !string.Equals(before.File.Text, document.Text, StringComparison.Ordinal))
            {
                all[document.Path] = Parse(document);
            }
        }

        return ModelDirectory.Build(all.Values);
    }

    /// <summary>Loads one model by itself; returns null if it has errors.</summary>
    public ModelDefinition? LoadOne(YamlDocument document, string source, string date)
    {
        SetSource(source, date, isUsed: true);
        return ModelDirectory.Build([Parse(providerFile), Parse(Fields), Parse(document)]).Models.FirstOrDefault();
    }

    /// <summary>Returns the files that differ from the disk; all of them for a new directory.</summary>
    public IReadOnlyList<SyncFile> Changed(IEnumerable<YamlDocument> documents, Catalog catalog)
    {
        var edited = documents.Append(providerFile).Append(Fields).DistinctBy(document => document.Path).ToList();
        var unedited = added.Where(file => !edited.Exists(document => document.Path == file.Path));
        var changed = edited.Select(document => new SyncFile(document.Path, TextOf(document.Path), document.Text))
            .Concat(unedited.Select(file => new SyncFile(file.Path, null, file.Text)))
            .Where(file => !string.Equals(file.Before, file.After, StringComparison.Ordinal)).ToList();
        if (names is not null && NameList.Write(catalog, provider) is var now
            && !string.Equals(names, now, StringComparison.Ordinal))
        {
            changed.Add(new SyncFile($"{folder}/names.txt", names, now));
        }

        return changed;

        string? TextOf(string path) => present.Contains(path) ? parsed[path].File.Text : null;
    }

    private ParsedFile Parse(YamlDocument document) =>
        ModelDirectory.Parse(new DirectoryFile(provider, DirectoryFile.KindOf(document.Path), document.Path, document.Text));

    // Models are only added to a provider without any file.
    private bool IsMissing(DirectoryFile file, IReadOnlyList<DirectoryFile> files) => !files.Any(other =>
        other.Provider == provider && (file.Kind == FileKind.Model || other.Kind == file.Kind));

    private YamlDocument Open(FileKind kind)
    {
        var file = parsed.Values.First(file => file.File.Provider == provider && file.File.Kind == kind).File;
        return new YamlDocument(file.Path, file.Text);
    }
}
