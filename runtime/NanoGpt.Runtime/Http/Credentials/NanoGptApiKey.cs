using System.Diagnostics;
using System.Text;

namespace NanoGpt;

/// <summary>Represents an API key that does not appear in logs, in the debugger or in JSON.</summary>
[DebuggerDisplay("***")]
public sealed class NanoGptApiKey
{
    // Shorter texts occur inside ordinary words. Removing them would damage texts and protect nothing.
    private const int ShortestSecret = 8;

    private readonly string[] secrets;

    /// <summary>Initializes a new instance from the text of a key.</summary>
    /// <param name="value">The key. White space and line ends around it, as files have them, are removed.</param>
    /// <exception cref="ArgumentException">
    /// The key is empty or has characters that no header can carry. The message does not show the key.
    /// </exception>
    public NanoGptApiKey(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value.Trim();
        if (Value.Length == 0)
        {
            throw new ArgumentException("The API key is empty.", nameof(value));
        }

        foreach (var c in Value)
        {
            if (c is <= ' ' or > '~')
            {
                throw new ArgumentException(
                    "The API key has blanks, control characters or characters beyond ASCII.", nameof(value));
            }
        }

        secrets = Value.Length < ShortestSecret
            ? []
            : [EscapedText.Of(Value).Decoded, Convert.ToBase64String(Encoding.ASCII.GetBytes(Value)).TrimEnd('=')];
    }

    // Not public, so that serializers do not write it.
    internal string Value { get; }

    /// <summary>Returns the same asterisks for every key.</summary>
    public override string ToString() => "***";

    /// <summary>
    /// Replaces each occurrence of the key by asterisks, also in Base64, in the other case, and in the escapes of JSON, HTML and
    /// links. A key shorter than 8 characters is not replaced.
    /// </summary>
    internal string Scrub(string text)
    {
        if (secrets.Length == 0 || text.Length < ShortestSecret)
        {
            return text;
        }

        var escaped = text.AsSpan().ContainsAny('\\', '%', '&') ? EscapedText.Of(text) : (EscapedText?)null;
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
