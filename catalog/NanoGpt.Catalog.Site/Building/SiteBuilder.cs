using NanoGpt.Catalogs.Data;

namespace NanoGpt.Catalogs.Site.Building;

/// <summary>Writes a site to a folder that any host can serve.</summary>
public static class SiteBuilder
{
    /// <summary>Writes a site. The same content always gives the same files.</summary>
    /// <param name="content">The content.</param>
    /// <param name="folder">The folder. It may contain an earlier site, which is replaced.</param>
    /// <param name="basePath">The path under which the site is served, such as <c>/models/</c>.</param>
    /// <returns>The number of files, without the compressed files beside them.</returns>
    /// <exception cref="IOException">The folder contains other files.</exception>
    public static int Write(SiteContent content, string folder, string basePath)
    {
        ArgumentNullException.ThrowIfNull(content);
        Clear(folder);
        var files = new List<string>();
        foreach (var path in content.AppFiles())
        {
            File.Copy(content.PathOf(path), Create(path));
        }

        File.WriteAllBytes(Create(CatalogDocument.FileName), content.Document.Write());
        File.WriteAllText(Create(".nojekyll"), "");   // otherwise GitHub Pages leaves out folders such as _framework
        foreach (var (path, html) in content.Pages(basePath))
        {
            File.WriteAllText(Create(path), html);
        }

        files.RemoveAll(CompressedFiles.IsCompressed);
        Parallel.ForEach(files, CompressedFiles.Write);
        return files.Count;

        string Create(string path)
        {
            var full = Path.Combine(folder, path);
            files.Add(full);
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
