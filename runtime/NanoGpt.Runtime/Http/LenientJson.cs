namespace NanoGpt.Http;

/// <summary>Reads JSON of any shape without throwing. Whatever does not fit is null.</summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Parses UTF-8; null if it is not JSON.</summary>
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

    /// <summary>Returns a member of an object; null if the element is no object or has no such member.</summary>
    public static JsonElement? Find(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
                && value.ValueKind != JsonValueKind.Null
                    ? value
                    : null;
        }
        catch (InvalidOperationException)
        {
            return null;   // a key with invalid UTF-8
        }
    }

    public static JsonElement? Find(this JsonElement? element, string name) => element?.Find(name);

    public static JsonElement? Find(this JsonElement element, string name, string alternative) =>
        element.Find(name) ?? element.Find(alternative);

    /// <summary>Returns whether an object has a member more than once, so that readers may disagree about it.</summary>
    public static bool HasTwice(this JsonElement element, string name) =>
        element.EnumerateObject().Count(member => member.NameEquals(name)) > 1;

    /// <summary>Returns a text, or a number or Boolean value as text.</summary>
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

    /// <summary>Returns a text that is not blank, ready for display.</summary>
    public static string? AsCleanText(this JsonElement? element, SafeText text) =>
        element?.ValueKind == JsonValueKind.String && element.AsText() is { } value && !string.IsNullOrWhiteSpace(value)
            ? text.Clean(value)
            : null;

    /// <summary>Returns a decimal number that is not negative, also from a text.</summary>
    public static decimal? AsAmount(this JsonElement? element) =>
        decimal.TryParse(element.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount >= 0
            ? amount
            : null;

    /// <summary>Returns a finite number, also from a text and with a percent sign.</summary>
    public static double? AsNumber(this JsonElement? element) =>
        double.TryParse(element.AsText()?.TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    public static Guid? AsGuid(this JsonElement? element) => Guid.TryParse(element.AsText(), out var id) ? id : null;

    /// <summary>Returns a time, in UTC unless it has an offset.</summary>
    public static DateTimeOffset? AsTime(this JsonElement? element) =>
        DateTimeOffset.TryParse(element.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    public static bool? AsBoolean(this JsonElement? element) => element.AsText() switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => null,
    };

    public static Uri? AsLink(this JsonElement? element) =>
        element?.ValueKind == JsonValueKind.String && Uri.TryCreate(element.AsText(), UriKind.Absolute, out var link)
            ? link
            : null;

    /// <summary>Returns an absolute link that does not contain the credentials.</summary>
    public static Uri? AsLink(this JsonElement? element, SafeText text) =>
        element.AsLink() is { } link && !text.ShowsCredentials(link.OriginalString) ? link : null;

    public static string? AsRunId(this JsonElement? element) =>
        element?.ValueKind is JsonValueKind.String or JsonValueKind.Number && element.AsText() is { } id && IsRunId(id)
            ? id
            : null;

    /// <summary>Returns whether a text can be a job id: short, and without characters that URLs escape.</summary>
    public static bool IsRunId(string text) => text.Length is > 0 and <= 256
        && !text.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '/' or '?' or '#' or '\\');
}
