using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>The catalog's models without issues and spans, found by the file that each comes from.</summary>
/// <remarks>The index over the models is made once and follows from them, so it takes no part in equality.</remarks>
internal sealed class ModelList : IEquatable<ModelList>
{
    private readonly Dictionary<string, ModelSpec> byFile = new(StringComparer.Ordinal);
    private readonly HashSet<string> ownFiles = new(StringComparer.Ordinal);
    private readonly EquatableArray<string> ownKeys;

    private ModelList(EquatableArray<ModelSpec> models, EquatableArray<string> ownKeys)
    {
        Models = models;
        this.ownKeys = ownKeys;
        ownFiles.UnionWith(ownKeys);
        foreach (var model in models)
        {
            byFile[Key(model)] = model;
        }
    }

    /// <summary>By provider and id.</summary>
    public EquatableArray<ModelSpec> Models { get; }

    /// <summary>The models of a catalog, and which of its files are the user's own.</summary>
    public static ModelList Of(Catalog catalog, IEnumerable<DirectoryFile?> files)
    {
        var own = new List<string>();
        foreach (var file in files)
        {
            if (file is { IsUserFile: true })
            {
                own.Add(Key(file));
            }
        }

        own.Sort(StringComparer.Ordinal);
        return new(catalog.Models, own.ToEquatableArray());
    }

    /// <summary>The model of a file; null if there is none, or none that the project wants.</summary>
    public ModelSpec? Find(DirectoryFile? file, GeneratorOptions options)
    {
        if (file is not { Kind: FileKind.Model })
        {
            return null;
        }

        // A file of the user's own stands above a built-in one of the same name.
        var key = Key(file);
        return (file.IsUserFile || !ownFiles.Contains(key))
            && byFile.TryGetValue(key, out var model)
            && options.Models.Wants(model, file.IsUserFile)
            ? model
            : null;
    }

    /// <inheritdoc/>
    public bool Equals(ModelList? other) => other is not null && Models == other.Models && ownKeys == other.ownKeys;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ModelList);

    /// <inheritdoc/>
    public override int GetHashCode() => Models.GetHashCode();

    private static string Key(DirectoryFile file) => file.Provider + "/" + DirectoryFiles.NameOf(file.Path);

    // The loader refuses a file whose name is not its model's id.
    private static string Key(ModelSpec model) => model.Provider + "/" + model.Id.Replace("/", "__");
}
