using System.Diagnostics;
using System.Text;

namespace NanoGpt;

/// <summary>An API key that does not show itself: not in logs, not in the debugger, not in JSON.</summary>
[DebuggerDisplay("***")]
public sealed class NanoGptApiKey
{
    private readonly byte[][] secrets;

    /// <summary>Takes a key.</summary>
    /// <param name="value">The key; blanks and newlines around it, as files have them, are dropped.</param>
    /// <exception cref="ArgumentException">The key is empty or has characters that no header can carry. The message does not show it.</exception>
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
                throw new ArgumentException("The API key has blanks, control characters or characters beyond ASCII.", nameof(value));
            }
        }

        Base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes(Value));
        secrets = [Encoding.ASCII.GetBytes(Value), Encoding.ASCII.GetBytes(Base64)];
    }

    // A field of a class without public members: serialisers write nothing of it.
    internal string Value { get; }

    internal string Base64 { get; }

    /// <summary>Always the same stars.</summary>
    public override string ToString() => "***";

    /// <summary>Stars over every appearance of the key; the text keeps its length.</summary>
    internal string Scrub(string text) => Scrub(Scrub(text, Value), Base64);

    internal void Scrub(Span<byte> text)
    {
        foreach (var secret in secrets)
        {
            Scrub(text, secret);
        }
    }

    private static string Scrub(string text, string secret) =>
        text.Contains(secret, StringComparison.OrdinalIgnoreCase)
            ? text.Replace(secret, new string('*', secret.Length), StringComparison.OrdinalIgnoreCase)
            : text;

    private static void Scrub(Span<byte> text, byte[] secret)
    {
        for (var at = text.IndexOf(secret); at >= 0; at = text.IndexOf(secret))
        {
            text.Slice(at, secret.Length).Fill((byte)'*');
        }
    }
}
