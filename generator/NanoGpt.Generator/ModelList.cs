using System.Collections.Immutable;
using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>Represents the models of the catalog without issues and spans, and finds the model of a file.</summary>
internal sealed class ModelList : IEquatable<ModelList>
{
    private readonly Dictionary<string, ModelDefinition> byFile = new(StringComparer.Ordinal);
    private readonly HashSet<string> userFileSet;
    private readonly EquatableArray<string> userFiles;

    private ModelList(EquatableArray<ModelDefinition> models, EquatableArray<string> userFiles, bool hasBuiltInFiles)
    {
        Models = models;
        HasBuiltInFiles = hasBuiltInFiles;
        this.userFiles = userFiles;
        userFileSet = new HashSet<string>(userFiles, StringComparer.Ordinal);
        foreach (var model in models)
        {
            byFile[Key(model)] = model;
        }
    }

    /// <summary>Gets the models, ordered by provider and id.</summary>
    public EquatableArray<ModelDefinition> Models { get; }

    /// <summary>
    /// Gets a value that indicates whether the project has files. Projects that reference the package transitively run the
    /// generator without files, and it produces nothing.
    /// </summary>
    public bool HasFiles => HasBuiltInFiles || !userFiles.IsEmpty;

    public bool HasBuiltInFiles { get; }

    public static ModelList Create(LoadedDirectory directory)
    {
        var userFiles = directory.Files.Where(static file => file.File.IsUserFile).Select(static file => Key(file.File))
            .OrderBy(static key => key, StringComparer.Ordinal);
        var hasBuiltInFiles = directory.Files.Any(static file => !file.File.IsUserFile);
        return new(directory.Catalog.Models, userFiles.ToEquatableArray(), hasBuiltInFiles);
    }

    public ModelDefinition? Find(DirectoryFile file)
    {
        // A user file replaces a built-in file of the same name.
        var key = Key(file);
        return file.Kind == FileKind.Model && (file.IsUserFile || !userFileSet.Contains(key))
            && byFile.TryGetValue(key, out var model)
            ? model
            : null;
    }

    public bool Equals(ModelList? other) =>
        other is not null && HasBuiltInFiles == other.HasBuiltInFiles && Models == other.Models && userFiles == other.userFiles;

    public override bool Equals(object? obj) => Equals(obj as ModelList);

    public override int GetHashCode() => Models.GetHashCode();

    private static string Key(DirectoryFile file) => file.Provider + "/" + file.Name;

    // The loader rejects files whose name is not the id of the model.
    private static string Key(ModelDefinition model) => model.Provider + "/" + DirectoryFile.NameOf(model.Id);
}

/// <summary>Represents the models that a project selects. There are none if the generated code would not compile.</summary>
internal sealed record ModelSelection(ModelList Models, TargetCompilation Target)
{
    /// <summary>Returns the model of a file, or null if there is none or the project does not select it.</summary>
    public ModelDefinition? Find(DirectoryFile? file) =>
        Target.IsSupported && file is not null && Models.Find(file) is { } model
            && Target.Options.Models.Includes(model, file.IsUserFile)
                ? model
                : null;

    public EmittedIndex EmitIndex(IndexEntries entries) =>
        new(Models.HasFiles && Target.IsSupported ? IndexEmitter.Emit(entries.Items, Target.Options.Emit) : null);

    public ProjectIssues Check() => new(Target.Options.Check(Models)
        .Concat(Models.HasFiles ? Target.Check() : []).ToEquatableArray());
}

/// <summary>Represents the contents of all files, including issues and spans.</summary>
internal sealed record LoadedDirectory(Catalog Catalog, IReadOnlyList<ParsedFile> Files)
{
    public static LoadedDirectory Create(ImmutableArray<ParsedFile?> parsed, CancellationToken cancellationToken)
    {
        var files = parsed.OfType<ParsedFile>().ToList();
        return new LoadedDirectory(ModelDirectory.Build(files, cancellationToken), files);
    }
}
