namespace NanoGpt.Extensions.AI;

/// <summary>Converts the videos of jobs to contents of chat messages.</summary>
public static class VideoContents
{
    private const string MediaType = "video/mp4";

    /// <summary>Returns the videos of a job that can be fetched by a link. They expire at an undocumented time.</summary>
    /// <param name="update">The last update of the job.</param>
    public static IReadOnlyList<UriContent> GetLinks(JobUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return
        [
            .. update.Outputs.Where(static output => output.IsLink)
                .Select(static output => new UriContent(output.Url, MediaType)),
        ];
    }

    /// <summary>Returns a saved video.</summary>
    /// <param name="path">The path of the file.</param>
    public static UriContent GetFile(string path) => new(new Uri(Path.GetFullPath(path)), MediaType);

    /// <summary>Downloads all videos of a result into memory.</summary>
    /// <param name="result">The result of a job.</param>
    /// <param name="cancellationToken">A token that cancels the downloads.</param>
    /// <exception cref="OutputExpiredException">A video is no longer available.</exception>
    /// <exception cref="DownloadFailedException">A download failed.</exception>
    public static async Task<IReadOnlyList<DataContent>> DownloadAsync(
        VideoResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        var folder = Directory.CreateTempSubdirectory("nanogpt-");
        try
        {
            var contents = new List<DataContent>();
            for (var index = 0; index < result.Outputs.Count; index++)
            {
                var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{index}.mp4"));
                await result.DownloadOutputAsync(index, path, cancellationToken: cancellationToken).ConfigureAwait(false);
                contents.Add(new DataContent(
                    await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), MediaType));
            }

            return contents;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
