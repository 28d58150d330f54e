using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Emulator.Requests;

/// <summary>A request body, read back into the fields of its model.</summary>
internal sealed class WireRequest
{
    private WireRequest(JsonObject body) => Body = body;

    public JsonObject Body { get; }

    public Dictionary<string, RequestValue> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The key that each field came under.</summary>
    public Dictionary<string, string> KeyOfField { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys that the model does not take.</summary>
    public List<string> UnknownKeys { get; } = [];

    /// <summary>What is wrong with values already as JSON.</summary>
    public List<RequestFinding> Malformed { get; } = [];

    public string? SubmissionId { get; private init; }

    public string Prompt => Text("prompt") ?? Text("script") ?? "";

    public int? Seconds { get; private set; }

    /// <summary>The picture's shape, if the request says one.</summary>
    public string? Shape => Text("aspect_ratio") ?? Text("orientation") switch
    {
        "landscape" => "16:9",
        "portrait" => "9:16",
        _ => Text("size") ?? Text("resolution"),
    };

    public static WireRequest Read(ModelSpec model, string? submissionKey, JsonObject body)
    {
        var request = new WireRequest(body) { SubmissionId = submissionKey is null ? null : AsText(body[submissionKey]) };
        return request;
    }

    private string? Text(string field) => KeyOfField.TryGetValue(field, out var key) ? AsText(Body[key]) : null;

    private static string? AsText(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
