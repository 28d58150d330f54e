namespace NanoGpt;

/// <summary>Saves the videos of completed jobs, such as in a folder. Implementations are thread-safe.</summary>
public interface IVideoSink
{
    /// <summary>
    /// Saves the videos of a job under the names of <see cref="VideoResult.GetFileName"/>. Each is complete or as it was before,
    /// and a repetition replaces it, so that a worker can do again what a killed one has begun.
    /// </summary>
    /// <param name="result">The result of the job.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>Where the videos are: paths or links, in the order of <see cref="VideoResult.Outputs"/>.</returns>
    Task<IReadOnlyList<string>> SaveAsync(VideoResult result, CancellationToken cancellationToken = default);
}

/// <summary>Saves videos in a folder. A download that was interrupted continues if the server supports ranges.</summary>
/// <param name="folder">The folder, which is created if necessary.</param>
public sealed class FileVideoSink(string folder) : IVideoSink
{
    private readonly string folder = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> SaveAsync(VideoResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        Directory.CreateDirectory(folder);
        var paths = new List<string>();
        for (var index = 0; index < result.Outputs.Count; index++)
        {
            paths.Add(Path.Combine(folder, result.GetFileName(index)));
            await result.DownloadOutputAsync(index, paths[index], overwrite: true, progress: null, cancellationToken)
                .ConfigureAwait(false);
        }

        return paths;
    }
}
