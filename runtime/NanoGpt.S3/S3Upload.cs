using System.Buffers;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace NanoGpt.S3;

/// <summary>Uploads one video: by one request if it is small, otherwise in parts that become an object at the end.</summary>
internal sealed class S3Upload(IAmazonS3 client, string bucket, string key) : IDownloadTarget, IAsyncDisposable
{
    private const int PartBytes = 8 << 20;   // at least 5 MiB; 10,000 parts are 78 GiB
    private const string ContentType = "video/mp4";

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(PartBytes);
    private readonly List<PartETag> parts = [];
    private int buffered;
    private string? uploadId;   // of an upload that is neither completed nor aborted

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            if (buffered == PartBytes)
            {
                await UploadPartAsync(cancellationToken).ConfigureAwait(false);   // not the last one: more bytes follow
            }

            var count = Math.Min(bytes.Length, PartBytes - buffered);
            bytes[..count].CopyTo(buffer.AsMemory(buffered));
            buffered += count;
            bytes = bytes[count..];
        }
    }

    public async ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        await AbortAsync().ConfigureAwait(false);
        parts.Clear();
        buffered = 0;
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (uploadId is null)
        {
            await client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = key,
                    ContentType = ContentType,
                    InputStream = Buffered(),
                    UseChunkEncoding = false,   // compatible storages may not support it
                },
                cancellationToken).ConfigureAwait(false);
            return;
        }

        await UploadPartAsync(cancellationToken).ConfigureAwait(false);
        await client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = uploadId, PartETags = parts },
            cancellationToken).ConfigureAwait(false);
        uploadId = null;
    }

    public async ValueTask DisposeAsync()
    {
        await AbortAsync().ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private async Task UploadPartAsync(CancellationToken cancellationToken)
    {
        uploadId ??= (await client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = ContentType }, cancellationToken)
            .ConfigureAwait(false)).UploadId;
        var number = parts.Count + 1;
        var response = await client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = uploadId,
                PartNumber = number,
                PartSize = buffered,
                InputStream = Buffered(),
                UseChunkEncoding = false,
            },
            cancellationToken).ConfigureAwait(false);
        parts.Add(new PartETag(number, response.ETag));
        buffered = 0;
    }

    private MemoryStream Buffered() => new(buffer, 0, buffered, writable: false);

    // Not cancelable, because an upload that is not aborted is billed. If it fails, the lifecycle rule of the bucket remains.
    private async Task AbortAsync()
    {
        if (uploadId is not { } id)
        {
            return;
        }

        uploadId = null;
        try
        {
            await client.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = id }, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AmazonClientException or HttpRequestException)
        {
        }
    }
}
