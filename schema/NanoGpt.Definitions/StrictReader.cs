using System.Text;
using NanoGpt.Schema.Files;

namespace NanoGpt.Definitions;

/// <summary>Reads UTF-8 files from one folder and its subfolders only.</summary>
internal sealed class StrictReader(string root)
{
    private const long MaxBytes = 16 << 20;
    private static readonly FileStreamOptions UnbufferedRead = new() { BufferSize = 0 };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ConfinedFolder folder = new(root);

    public DirectoryFile Read(string provider, FileKind kind, string path)
    {
        try
        {
            var real = folder.Resolve(Path.GetFullPath(path))
                ?? throw new DirectoryReadException(path, "The file is a link that leads out of the folder.");

            if (Directory.Exists(real))
            {
                throw new DirectoryReadException(path, "This is a folder, and a file is expected under this name.");
            }

            // Not opened, because a pipe or a device has no length either, and opening it could block.
            if (new FileInfo(real).Length == 0)
            {
                return new DirectoryFile(provider, kind, path.Replace('\\', '/'), "");
            }

            // Unbuffered, because the file is read at once.
            using var stream = new FileStream(real, UnbufferedRead);
            if (stream.Length > MaxBytes)
            {
                throw new DirectoryReadException(path, $"The file has {stream.Length} bytes: allowed are {MaxBytes}.");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new DirectoryFile(provider, kind, path.Replace('\\', '/'), Decode(path, bytes));
        }
        catch (Exception e) when (e is (IOException and not DirectoryReadException) or UnauthorizedAccessException)
        {
            throw new DirectoryReadException(path, $"The file cannot be read: {e.Message}");
        }
    }

    private static string Decode(string path, byte[] bytes)
    {
        try
        {
            // A byte order mark is not part of the text, and would change the columns of the first line.
            var preamble = Encoding.UTF8.Preamble;
            return Utf8.GetString(bytes.AsSpan(bytes.AsSpan().StartsWith(preamble) ? preamble.Length : 0));
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length));
            var line = before.Count((byte)'\n') + 1;
            var column = before.Length - before.LastIndexOf((byte)'\n');
            throw new DirectoryReadException(path, "The file is not UTF-8.", line, column);
        }
    }
}
