using System.Security.Cryptography;
using System.Text;

namespace NanoGpt.Jobs;

/// <summary>Represents the source of a download.</summary>
internal interface IVideoSource
{
    string Host { get; }

    /// <summary>Gets the identity of the video, from <see cref="DownloadIdentity"/>.</summary>
    string Identity { get; }

    /// <summary>
    /// Gets a value that indicates whether a request is retried after an error even if nothing was received yet.
    /// </summary>
    bool RetriesFirstAnswer { get; }

    /// <exception cref="DownloadFailedException">The source is not safe.</exception>
    void ThrowIfUnsafe();

    /// <summary>Opens the video, and prepares the part for the bytes that follow.</summary>
    /// <exception cref="NanoGptException">There is no video.</exception>
    Task<OpenedVideo> OpenAsync(PartFile part, CancellationToken cancellationToken);

    /// <summary>Creates the error for a body that does not begin like a video.</summary>
    NanoGptException NoVideo(ReadOnlySpan<byte> start);
}

/// <summary>Represents a response whose body continues a part.</summary>
/// <param name="Response">The response.</param>
/// <param name="End">The length of the part in bytes at the end of the body; null if it is unknown.</param>
internal sealed record OpenedVideo(HttpResponseMessage Response, long? End) : IDisposable
{
    public void Dispose() => Response.Dispose();
}

/// <summary>Identifies the video that a download fetches, so that bytes of two videos are never mixed in one file.</summary>
internal static class DownloadIdentity
{
    /// <summary>Returns a hash that identifies a video and reveals neither its link nor its job.</summary>
    /// <param name="job">The job that created the video.</param>
    /// <param name="content">The index of the output, or the variant of the content.</param>
    /// <param name="link">The link. Its query is ignored, because it is signed anew each time.</param>
    public static string Of(VideoJob job, string content, Uri link)
    {
        // The id of the job is last, because it is the only part that could contain a line break.
        var text = string.Join('\n', job.Provider, content, link.GetLeftPart(UriPartial.Path), job.RunId);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
