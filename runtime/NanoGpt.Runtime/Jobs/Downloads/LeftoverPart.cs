using System.Buffers;
using System.IO.Enumeration;

namespace NanoGpt.Jobs;

/// <summary>
/// Represents a part whose download has ended without finishing it, such as by a kill. It is locked while this object lives. It is
/// read and deleted, never written to.
/// </summary>
internal sealed class LeftoverPart : IDisposable
{
    /// <summary>The number of hexadecimal digits in the name of a part.</summary>
    public const int IdLength = 8;

    private const string PartSuffix = ".part";
    private const string SidecarSuffix = PartSuffix + ".json";

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly EnumerationOptions AllFiles = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly string sidecar;

    private LeftoverPart(string sidecar, FileStream file)
    {
        (this.sidecar, File) = (sidecar, file);
        Info = PartInfo.Read(System.IO.File.ReadAllBytes(sidecar));
    }

    /// <summary>
    /// The sharing with which a part is open. Nobody else can then read or write it. On Windows an open file can be renamed and
    /// deleted only if its handle shares that. Elsewhere it always can, and only <see cref="FileShare.None"/> locks it.
    /// </summary>
    public static FileShare Exclusive => OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>The bytes, from the beginning.</summary>
    public FileStream File { get; }

    /// <summary>The number of bytes.</summary>
    public long Length => File.Length;

    /// <summary>The file that it is the beginning of; null if the sidecar does not say.</summary>
    public PartInfo? Info { get; }

    public static string PathOf(string target, string id) => $"{target}.{id}{PartSuffix}";

    public static string SidecarOf(string part) => part + SidecarSuffix[PartSuffix.Length..];

    private static string PartOf(string sidecar) => sidecar[..^(SidecarSuffix.Length - PartSuffix.Length)];

    /// <summary>Returns the parts of a target that nobody writes any more, one at a time; dispose each before the next.</summary>
    public static IEnumerable<LeftoverPart> Of(string target) => Sidecars(target).Select(TryOpen).OfType<LeftoverPart>();

    /// <summary>Deletes the parts of a target that nobody writes any more.</summary>
    public static void DeleteAll(string target)
    {
        foreach (var sidecar in Sidecars(target))
        {
            using var leftover = TryOpen(sidecar);
            leftover?.Delete();
            if (!Path.Exists(PartOf(sidecar)))
            {
                TryDelete(sidecar);   // of a part that was finished by a process that died at once
            }
        }
    }

    /// <summary>Deletes a file if that is possible. What stays does no harm.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            System.IO.File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Deletes the part and its sidecar, while it is locked.</summary>
    public void Delete()
    {
        TryDelete(File.Name);
        TryDelete(sidecar);
    }

    public void Dispose() => File.Dispose();

    // By its sidecar, not by the part: a part that was created a moment ago has none, and may not be locked yet.
    private static List<string> Sidecars(string target)
    {
        var start = Path.GetFileName(target) + ".";
        var folder = Path.GetDirectoryName(target)!;
        return [.. new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.ToFullPath(), AllFiles)
        { ShouldIncludePredicate = IsSidecar }];

        bool IsSidecar(ref FileSystemEntry entry) =>
            entry.FileName.StartsWith(start, StringComparison.Ordinal)
            && entry.FileName.EndsWith(SidecarSuffix, StringComparison.Ordinal)
            && entry.FileName.Length == start.Length + IdLength + SidecarSuffix.Length
            && !entry.FileName.Slice(start.Length, IdLength).ContainsAnyExcept(Hexadecimal);
    }

    private static LeftoverPart? TryOpen(string sidecar)
    {
        var part = PartOf(sidecar);
        try
        {
            // Pipes and devices have no length; to open one could block for ever.
            if (!IsRegular(new FileInfo(sidecar), PartInfo.MaxJsonBytes) || !IsRegular(new FileInfo(part), long.MaxValue))
            {
                return null;
            }

            var file = new FileStream(part, FileMode.Open, FileAccess.Read, Exclusive, bufferSize: 0, useAsync: true);
            try
            {
                return new LeftoverPart(sidecar, file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;   // another process writes it, or has finished it just now
        }
    }

    private static bool IsRegular(FileInfo file, long below) =>
        file is { Exists: true, LinkTarget: null, Length: > 0 } && file.Length < below;
}
