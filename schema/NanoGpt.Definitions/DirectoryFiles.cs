using System.Reflection;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Definitions;

/// <summary>Reads the files of a model directory, from a folder or from this assembly.</summary>
/// <remarks>
/// A folder is either one provider's (it has a <c>provider.yaml</c>) or holds such folders. Only the files of a directory are
/// read, two levels deep, and no link may lead out of the folder.
/// </remarks>
public static class DirectoryFiles
{
    private const string ProviderFile = "provider.yaml";
    private const string FieldsFile = "fields.yaml";
    private const string ModelsFolder = "models";

    // A smaller directory is loaded before a second thread has started.
    private const int WorthThreads = 200;

    /// <summary>Reads the files of a folder, in ordinal order of their paths.</summary>
    /// <remarks>
    /// Only regular files are opened: a pipe or a device would block. A file of length 0 is read as an empty text, which loading
    /// reports at its path.
    /// </remarks>
    /// <param name="folder">The folder of a directory, or of one provider.</param>
    /// <exception cref="DirectoryReadException">A file is not UTF-8, leads out of the folder or cannot be read.</exception>
    public static IReadOnlyList<DirectoryFile> Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (File.Exists(folder))
        {
            throw new DirectoryReadException(folder, $"This is a file: give its folder, which holds {ProviderFile} or folders with one.");
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryReadException(folder, "There is no such folder.");
        }

        try
        {
            return ReadProviders(folder);
        }
        catch (Exception e) when (e is (IOException and not DirectoryReadException) or UnauthorizedAccessException)
        {
            throw new DirectoryReadException(folder, $"The folder cannot be read: {e.Message}");
        }
    }

    /// <summary>Loads files into a catalog, on all processors if there are many; the result is the same as on one.</summary>
    /// <returns>The catalog; its <see cref="Catalog.Issues"/> tell what is wrong with the files.</returns>
    public static Catalog Load(IReadOnlyList<DirectoryFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Count < WorthThreads
            ? ModelDirectory.Load(files)
            : ModelDirectory.Load(files, static (count, action) => Parallel.For(0, count, action), CancellationToken.None);
    }

    /// <summary>Returns the files that this assembly was built with.</summary>
    public static IReadOnlyList<DirectoryFile> BuiltIn()
    {
        var assembly = typeof(DirectoryFiles).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => ReadResource(assembly, name))];
    }

    /// <summary>Loads the directory that this assembly was built with.</summary>
    public static Catalog BuiltInCatalog() => Load(BuiltIn());

    private static List<DirectoryFile> ReadProviders(string folder)
    {
        var reader = new StrictReader(folder);
        var folders = Path.Exists(Path.Combine(folder, ProviderFile)) ? [folder]
            : Directory.GetDirectories(folder).Where(child => Path.Exists(Path.Combine(child, ProviderFile))).Order(StringComparer.Ordinal).ToArray();
        return folders.Length == 0
            ? throw new DirectoryReadException(folder, $"There is no {ProviderFile} in it or one folder below.")
            : [.. folders.SelectMany(provider => ReadProvider(reader, provider))];
    }

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
