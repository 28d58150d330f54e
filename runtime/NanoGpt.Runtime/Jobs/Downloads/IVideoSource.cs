using System.Security.Cryptography;
using System.Text;

namespace NanoGpt.Jobs;

/// <summary>Represents the source of a download.</summary>
internal interface IVideoSource
{
    string Host { get; }

    string Identity { get; }

    /// <summary>Gets a value that indicates whether the first request is retried too.</summary>
    bool RetriesFirstRequest { get; }

    void ThrowIfUnsafe();

    /// <summary>Opens the video, and prepares the part for the bytes that follow.</summary>
    Task<OpenedVideo> OpenAsync(VideoPart part, CancellationToken cancellationToken);

    NanoGptException NoVideo(ReadOnlySpan<byte> start);
}

// End is the length of the part in bytes at the end of the body; null if it is unknown.
internal sealed record OpenedVideo(HttpResponseMessage Response, long? End) : IDisposable
{
    public void Dispose() => Response.Dispose();
}

/// <summary>Identifies the video that a download fetches, so that bytes of two videos are never mixed in one file.</summary>
internal static class DownloadIdentity
{
    /// <summary>Returns a hash that does not reveal the link or the job. Ignores the link's query, which changes.</summary>
    public static string Compute(VideoJob job, string content, Uri link)
    {
        // The id of the job is last, because it is the only part that could contain a line break.
        var text = string.Join('\n', job.Provider, content, link.GetLeftPart(UriPartial.Path), job.RunId);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
