using System.Collections;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoGpt.Http;

/// <summary>Prepares external text for display, logs and exceptions, and removes credentials from it.</summary>
internal sealed partial class SafeText(ApiCredentials? credentials)
{
    private const int MaxLength = 4096;

    public static SafeText WithoutCredentials { get; } = new(null);

    /// <summary>Trims and truncates a text and escapes its control and formatting characters.</summary>
    public string Clean(string text, int maxLength = MaxLength)
    {
        text = Scrub(text);
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length <= maxLength && !trimmed.ContainsAnyExceptInRange(' ', '~'))
        {
            return trimmed.Length == text.Length ? text : trimmed.ToString();   // the usual case
        }

        var clean = new StringBuilder(Math.Min(trimmed.Length, maxLength));
        foreach (var c in trimmed)
        {
            if (clean.Length >= maxLength)
            {
                return clean.Append('…').ToString();
            }

            if (c is '\r' or '\n' or '\t')
            {
                clean.Append(' ');
            }
            else if (char.GetUnicodeCategory(c) is UnicodeCategory.Control
                or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>Returns the beginning of an unexpected body, without tags.</summary>
    public string Excerpt(ReadOnlySpan<byte> body)
    {
        const int MaxExcerpt = 512;
        var plain = new StringBuilder();
        var isTag = false;
        foreach (var c in Scrub(Decode(body)))   // all of it, because a truncated secret would not be found
        {
            if (plain.Length > MaxExcerpt)
            {
                break;
            }

            if (c == '<')
            {
                isTag = true;
                plain.Append(' ');
            }
            else if (c == '>')
            {
                isTag = false;
            }
            else if (!isTag && !(char.IsWhiteSpace(c) && plain.Length > 0 && plain[^1] == ' '))
            {
                plain.Append(char.IsWhiteSpace(c) ? ' ' : c);
            }
        }

        return Clean(plain.ToString(), MaxExcerpt);
    }

    public string Body(ReadOnlySpan<byte> body) => Scrub(Decode(body));

    /// <summary>Returns whether a text that will be stored or followed contains the credentials.</summary>
    public bool ShowsCredentials(string text) => credentials?.IsContainedIn(text) == true;

    /// <summary>
    /// Returns an exception of the same kind without the credentials and the password of a proxy, which messages of the
    /// framework may contain.
    /// </summary>
    public Exception Clean(Exception exception)
    {
        if (!ContainsSecret(exception))
        {
            return exception;
        }

        var message = UserInfo().Replace(Scrub(exception.Message), "://***@");
        var inner = exception.InnerException is { } cause ? Clean(cause) : null;
        return exception switch
        {
            HttpRequestException http => new HttpRequestException(http.HttpRequestError, message, inner, http.StatusCode),
            OperationCanceledException canceled => new OperationCanceledException(message, inner, canceled.CancellationToken),
            TimeoutException => new TimeoutException(message, inner),
            _ => new IOException($"{exception.GetType().Name}: {message}", inner),
        };
    }

    private string Scrub(string text) => credentials?.Scrub(text) ?? text;

    private bool ContainsSecret(Exception exception)
    {
        var text = exception.ToString();
        if (UserInfo().IsMatch(text) || ShowsCredentials(text))
        {
            return true;
        }

        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            foreach (DictionaryEntry entry in cause.Data)
            {
                if (ShowsCredentials($"{entry.Key} {entry.Value}"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Some gateways send error pages in UTF-16, also without a byte order mark. Every second byte of Latin text is zero then.
    private static string Decode(ReadOnlySpan<byte> body) => body switch
    {
        [0xFF, 0xFE, ..] or [not 0, 0, _, 0, ..] => Encoding.Unicode.GetString(body).TrimStart('\uFEFF'),
        [0xFE, 0xFF, ..] or [0, not 0, 0, _, ..] => Encoding.BigEndianUnicode.GetString(body).TrimStart('\uFEFF'),
        _ => Encoding.UTF8.GetString(body),
    };

    [GeneratedRegex(@"://[^/@\s']+@")]
    private static partial Regex UserInfo();
}
