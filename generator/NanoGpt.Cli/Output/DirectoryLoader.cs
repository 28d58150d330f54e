using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Output;

/// <summary>Loads directories on all processors; what comes out is the same as on one.</summary>
internal static class DirectoryLoader
{
    // A smaller directory is done before a second thread has started.
    private const int WorthThreads = 200;

    /// <summary>Reads files and puts them together.</summary>
    public static Catalog Load(IReadOnlyList<DirectoryFile> files)
    {
        if (files.Count < WorthThreads)
        {
            return ModelDirectory.Load(files);
        }

        var catalog = Build(files);

        // The trees of all files are garbage now, and most of the memory. What comes next should not grow on top of them.
        GC.Collect(2, GCCollectionMode.Aggressive);
        return catalog;
    }

    private static Catalog Build(IReadOnlyList<DirectoryFile> files)
    {
        var parsed = new ParsedFile[files.Count];
        ForEach(files.Count, i => parsed[i] = ModelDirectory.Parse(files[i]));
        return ModelDirectory.Build(parsed, ForEach, CancellationToken.None);
    }

    private static void ForEach(int count, Action<int> action) => Parallel.For(0, count, action);
}
