using System.Globalization;
using System.Text.Json;

namespace NanoGpt.Http;

/// <summary>Looks into JSON that may be anything, without ever throwing: what does not fit is null.</summary>
internal static class LooseJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The document; null if the bytes are not JSON in UTF-8.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
        }

        try
        {
            return JsonDocument.Parse(body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member of an object; null if there is none, or no object.</summary>
    public static JsonElement? Find(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
                ? value
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;   // a key with invalid UTF-8
        }
    }

    public static JsonElement? Find(this JsonElement? element, string name) => element?.Find(name);

    public static JsonElement? Find(this JsonElement element, string name, string alternative) => element.Find(name) ?? element.Find(alternative);

    /// <summary>Whether an object has a member more than once, so that readers would disagree about it.</summary>
    public static bool HasTwice(this JsonElement element, string name)
    {
        var count = 0;
        foreach (var member in element.EnumerateObject())
        {
            count += member.NameEquals(name) ? 1 : 0;
        }

        return count > 1;
    }

    /// <summary>A text, or a number or truth as text.</summary>
    public static string? AsText(this JsonElement? element)
    {
        try
        {
            return element?.ValueKind switch
            {
                JsonValueKind.String => element.Value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.Value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;   // invalid UTF-8
        }
    }

    /// <summary>A text that says something, fit to be shown.</summary>
    public static string? AsCleanText(this JsonElement? element, SafeText text) =>
        element?.ValueKind == JsonValueKind.String && element.AsText() is { } value && !string.IsNullOrWhiteSpace(value) ? text.Clean(value) : null;

    /// <summary>A number, also as text; not one that is negative or no decimal.</summary>
    public static decimal? AsAmount(this JsonElement? element) =>
        decimal.TryParse(element.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount >= 0 ? amount : null;

    /// <summary>A number, also as text and with a percent sign.</summary>
    public static double? AsNumber(this JsonElement? element) =>
        double.TryParse(element.AsText()?.TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    public static bool? AsTruth(this JsonElement? element) => element.AsText() switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => null,
    };

    /// <summary>An absolute link; whether it may be followed is another question.</summary>
    public static Uri? AsLink(this JsonElement? element) =>
        element?.ValueKind == JsonValueKind.String && Uri.TryCreate(element.AsText(), UriKind.Absolute, out var link) ? link : null;

    /// <summary>An absolute link that does not carry the credentials.</summary>
    public static Uri? AsLink(this JsonElement? element, SafeText text) =>
        element.AsLink() is { } link && !text.ShowsCredentials(link.OriginalString) ? link : null;

    /// <summary>An id that can be asked for: short, without blanks, control characters and what has a meaning in links.</summary>
    public static string? AsRunId(this JsonElement? element) =>
        element?.ValueKind is JsonValueKind.String or JsonValueKind.Number && element.AsText() is { } id && IsRunId(id) ? id : null;

    /// <summary>Returns a value that indicates whether a text is such an id.</summary>
    public static bool IsRunId(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || c is '/' or '?' or '#' or '\\')
            {
                return false;
            }
        }

        return text.Length is > 0 and <= 256;
    }
}
