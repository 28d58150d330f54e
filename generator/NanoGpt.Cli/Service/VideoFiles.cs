extern alias client;

using client::NanoGpt;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Service;

/// <summary>Saves the videos of a result.</summary>
internal static class VideoFiles
{
    /// <summary>Downloads all; several videos get their number before the extension.</summary>
    /// <param name="host">Told each file.</param>
    /// <param name="result">The result.</param>
    /// <param name="path">The file; null names it after the job.</param>
    /// <param name="overwrite">Whether files may be replaced.</param>
    /// <param name="cancellationToken">Stops it; what came already is kept for the next try.</param>
    public static async Task<IReadOnlyList<string>> SaveAsync(
        CommandHost host, VideoResult result, string? path, bool overwrite, CancellationToken cancellationToken)
    {
        var file = path ?? Name(result.Job);
        var files = Enumerable.Range(0, result.Outputs.Count)
            .Select(index => result.Outputs.Count == 1 ? file : Numbered(file, index + 1))
            .ToList();
        for (var index = 0; index < files.Count; index++)
        {
            await result.DownloadOutputAsync(index, files[index], overwrite, progress: null, cancellationToken);
            await host.Error.WriteLineAsync($"{files[index]}: {new FileInfo(files[index]).Length} bytes");
        }

        return files;
    }

    // The service chooses the id: nothing in it may lead out of the folder.
    private static string Name(VideoJob job) =>
        string.Concat(job.RunId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_')) + ".mp4";

    private static string Numbered(string file, int number) =>
        Path.Join(Path.GetDirectoryName(file), $"{Path.GetFileNameWithoutExtension(file)}-{number}{Path.GetExtension(file)}");
}
