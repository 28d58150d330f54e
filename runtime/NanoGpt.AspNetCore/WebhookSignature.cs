using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NanoGpt.AspNetCore;

/// <summary>Verifies signatures of Standard Webhooks 1.0, version <c>v1</c>: HMAC-SHA256 with a shared secret.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int MinSecretBytes = 24;
    private const int MaxSecretBytes = 64;
    private const int MaxEntries = 16;
    private const int MaxTimestampDigits = 12;

    /// <summary>Returns the key of a secret, with or without its prefix; null if it is invalid.</summary>
    public static byte[]? ReadSecret(string? secret)
    {
        var text = secret?.StartsWith(Prefix, StringComparison.Ordinal) == true ? secret[Prefix.Length..] : secret;
        var key = new byte[MaxSecretBytes];
        return text is not null && Convert.TryFromBase64String(text, key, out var length) && length >= MinSecretBytes
            ? key[..length]
            : null;
    }

    /// <summary>Returns the Unix time of a header in seconds; null if it is not a whole number.</summary>
    public static long? ReadTimestamp(string header) =>
        header.Length <= MaxTimestampDigits
        && long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            ? timestamp
            : null;

    /// <summary>Returns whether one of the entries of the header is the signature by one of the keys.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>, as it was received.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>: entries of other versions are ignored.</param>
    /// <param name="body">The bytes of the body, as they were received.</param>
    /// <param name="keys">The keys.</param>
    public static bool IsValid(string id, string timestamp, string signatures, ReadOnlySpan<byte> body, IEnumerable<byte[]> keys)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = keys.Select(key => HMACSHA256.HashData(key, content)).ToList();
        return signatures.Split(' ', MaxEntries).Select(ReadEntry)
            .Any(entry => entry is not null && expected.Exists(hash => CryptographicOperations.FixedTimeEquals(hash, entry)));
    }

    private static byte[]? ReadEntry(string entry)
    {
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        return entry.StartsWith(Version, StringComparison.Ordinal)
            && Convert.TryFromBase64String(entry[Version.Length..], hash, out var length) && length == hash.Length
            ? hash
            : null;
    }
}
