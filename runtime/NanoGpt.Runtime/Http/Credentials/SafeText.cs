using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoGpt.Http;

/// <summary>
/// Makes text from outside fit to be shown, logged and thrown. All of it passes here, and only here credentials are removed: from
/// what is shown, never from the data itself.
/// </summary>
/// <param name="credentials">The credentials to remove; null for none.</param>
internal sealed partial class SafeText(ApiCredentials? credentials)
{
    private const int MaxLength = 4096;

    /// <summary>For text that no service sent.</summary>
    public static SafeText WithoutCredentials { get; } = new(null);

    /// <summary>Trims and cuts a text and writes control characters (also those that turn the writing direction) as escapes.</summary>
    public string Clean(string text, int maxLength = MaxLength)
    {
        text = Scrub(text);
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length <= maxLength && !trimmed.ContainsAnyExceptInRange(' ', '~'))
        {
            return trimmed.Length == text.Length ? text : trimmed.ToString();   // nearly always
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
            else if (char.IsControl(c)
                || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
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

    /// <summary>Returns the start of a body that is not what was asked for, without its tags.</summary>
    public string Excerpt(ReadOnlySpan<byte> body)
    {
        const int Longest = 512;
        var plain = new StringBuilder();
        var isTag = false;
        foreach (var c in Scrub(Decode(body)))   // all of it: a secret that is cut in two would not be found
        {
            if (plain.Length > Longest)
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

        return Clean(plain.ToString(), Longest);
    }

    /// <summary>Returns a whole body as text.</summary>
    public string Body(ReadOnlySpan<byte> body) => Scrub(Decode(body));

    /// <summary>Returns whether a text that is to be kept or followed contains the credentials.</summary>
    public bool ShowsCredentials(string text) => credentials?.Shows(text) == true;

    /// <summary>
    /// Returns an exception of the same kind without the credentials and without the password of a proxy, both of which the
    /// framework's messages may show; the exception itself if it shows neither.
    /// </summary>
    public Exception Clean(Exception exception)
    {
        if (!Shows(exception))
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

    private bool Shows(Exception exception)
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

    // Error pages of gateways come in UTF-16 now and then, with a mark or without: of Latin text every second byte is zero.
    private static string Decode(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || (body.Length > 3 && body[0] != 0 && body[1] == 0 && body[3] == 0))
        {
            return Encoding.Unicode.GetString(body).TrimStart('\uFEFF');
        }

        return body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || (body.Length > 3 && body[0] == 0 && body[1] != 0 && body[2] == 0)
            ? Encoding.BigEndianUnicode.GetString(body).TrimStart('\uFEFF')
            : Encoding.UTF8.GetString(body);
    }

    [GeneratedRegex(@"://[^/@\s']+@")]
    private static partial Regex UserInfo();
}
