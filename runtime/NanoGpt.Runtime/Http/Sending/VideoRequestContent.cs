using System.Net.Http.Headers;

namespace NanoGpt;

/// <summary>
/// Represents a request as HTTP content: JSON into which the Base64 of media is streamed in constant memory. The Content-Length
/// is known before the first byte.
/// </summary>
public sealed class VideoRequestContent : HttpContent, IPaidContent
{
    private readonly long[] lengths;
    private readonly long total;
    private readonly RequestWriter writer;
    private int users = 1;   // this content and each send: a server may respond before the body is complete
    private int isDisposed;

    /// <summary>Initializes the content. Writes the JSON now; media are read when the content is sent.</summary>
    /// <param name="request">The request. It is not validated.</param>
    /// <param name="submissionId">The submission id, for providers that have a key for it; null for none.</param>
    /// <exception cref="FileNotFoundException">The file of a medium does not exist.</exception>
    public VideoRequestContent(VideoRequest request, Guid? submissionId = null)
        : this(request, submissionId, change: null)
    {
    }

    internal VideoRequestContent(VideoRequest request, Guid? submissionId, Action<RequestWriter>? change)
    {
        ArgumentNullException.ThrowIfNull(request);
        writer = RequestWriter.Rent();
        writer.SubmissionId = submissionId;
        try
        {
            writer.Write(request);
            change?.Invoke(writer);
            lengths = new long[writer.Splices.Count];
            total = writer.Written.Length;
            for (var i = 0; i < lengths.Length; i++)
            {
                lengths[i] = writer.Splices[i].Source.GetLength();
                total += DataUrlHeader.EncodedLength(lengths[i]);
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Gets a value that indicates whether sending has begun. The service may then have accepted the job.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Gets a value that indicates whether the whole body was passed to the connection.</summary>
    public bool IsFinished { get; private set; }

    // A second send fails, for HTTP clients without a guard.
    internal bool IsOneShot { get; init; }

    /// <summary>Gets the exact length of the body in bytes.</summary>
    public long Length => total;

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = total;
        return true;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (IsStarted && IsOneShot)
        {
            throw new RepeatedSendException();
        }

        Enter();
        try
        {
            IsStarted = true;
            await WriteAsync(stream, cancellationToken).ConfigureAwait(false);
            IsFinished = true;
        }
        finally
        {
            Leave();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref isDisposed, 1) == 0)
        {
            Leave();
        }

        base.Dispose(disposing);
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        var json = writer.Written;
        var position = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            var splice = writer.Splices[i];
            await stream.WriteAsync(json[position..splice.Position], cancellationToken).ConfigureAwait(false);
            await Base64Streaming.WriteAsync(splice.Source, lengths[i], stream, cancellationToken).ConfigureAwait(false);
            position = splice.Position;
        }

        await stream.WriteAsync(json[position..], cancellationToken).ConfigureAwait(false);
    }

    private void Enter()
    {
        int before;
        do
        {
            before = Volatile.Read(ref users);
            ObjectDisposedException.ThrowIf(before == 0, this);
        }
        while (Interlocked.CompareExchange(ref users, before + 1, before) != before);
    }

    // The last user returns the writer to the pool.
    private void Leave()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            RequestWriter.Return(writer);
        }
    }
}
