using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Output;

/// <summary>Loads directories on all processors; what comes out is the same as on one.</summary>
internal static class DirectoryLoader
{
    // A smaller directory is done before a second thread has started.
    private const int WorthThreads = 200;

    /// <summary>Reads files and puts them together.</summary>
    public static Catalog Load(IReadOnlyList<DirectoryFile> files) => files.Count < WorthThreads
        ? ModelDirectory.Load(files)
        : ModelDirectory.Load(files, static (count, action) => Parallel.For(0, count, action), CancellationToken.None);
}
