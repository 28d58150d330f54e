using NanoGpt.Catalogs.Data;

namespace NanoGpt.Catalogs.Site.Building;

/// <summary>Writes a site to a folder that any host can serve.</summary>
public static class SiteBuilder
{
    // A host compresses on its own; the server of the tool uses these files.
    private static readonly string[] Compressed = [".br", ".gz"];

    /// <summary>Writes a site. The same content always gives the same files.</summary>
    /// <param name="content">The content.</param>
    /// <param name="folder">The folder. It may contain an earlier site, which is replaced.</param>
    /// <param name="basePath">The path under which the site is served, such as <c>/models/</c>.</param>
    /// <returns>The number of files.</returns>
    /// <exception cref="IOException">The folder contains other files.</exception>
    public static int Write(SiteContent content, string folder, string basePath)
    {
        ArgumentNullException.ThrowIfNull(content);
        Clear(folder);
        var count = 0;
        foreach (var path in content.AppFiles().Where(static path => !Compressed.Contains(Path.GetExtension(path))))
        {
            File.Copy(content.PathOf(path), Create(path));
        }

        File.WriteAllBytes(Create(CatalogDocument.FileName), content.Document.Write());
        File.WriteAllText(Create(".nojekyll"), "");   // otherwise GitHub Pages leaves out folders such as _framework
        foreach (var (path, html) in content.Pages(basePath))
        {
            File.WriteAllText(Create(path), html);
        }

        return count;

        string Create(string path)
        {
            count++;
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            return full;
        }
    }

    private static void Clear(string folder)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return;
        }

        if (!File.Exists(Path.Combine(folder, CatalogDocument.FileName)))
        {
            throw new IOException(
                $"The folder {folder} contains files that are not of a catalogue: specify an empty or a new folder.");
        }

        Directory.Delete(folder, recursive: true);
    }
}
