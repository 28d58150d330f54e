using System.Reflection;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator.Directories;

/// <summary>Finds the files of a model directory: in a folder, or in this assembly.</summary>
/// <remarks>
/// A folder is either one provider's (it has a <c>provider.yaml</c>) or holds such folders. Only the files that a directory is
/// made of are looked at, two levels deep, and no link may lead out of the folder.
/// </remarks>
public static class DirectoryFiles
{
    private const string ProviderFile = "provider.yaml";
    private const string FieldsFile = "fields.yaml";
    private const string ModelsFolder = "models";

    /// <summary>Reads a folder. The files come in ordinal order of their paths.</summary>
    /// <remarks>
    /// Only regular files are opened. A pipe or a device would block, and nothing but its length of 0 tells it from a file: whatever
    /// has that length is read as an empty text, which loading reports at its path.
    /// </remarks>
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

    /// <summary>The files that this assembly was built with.</summary>
    public static IReadOnlyList<DirectoryFile> BuiltIn()
    {
        var assembly = typeof(DirectoryFiles).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => ReadResource(assembly, name))];
    }

    /// <summary>The directory that this assembly was built with.</summary>
    public static Catalog BuiltInCatalog() => ModelDirectory.Load(BuiltIn());

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
        var kind = parts[^1] switch
        {
            ProviderFile => FileKind.Provider,
            FieldsFile => FileKind.Fields,
            _ => FileKind.Model,
        };
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return new DirectoryFile(parts[1], kind, name, reader.ReadToEnd());
    }
}
