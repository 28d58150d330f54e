using Amazon.S3;

namespace NanoGpt.S3;

/// <summary>
/// Saves videos in a bucket of S3 or of a compatible storage. They are streamed: neither the disk nor the memory holds a whole
/// video. An object is complete or absent.
/// </summary>
/// <remarks>
/// A failed upload is aborted. A process that is killed leaves an incomplete one, which is not visible but is billed: let a
/// lifecycle rule of the bucket abort incomplete uploads. A storage that does not support the checksums of AWS requires
/// <c>RequestChecksumCalculation = WHEN_REQUIRED</c> in the configuration of the client.
/// </remarks>
/// <param name="client">The client of the storage, which is not disposed.</param>
/// <param name="bucket">The name of the bucket.</param>
/// <param name="prefix">The start of all keys, such as <c>videos/</c>.</param>
public sealed class S3VideoSink(IAmazonS3 client, string bucket, string prefix = "") : IVideoSink
{
    /// <inheritdoc/>
    /// <returns>The links of the objects: <c>s3://bucket/key</c>.</returns>
    public async Task<IReadOnlyList<string>> SaveAsync(VideoResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        var links = new List<string>();
        for (var index = 0; index < result.Outputs.Count; index++)
        {
            var key = prefix + result.GetFileName(index);
            var upload = new S3Upload(client, bucket, key);
            await using (upload.ConfigureAwait(false))
            {
                await result.DownloadOutputAsync(index, upload, progress: null, cancellationToken).ConfigureAwait(false);
            }

            links.Add($"s3://{bucket}/{key}");
        }

        return links;
    }
}
