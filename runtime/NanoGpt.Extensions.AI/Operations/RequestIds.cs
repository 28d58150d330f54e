using System.Security.Cryptography;
using System.Text;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Converts the request ids of agents to submission ids.</summary>
internal static class RequestIds
{
    /// <summary>Returns the submission id of a text: the same for the same text.</summary>
    public static Guid ToGuid(string requestId)
    {
        if (Guid.TryParse(requestId, out var id))
        {
            return id;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(requestId));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);   // version 8
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);   // the variant of RFC 9562
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
