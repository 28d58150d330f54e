using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoGpt.Directories.Export;

namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Reads JSON that may be anything: what has another type than it should counts as absent.</summary>
internal static class JsonReading
{
    private const int MostBrief = 4000;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A member of an object; undefined if there is none, or this is no object.</summary>
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text; null if it is none.</summary>
    public static string? Text(this JsonElement element) => element.ValueKind == JsonValueKind.String ? Decoded(element) : null;

    /// <summary>A text, number or truth as text; null if it is none.</summary>
    public static string? Scalar(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Decoded(element),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => element.Number() is { } number ? number.ToString(CultureInfo.InvariantCulture) : null,
        _ => null,
    };

    /// <summary>A number that a decimal holds, without zeros at its end; null if it is none.</summary>
    public static decimal? Number(this JsonElement element) => element.ValueKind == JsonValueKind.Number
        && decimal.TryParse(element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Trim(number)
            : null;

    /// <summary>Whether it is true; null if it is neither true nor false.</summary>
    public static bool? Boolean(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The items of a list; none if it is none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>The members of an object; none if it is none, and of two with one name the last.</summary>
    public static IReadOnlyList<JsonProperty> Members(this JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? [.. element.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).Select(group => group.Last())]
        : [];

    /// <summary>All of it on one line, cleaned; what is too long for a note of a file is cut.</summary>
    public static string Brief(this JsonElement element) => ListText.Clean(JsonSerializer.Serialize(element, Relaxed), MostBrief);

    /// <summary>The same number, written with as few digits as the directory takes: 18 behind the point.</summary>
    public static decimal Trim(decimal number) => JsonOutput.Plain(Math.Round(number, 18, MidpointRounding.AwayFromZero));

    private static string? Decoded(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape.
            return null;
        }
    }
}
