namespace NanoGpt;

/// <summary>Where the bytes of a download come from.</summary>
internal interface IVideoSource
{
    /// <summary>Its host, for people.</summary>
    string Host { get; }

    /// <summary>The identity of the video, from <see cref="DownloadIdentity"/>.</summary>
    string Identity { get; }

    /// <summary>Whether it is asked again after an error even if nothing has come yet.</summary>
    bool RetriesFirstAnswer { get; }

    /// <summary>Refuses what is not even asked for.</summary>
    /// <exception cref="DownloadFailedException">It is not safe.</exception>
    void ThrowIfUnsafe();

    /// <summary>Opens it, and sets the part up for what will come.</summary>
    /// <exception cref="NanoGptException">There is no video.</exception>
    Task<OpenedVideo> OpenAsync(PartFile part, CancellationToken ct);

    /// <summary>The error for what begins like no video.</summary>
    /// <param name="start">What came first.</param>
    NanoGptException NoVideo(ReadOnlySpan<byte> start);
}
