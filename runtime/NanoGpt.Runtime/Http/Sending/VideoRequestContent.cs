using System.Net;
using System.Net.Http.Headers;
using NanoGpt.Http;
using NanoGpt.Requests;

namespace NanoGpt;

/// <summary>
/// A request as the body of an HTTP request: JSON with the base64 of media streamed into it, in constant memory, with a
/// Content-Length that is exact and known before the first byte.
/// </summary>
public sealed class VideoRequestContent : HttpContent, IPaidContent
{
    private readonly long[] lengths;
    private readonly long total;
    private readonly RequestWriter writer;
    private int users = 1;   // this content, and each send: a server may answer while the body is still on its way
    private int isDisposed;

    /// <summary>Writes the JSON now; media are read when the body is sent.</summary>
    /// <param name="request">The request. It is not validated here.</param>
    /// <param name="submissionId">The id that the request carries, where its provider has a key for one.</param>
    /// <exception cref="FileNotFoundException">The file of a medium is not there.</exception>
    public VideoRequestContent(VideoRequest request, Guid? submissionId = null)
        : this(request, submissionId, change: null)
    {
    }

    /// <summary>Writes the JSON now, changed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="submissionId">The id that the request carries.</param>
    /// <param name="change">Changes what was written; null for nothing.</param>
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
                total += Base64Streaming.EncodedLength(lengths[i]);
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Whether sending the body has begun: from then on nobody but the service knows whether it took the job.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Whether the whole body was handed to the connection.</summary>
    public bool IsFinished { get; private set; }

    // Whether a second send fails: for handlers above a connection that has no guard.
    internal bool IsOneShot { get; init; }

    /// <summary>The body's exact length in bytes.</summary>
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
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
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

    // The last one gives the writer back: until then nobody else may write into it.
    private void Leave()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            RequestWriter.Return(writer);
        }
    }
}
