using System.Security.Cryptography;
using System.Text;

namespace NanoGpt.Jobs;

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

/// <summary>Represents an answer whose body continues a part.</summary>
/// <param name="Response">The answer.</param>
/// <param name="End">The length of the part in bytes when the body has ended; null if the host does not say.</param>
internal sealed record OpenedVideo(HttpResponseMessage Response, long? End) : IDisposable
{
    public void Dispose() => Response.Dispose();
}

/// <summary>Identifies the video that a download fetches, so that bytes of two videos never meet in one file.</summary>
internal static class DownloadIdentity
{
    /// <summary>Returns a hash of what tells one video from another. It goes to the disk and shows neither link nor job.</summary>
    /// <param name="job">The job that made the video.</param>
    /// <param name="content">The index of the job's output, or the variant of its content.</param>
    /// <param name="link">The link. Its query does not count: it is signed anew each time.</param>
    public static string Of(VideoJob job, string content, Uri link)
    {
        // The job's id comes last: it is the only one that could contain a line break.
        var text = string.Join('\n', job.Provider, content, link.GetLeftPart(UriPartial.Path), job.RunId);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
