using System.IO.Compression;

namespace NanoGpt.Catalogs.Site.Building;

/// <summary>Writes the compressed files that hosts send in place of the files beside them.</summary>
internal static class CompressedFiles
{
    /// <summary>The file name extensions of the formats.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".br", ".gz"];

    /// <summary>Returns whether a file is compressed.</summary>
    /// <param name="path">The path.</param>
    public static bool IsCompressed(string path) => Extensions.Contains(Path.GetExtension(path));

    /// <summary>Writes the files that are missing, and that are smaller than the file itself.</summary>
    /// <param name="file">The file.</param>
    public static void Write(string file)
    {
        var content = File.ReadAllBytes(file);
        foreach (var extension in Extensions.Where(extension => !File.Exists(file + extension)))
        {
            var compressed = Compress(content, extension);
            if (compressed.Length < content.Length)
            {
                File.WriteAllBytes(file + extension, compressed);
            }
        }
    }

    private static byte[] Compress(byte[] content, string extension)
    {
        var compressed = new MemoryStream();
        using (Stream stream = extension == ".br"
            ? new BrotliStream(compressed, CompressionLevel.Optimal)
            : new GZipStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}
