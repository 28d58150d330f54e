namespace NanoGpt.Jobs;

/// <summary>Passes the bytes of a video on to a target.</summary>
internal sealed class TargetPart(IDownloadTarget target, string identity) : VideoPart(identity)
{
    private long length;
    private bool isObsolete;   // the target contains bytes that do not count

    public override long Length => length;

    public override async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            if (isObsolete)
            {
                await target.ResetAsync(cancellationToken).ConfigureAwait(false);
                isObsolete = false;
            }

            await target.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Not as it is: an HttpRequestException of the target would count as one of the download, and be retried.
            throw new IOException($"The video cannot be stored: {exception.Message}", exception);
        }

        length += bytes.Length;
    }

    protected override void Clear()
    {
        isObsolete |= length > 0;
        length = 0;
    }
}
