namespace NanoGpt.Directories.Editing;

/// <summary>Provides the file operations of a <see cref="FileBatch"/>. Tests override them to inject failures.</summary>
internal class FileSystem
{
    public static FileSystem Default { get; } = new();

    public virtual byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Creates a file and flushes it to the disk.</summary>
    /// <param name="path">The file; it must not exist.</param>
    /// <param name="content">The content.</param>
    /// <param name="like">The file whose Unix access rights are copied; null for the default rights.</param>
    public virtual void Write(string path, ReadOnlySpan<byte> content, string? like)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        if (like is not null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(like));
        }

        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Renames a file in one atomic step and replaces the target if it exists.</summary>
    public virtual void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public virtual void Delete(string path) => File.Delete(path);

    public virtual void CreateFolder(string path) => Directory.CreateDirectory(path);
}
