using System.Text.Encodings.Web;

namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Reads untrusted JSON. A value of an unexpected type counts as absent.</summary>
internal static class JsonReading
{
    private const int MaxBriefLength = 4000;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static string? Text(this JsonElement element) => element.ValueKind == JsonValueKind.String ? Decoded(element) : null;

    public static string? Scalar(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Decoded(element),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => element.Number() is { } number ? number.ToString(CultureInfo.InvariantCulture) : null,
        _ => null,
    };

    public static decimal? Number(this JsonElement element) => element.ValueKind == JsonValueKind.Number
        && decimal.TryParse(element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Trim(number)
            : null;

    public static bool? Boolean(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>Returns the members of an object; the last one of duplicates. Empty if the value is not an object.</summary>
    public static IReadOnlyList<JsonProperty> Members(this JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? [.. element.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).Select(group => group.Last())]
        : [];

    public static string Brief(this JsonElement element) =>
        ListText.Clean(JsonSerializer.Serialize(element, Relaxed), MaxBriefLength);

    /// <summary>Rounds a number to 18 decimals, the limit of the directory, and removes trailing zeros.</summary>
    public static decimal Trim(decimal number) => ExactNumber.Normalize(Math.Round(number, 18, MidpointRounding.AwayFromZero));

    private static string? Decoded(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // The text contains an unpaired surrogate escape.
            return null;
        }
    }
}
