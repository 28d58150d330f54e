using System.Security.Cryptography;
using System.Text;

namespace NanoGpt;

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
