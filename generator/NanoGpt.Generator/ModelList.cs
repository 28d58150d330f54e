using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>The catalog's models without issues and spans, and whose file each comes from.</summary>
/// <param name="Models">By provider and id.</param>
/// <param name="OwnFiles">The user's own model files, as <c>provider/file name</c>: each stands above a built-in one of the same name.</param>
internal sealed record ModelList(EquatableArray<ModelSpec> Models, EquatableArray<string> OwnFiles)
{
    /// <summary>The models of a catalog.</summary>
    public static ModelList Of(Catalog catalog, IEnumerable<DirectoryFile?> files) => new(
        catalog.Models,
        files.OfType<DirectoryFile>().Where(f => f.IsUserFile).Select(Key).OrderBy(k => k, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>The model of a file; null if there is none, or none that the project wants.</summary>
    public ModelSpec? Find(DirectoryFile? file, GeneratorOptions options)
    {
        if (file is not { Kind: FileKind.Model })
        {
            return null;
        }

        var key = Key(file);
        return file.IsUserFile || !OwnFiles.Contains(key, StringComparer.Ordinal)
            ? Models.FirstOrDefault(m => string.Equals(key, Key(m), StringComparison.Ordinal) && options.Models.Wants(m, file.IsUserFile))
            : null;
    }

    private static string Key(DirectoryFile file) => file.Provider + "/" + DirectoryFiles.NameOf(file.Path);

    // The loader refuses a file whose name is not its model's id.
    private static string Key(ModelSpec model) => model.Provider + "/" + model.Id.Replace("/", "__");
}
