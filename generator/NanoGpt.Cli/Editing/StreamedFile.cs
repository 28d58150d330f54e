using System.Text;

namespace NanoGpt.Cli.Editing;

/// <summary>A file that is too large to be held in memory first: whole at its place, or not there.</summary>
internal static class StreamedFile
{
    /// <summary>Writes a file beside its place and then puts it there. What was there before stays until then.</summary>
    /// <exception cref="IOException">It cannot be written; nothing was changed.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
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
