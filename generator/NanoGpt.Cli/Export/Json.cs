using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Export;

/// <summary>Values of the directory as JSON.</summary>
internal static class Json
{
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    public static JsonNode? Of(Scalar? value) => value?.Kind switch
    {
        null => null,
        ScalarKind.Truth => value.Number == 1,
        ScalarKind.Number => Number(value.Number),
        _ => value.Text,
    };

    /// <summary>A number as JSON.</summary>
    public static JsonNode? Number(decimal? number) => number is { } value ? JsonValue.Create(Plain(value)) : null;

    /// <summary>A number without the zeros that its file may have carried.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>A word as the files spell it: the lower-case name.</summary>
    public static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
