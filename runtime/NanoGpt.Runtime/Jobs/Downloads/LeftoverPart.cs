using System.Buffers;
using System.IO.Enumeration;

namespace NanoGpt.Jobs;

/// <summary>Represents the part of an interrupted download, locked and never written to.</summary>
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

    // On Windows, an open file can be renamed and deleted only if its handle shares deletion.
    public static FileShare Exclusive => OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    public FileStream File { get; }

    public long Length => File.Length;

    public PartInfo? Info { get; }

    public static string GetPath(string target, string id) => $"{target}.{id}{PartSuffix}";

    public static string GetSidecarPath(string part) => part + SidecarSuffix[PartSuffix.Length..];

    private static string GetPartPath(string sidecar) => sidecar[..^(SidecarSuffix.Length - PartSuffix.Length)];

    /// <summary>Returns the parts of a target that no process writes. Dispose each before the next.</summary>
    public static IEnumerable<LeftoverPart> FindAll(string target) => Sidecars(target).Select(TryOpen).OfType<LeftoverPart>();

    /// <summary>Deletes the parts of a target that no process writes.</summary>
    public static void DeleteAll(string target)
    {
        foreach (var sidecar in Sidecars(target))
        {
            using var leftover = TryOpen(sidecar);
            leftover?.Delete();
            if (!Path.Exists(GetPartPath(sidecar)))
            {
                TryDelete(sidecar);   // of a part that a terminated process has finished
            }
        }
    }

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
        var part = GetPartPath(sidecar);
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
