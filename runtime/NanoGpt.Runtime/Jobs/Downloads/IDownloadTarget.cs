namespace NanoGpt;

/// <summary>
/// Receives the bytes of one video, such as for an object storage. The video is absent until <see cref="CompleteAsync"/>.
/// </summary>
public interface IDownloadTarget
{
    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">The bytes, which are valid until the method returns.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Discards all bytes: the download begins again.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    ValueTask ResetAsync(CancellationToken cancellationToken);

    /// <summary>Makes the video available. All bytes were written.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    ValueTask CompleteAsync(CancellationToken cancellationToken);
}
