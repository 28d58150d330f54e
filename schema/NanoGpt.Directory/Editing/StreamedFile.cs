using System.Text;

namespace NanoGpt.Directories.Editing;

/// <summary>Writes a file that is too large to be held in memory, as a whole or not at all.</summary>
public static class StreamedFile
{
    /// <summary>Writes a temporary file beside the target and then renames it. The old file stays until then.</summary>
    /// <exception cref="IOException">It cannot be written; nothing was changed.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var next = $"{Path.GetFullPath(path)}.{Guid.NewGuid().ToString("N")[..8]}.new";
        try
        {
            using (var stream = new FileStream(next, FileMode.CreateNew, FileAccess.Write))
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
                write(writer);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        }
        catch
        {
            File.Delete(next);
            throw;
        }
    }
}
