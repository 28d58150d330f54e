using System.Buffers;
using System.IO.Enumeration;

namespace NanoGpt.Jobs;

/// <summary>
/// Represents the part of a download that ended early, such as by a kill. It is locked until it is disposed, and never written
/// to.
/// </summary>
internal sealed class LeftoverPart : IDisposable
{
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
    /// Gets the sharing with which a part is opened, so that nobody else can read or write it. On Windows an open file can be
    /// renamed and deleted only if its handle shares that. On other systems only <see cref="FileShare.None"/> locks a file.
    /// </summary>
    public static FileShare Exclusive => OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    public FileStream File { get; }

    public long Length => File.Length;

    /// <summary>Gets the description of the whole file; null if the sidecar has none.</summary>
    public PartInfo? Info { get; }

    public static string PathOf(string target, string id) => $"{target}.{id}{PartSuffix}";

    public static string SidecarOf(string part) => part + SidecarSuffix[PartSuffix.Length..];

    private static string PartOf(string sidecar) => sidecar[..^(SidecarSuffix.Length - PartSuffix.Length)];

    /// <summary>Returns the parts of a target that nobody writes any more. Dispose each before the next.</summary>
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
                TryDelete(sidecar);   // of a part that was finished by a process that died
            }
        }
    }

    /// <summary>Deletes a file if possible.</summary>
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

    // A part that was just created has no sidecar, and may not be locked yet.
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
            // Pipes and devices have no length. Opening one could block forever.
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
            return null;   // another process writes it, or has just finished it
        }
    }

    private static bool IsRegular(FileInfo file, long below) =>
        file is { Exists: true, LinkTarget: null, Length: > 0 } && file.Length < below;
}
