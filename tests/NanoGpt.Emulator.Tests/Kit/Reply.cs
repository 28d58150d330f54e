using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoGpt.Emulator.Tests.Kit;

/// <summary>An answer, read whole.</summary>
internal sealed record Reply(HttpStatusCode Status, HttpResponseMessage Message, byte[] Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public static async Task<Reply> OfAsync(HttpResponseMessage message) =>
        new(message.StatusCode, message, await message.Content.ReadAsByteArrayAsync(Server.Cancel));

    /// <summary>The value under a path such as <c>data.status</c>; null if it is not there.</summary>
    public string? Text(string path)
    {
        JsonNode? node = Json;
        foreach (var name in path.Split('.'))
        {
            node = node is JsonObject map ? map[name] : null;
        }

        return node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString();
    }

    /// <summary>Codes of all that was found wrong.</summary>
    public string[] Findings() => [.. Json["findings"]!.AsArray().Select(finding => finding!["code"]!.GetValue<string>())];
}
