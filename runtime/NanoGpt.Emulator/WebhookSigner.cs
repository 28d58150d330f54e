using System.Security.Cryptography;

namespace NanoGpt.Emulator;

/// <summary>Signs webhooks by Standard Webhooks, version <c>v1</c>: HMAC-SHA256 with a shared secret.</summary>
internal sealed class WebhookSigner
{
    private const string Prefix = "whsec_";

    private readonly byte[] key;

    private WebhookSigner(byte[] key) => this.key = key;

    /// <summary>Gets a signer with a random secret.</summary>
    public static WebhookSigner Random => new(RandomNumberGenerator.GetBytes(24));

    public static bool IsSecret(string text) => Parse(text) is not null;

    /// <summary>Creates the signer of a secret.</summary>
    /// <exception cref="ArgumentException">The text is not a secret. The message does not contain it.</exception>
    public static WebhookSigner Create(string secret) => new(Parse(secret)
        ?? throw new ArgumentException(
            "The secret of webhooks must be 'whsec_' and the base64 of 24 to 64 bytes.", nameof(secret)));

    /// <summary>Returns the header <c>webhook-signature</c>.</summary>
    public string Sign(string id, long timestamp, byte[] body)
    {
        var start = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] content = [.. start, .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, content))}";
    }

    private static byte[]? Parse(string text)
    {
        var bytes = new byte[64];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length >= 24
            ? bytes[..length]
            : null;
    }
}
