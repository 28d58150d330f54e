using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>The catalog's models without issues and spans, and whose file each comes from.</summary>
/// <param name="Models">By provider and id.</param>
/// <param name="OwnFiles">The user's own model files, as <c>provider/file name</c>: each stands above a built-in one of the same name.</param>
internal sealed record ModelList(EquatableArray<ModelSpec> Models, EquatableArray<string> OwnFiles)
{
    /// <summary>The models of a catalog.</summary>
    public static ModelList Of(Catalog catalog, IEnumerable<DirectoryFile> ownFiles) => new(
        catalog.Models,
        ownFiles.Select(Key).OrderBy(k => k, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>The model of a file, if there is one and the project wants it.</summary>
    public IEnumerable<ModelSpec> Select(DirectoryFile file, GeneratorOptions options)
    {
        if (file.Kind != FileKind.Model || (!file.IsUserFile && OwnFiles.Contains(Key(file), StringComparer.Ordinal)))
        {
            return [];
        }

        var key = Key(file);
        foreach (var model in Models)
        {
            if (string.Equals(key, Key(model), StringComparison.Ordinal))
            {
                return options.Models.Wants(model, file.IsUserFile) ? [model] : [];
            }
        }

        return [];
    }

    private static string Key(DirectoryFile file) => file.Provider + "/" + DirectoryFiles.NameOf(file.Path);

    // The loader refuses a file whose name is not its model's id.
    private static string Key(ModelSpec model) => model.Provider + "/" + model.Id.Replace("/", "__");
}
