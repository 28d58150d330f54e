using System.Collections.Immutable;
using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>The catalog's models without issues and spans, found by the file that each comes from.</summary>
/// <remarks>The index over the models is made once and follows from them, so it takes no part in equality.</remarks>
internal sealed class ModelList : IEquatable<ModelList>
{
    private readonly Dictionary<string, ModelDefinition> byFile = new(StringComparer.Ordinal);
    private readonly HashSet<string> ownFiles;
    private readonly EquatableArray<string> ownKeys;

    private ModelList(EquatableArray<ModelDefinition> models, EquatableArray<string> ownKeys, bool hasFiles)
    {
        Models = models;
        HasFiles = hasFiles;
        this.ownKeys = ownKeys;
        ownFiles = new HashSet<string>(ownKeys, StringComparer.Ordinal);
        foreach (var model in models)
        {
            byFile[Key(model)] = model;
        }
    }

    /// <summary>By provider and id.</summary>
    public EquatableArray<ModelDefinition> Models { get; }

    /// <summary>
    /// Whether there are any files. A project that only references one with the package gets the generator, but no files: there
    /// it stays silent.
    /// </summary>
    public bool HasFiles { get; }

    /// <summary>The models of a directory, and which of its files are the user's own.</summary>
    public static ModelList Of(LoadedDirectory directory)
    {
        var own = directory.Files.Where(static file => file.File.IsUserFile).Select(static file => Key(file.File))
            .OrderBy(static key => key, StringComparer.Ordinal);
        return new(directory.Catalog.Models, own.ToEquatableArray(), directory.Files.Count > 0);
    }

    /// <summary>The model of a file; null if there is none.</summary>
    public ModelDefinition? Find(DirectoryFile file)
    {
        // A file of the user's own stands above a built-in one of the same name.
        var key = Key(file);
        return file.Kind == FileKind.Model && (file.IsUserFile || !ownFiles.Contains(key))
            && byFile.TryGetValue(key, out var model)
            ? model
            : null;
    }

    public bool Equals(ModelList? other) =>
        other is not null && HasFiles == other.HasFiles && Models == other.Models && ownKeys == other.ownKeys;

    public override bool Equals(object? obj) => Equals(obj as ModelList);

    public override int GetHashCode() => Models.GetHashCode();

    private static string Key(DirectoryFile file) => file.Provider + "/" + DirectoryFiles.NameOf(file.Path);

    // The loader refuses a file whose name is not its model's id.
    private static string Key(ModelDefinition model) => model.Provider + "/" + model.Id.Replace("/", "__");
}

/// <summary>The models that there are, and what the project wants of them.</summary>
internal sealed record ModelSelection(ModelList Models, GeneratorOptions Options)
{
    /// <summary>The model of a file; null if there is none, or none that the project wants.</summary>
    public ModelDefinition? Find(DirectoryFile? file) =>
        file is not null && Models.Find(file) is { } model && Options.Models.Wants(model, file.IsUserFile) ? model : null;

    /// <summary>The index of what was emitted.</summary>
    public EmittedIndex EmitIndex(IndexEntries entries) =>
        new(Models.HasFiles ? IndexEmitter.Emit(entries.Items, Options.Emit) : null);

    /// <summary>What is wrong with the project's properties.</summary>
    public ProjectIssues Check() => new(Options.Check(Models.Models));
}

/// <summary>Represents what all files say together, issues and spans included.</summary>
/// <param name="Catalog">The models and issues.</param>
/// <param name="Files">The files.</param>
internal sealed record LoadedDirectory(Catalog Catalog, IReadOnlyList<ParsedFile> Files)
{
    /// <summary>Builds the catalog of the files that belong to a directory.</summary>
    public static LoadedDirectory Of(ImmutableArray<ParsedFile?> parsed, CancellationToken cancellation)
    {
        var files = parsed.OfType<ParsedFile>().ToList();
        return new LoadedDirectory(ModelDirectory.Build(files, cancellation), files);
    }
}
