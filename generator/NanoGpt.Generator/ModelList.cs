using NanoGpt.Schema.Files;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>The catalog's models without issues and spans, found by the file that each comes from.</summary>
/// <remarks>The index over the models is made once and follows from them, so it takes no part in equality.</remarks>
internal sealed class ModelList : IEquatable<ModelList>
{
    private readonly Dictionary<string, ModelDefinition> byFile = new(StringComparer.Ordinal);
    private readonly HashSet<string> ownFiles = new(StringComparer.Ordinal);
    private readonly EquatableArray<string> ownKeys;

    private ModelList(EquatableArray<ModelDefinition> models, EquatableArray<string> ownKeys, bool hasFiles)
    {
        Models = models;
        HasFiles = hasFiles;
        this.ownKeys = ownKeys;
        ownFiles.UnionWith(ownKeys);
        foreach (var model in models)
        {
            byFile[Key(model)] = model;
        }
    }

    /// <summary>By provider and id.</summary>
    public EquatableArray<ModelDefinition> Models { get; }

    /// <summary>
    /// Whether there are any files. A project that only references one with the package gets the generator, but no files: there it
    /// stays silent.
    /// </summary>
    public bool HasFiles { get; }

    /// <summary>The models of a directory, and which of its files are the user's own.</summary>
    public static ModelList Of(LoadedDirectory directory)
    {
        var own = new List<string>();
        foreach (var file in directory.Files)
        {
            if (file.File.IsUserFile)
            {
                own.Add(Key(file.File));
            }
        }

        own.Sort(StringComparer.Ordinal);
        return new(directory.Catalog.Models, own.ToEquatableArray(), directory.Files.Count > 0);
    }

    /// <summary>The model of a file; null if there is none.</summary>
    public ModelDefinition? Find(DirectoryFile file)
    {
        // A file of the user's own stands above a built-in one of the same name.
        var key = Key(file);
        return file.Kind == FileKind.Model && (file.IsUserFile || !ownFiles.Contains(key)) && byFile.TryGetValue(key, out var model)
            ? model
            : null;
    }

    /// <inheritdoc/>
    public bool Equals(ModelList? other) =>
        other is not null && HasFiles == other.HasFiles && Models == other.Models && ownKeys == other.ownKeys;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ModelList);

    /// <inheritdoc/>
    public override int GetHashCode() => Models.GetHashCode();

    private static string Key(DirectoryFile file) => file.Provider + "/" + DirectoryFiles.NameOf(file.Path);

    // The loader refuses a file whose name is not its model's id.
    private static string Key(ModelDefinition model) => model.Provider + "/" + model.Id.Replace("/", "__");
}
