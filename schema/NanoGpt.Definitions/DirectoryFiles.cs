using System.Reflection;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Definitions;

/// <summary>Reads the files of a model directory, from a folder or from this assembly.</summary>
/// <remarks>
/// A folder either contains a <c>provider.yaml</c>, or contains such folders. Any other folder with YAML files, and a single
/// file, contains files of a user, which are read together with the built-in ones. Links must not lead out of the folder.
/// </remarks>
public static class DirectoryFiles
{
    private const string ProviderFile = "provider.yaml";
    private const string FieldsFile = "fields.yaml";
    private const string ModelsFolder = "models";

    // With fewer files, parallel execution takes longer.
    private const int MinParallelFiles = 200;

    /// <summary>Reads the files of a folder, in ordinal order of their paths.</summary>
    /// <remarks>
    /// Only regular files are opened, because a pipe or a device could block. A file of length 0 is an empty text.
    /// </remarks>
    /// <param name="path">The folder of a directory or of one provider, a folder with files of a user, or such a file.</param>
    /// <param name="provider">The provider of the files of a user.</param>
    /// <exception cref="DirectoryReadException">A file is not UTF-8, leads out of the folder or cannot be read.</exception>
    public static IReadOnlyList<DirectoryFile> Read(string path, string provider = ProviderIds.NanoGpt)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var isFile = File.Exists(path);
        var folder = isFile ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        if (isFile && !IsYaml(path))
        {
            throw new DirectoryReadException(path, "This is not a YAML file: specify a model file, or a folder.");
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryReadException(path, "The folder does not exist.");
        }

        try
        {
            return isFile ? [.. BuiltIn(), ReadUserFile(new StrictReader(folder), provider, path)] : ReadFolder(path, provider);
        }
        catch (Exception e) when (e is (IOException and not DirectoryReadException) or UnauthorizedAccessException)
        {
            throw new DirectoryReadException(path, $"The folder cannot be read: {e.Message}");
        }
    }

    /// <summary>Builds a catalog from files, in parallel if there are many.</summary>
    /// <param name="files">The files.</param>
    /// <returns>The catalog with the issues of the files.</returns>
    public static Catalog Load(IReadOnlyList<DirectoryFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Count < MinParallelFiles
            ? ModelDirectory.Load(files)
            : ModelDirectory.Load(files, static (count, action) => Parallel.For(0, count, action), CancellationToken.None);
    }

    /// <summary>Returns the built-in files.</summary>
    public static IReadOnlyList<DirectoryFile> BuiltIn()
    {
        var assembly = typeof(DirectoryFiles).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => ReadResource(assembly, name))];
    }

    /// <summary>Builds a catalog from the built-in files.</summary>
    public static Catalog BuiltInCatalog() => Load(BuiltIn());

    private static List<DirectoryFile> ReadFolder(string folder, string provider)
    {
        var reader = new StrictReader(folder);
        var own = Directory.GetFiles(folder).Where(IsYaml).Order(StringComparer.Ordinal).ToList();
        string[] folders = IsProvider(folder, own) ? [folder]
            : [.. Directory.GetDirectories(folder).Where(child => Path.Exists(Path.Combine(child, ProviderFile)))
                .Order(StringComparer.Ordinal)];
        return folders.Length > 0 ? [.. folders.SelectMany(child => ReadProvider(reader, child))]
            : own.Count > 0 ? [.. BuiltIn(), .. own.Select(path => ReadUserFile(reader, provider, path))]
            : throw new DirectoryReadException(
                folder, $"The folder contains neither YAML files nor {ProviderFile}, and neither do its subfolders.");
    }

    // The models of a provider are in a subfolder, and those of a user beside provider.yaml.
    private static bool IsProvider(string folder, List<string> files) => Path.Exists(Path.Combine(folder, ProviderFile))
        && (Directory.Exists(Path.Combine(folder, ModelsFolder))
            || files.TrueForAll(file => DirectoryFile.KindOf(file) != FileKind.Model));

    private static bool IsYaml(string path) => Path.GetExtension(path) is ".yaml" or ".yml";

    private static DirectoryFile ReadUserFile(StrictReader reader, string provider, string path) =>
        reader.Read(provider, DirectoryFile.KindOf(path), path) with { IsUserFile = true };

    private static IEnumerable<DirectoryFile> ReadProvider(StrictReader reader, string folder)
    {
        var provider = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar));
        yield return reader.Read(provider, FileKind.Provider, Path.Combine(folder, ProviderFile));
        var fields = Path.Combine(folder, FieldsFile);
        if (Path.Exists(fields))
        {
            yield return reader.Read(provider, FileKind.Fields, fields);
        }

        var models = Path.Combine(folder, ModelsFolder);
        if (!Directory.Exists(models))
        {
            yield break;
        }

        foreach (var model in Directory.GetFileSystemEntries(models, "*.yaml").Order(StringComparer.Ordinal))
        {
            yield return reader.Read(provider, FileKind.Model, model);
        }
    }

    private static DirectoryFile ReadResource(Assembly assembly, string name)
    {
        var parts = name.Split('/');
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return new DirectoryFile(parts[1], DirectoryFile.KindOf(name), name, reader.ReadToEnd());
    }
}
