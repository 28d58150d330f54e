using System.Text.Json.Nodes;

namespace NanoGpt.Emulator.Jobs;

/// <summary>Copies a request for the journal without the bulk of its media, so that paid jobs need little memory.</summary>
internal static class KeptRequest
{
    // No prompt is so long.
    private const int MaxTextLength = 10_000;

    /// <summary>Returns a copy in which longer texts are cut.</summary>
    public static JsonObject Of(JsonObject request) =>
        new(request.Select(static member => KeyValuePair.Create(member.Key, Copy(member.Value))));

    // A plain clone of a text that was read from a body would keep all of the body.
    private static JsonNode? Copy(JsonNode? node) => node switch
    {
        JsonObject map => Of(map),
        JsonArray list => new JsonArray([.. list.Select(Copy)]),
        JsonValue value when value.TryGetValue<string>(out var text) =>
            JsonValue.Create(text[..Math.Min(text.Length, MaxTextLength)]),
        null => null,
        _ => JsonNode.Parse(node.ToJsonString()),
    };
}
