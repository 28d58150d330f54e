namespace NanoGpt;

/// <summary>A video could not be downloaded. There is no file; what came already may be kept beside it for the next try.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class DownloadFailedException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>Whether the link is one that is not followed, whoever gave it.</summary>
    public bool IsUnsafeLink { get; init; }
}
