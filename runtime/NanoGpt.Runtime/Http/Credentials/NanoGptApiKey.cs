using System.Diagnostics;
using System.Text;

namespace NanoGpt;

/// <summary>Represents an API key that does not appear in logs, in the debugger or in JSON.</summary>
[DebuggerDisplay("***")]
public sealed class NanoGptApiKey
{
    // Shorter texts occur in ordinary words, so removing them would damage messages and protect nothing.
    private const int MinSecretLength = 8;

    private readonly string[] secrets;

    /// <summary>Initializes a new instance from the text of a key.</summary>
    /// <param name="value">The key. White space and line ends around it, as files have them, are removed.</param>
    /// <exception cref="ArgumentException">The key is empty or invalid in a header. The message does not contain it.</exception>
    public NanoGptApiKey(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value.Trim();
        if (Value.Length == 0)
        {
            throw new ArgumentException("The API key is empty.", nameof(value));
        }

        if (Value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException(
                "The API key contains spaces, control characters or non-ASCII characters.", nameof(value));
        }

        secrets = Value.Length < MinSecretLength
            ? []
            : [EscapedText.Decode(Value).Decoded, Convert.ToBase64String(Encoding.ASCII.GetBytes(Value)).TrimEnd('=')];
    }

    // Not public, so that serializers do not write it.
    internal string Value { get; }

    /// <summary>Returns the same asterisks for every key.</summary>
    public override string ToString() => "***";

    /// <summary>
    /// Replaces each occurrence of the key by asterisks, also in Base64, in any case, and in escapes of JSON, HTML and URLs.
    /// Ignores keys shorter than 8 characters.
    /// </summary>
    internal string Scrub(string text)
    {
        if (secrets.Length == 0 || text.Length < MinSecretLength)
        {
            return text;
        }

        var escaped = text.AsSpan().ContainsAny('\\', '%', '&') ? EscapedText.Decode(text) : (EscapedText?)null;
        var decoded = escaped?.Decoded ?? text;
        StringBuilder? scrubbed = null;
        foreach (var secret in secrets)
        {
            for (var at = 0; (at = decoded.IndexOf(secret, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += secret.Length)
            {
                scrubbed ??= new StringBuilder(text);
                var source = escaped?.Source(at, secret.Length) ?? (at..(at + secret.Length));
                for (var i = source.Start.Value; i < source.End.Value; i++)
                {
                    scrubbed[i] = '*';
                }
            }
        }

        return scrubbed?.ToString() ?? text;
    }
}

/// <summary>Specifies the HTTP header that carries the API key.</summary>
public enum ApiAuthentication
{
    /// <summary>The header <c>x-api-key</c>, which every endpoint documents.</summary>
    ApiKeyHeader,
    /// <summary>The header <c>Authorization</c> with a bearer token.</summary>
    Bearer,
}

/// <summary>Signs a request to Venice with a wallet (x402).</summary>
/// <remarks>
/// Called for every request that requires a signature. The result is sent to the configured origin only, and never logged.
/// </remarks>
/// <param name="method">The method of the request.</param>
/// <param name="link">The address of the request.</param>
/// <param name="cancellationToken">A token that is canceled with the request.</param>
/// <returns>The value of the header <c>SIGN-IN-WITH-X</c>: one line of ASCII, such as Base64.</returns>
public delegate ValueTask<string> WalletSignature(HttpMethod method, Uri link, CancellationToken cancellationToken);
