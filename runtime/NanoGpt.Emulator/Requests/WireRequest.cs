using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;
using NanoGpt.Evaluation;

namespace NanoGpt.Emulator.Requests;

/// <summary>A request body, read back into the fields of its model.</summary>
internal sealed class WireRequest
{
    private readonly Dictionary<string, RequestValue> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> keyOfField = new(StringComparer.Ordinal);
    private readonly List<string> unknownKeys = [];
    private readonly List<(string Field, string Message)> malformed = [];

    private WireRequest(JsonObject body) => Body = body;

    /// <summary>The body.</summary>
    public JsonObject Body { get; }

    /// <summary>The fields that are set and can be read.</summary>
    public IReadOnlyDictionary<string, RequestValue> Values => values;

    /// <summary>Keys that the model does not take.</summary>
    public IReadOnlyList<string> UnknownKeys => unknownKeys;

    /// <summary>The fields whose JSON is of the wrong kind.</summary>
    public IReadOnlyList<(string Field, string Message)> Malformed => malformed;

    /// <summary>The submission id, if the caller sent one.</summary>
    public string? SubmissionId { get; private init; }

    /// <summary>What the video should show.</summary>
    public string Prompt => Text("prompt") ?? Text("script") ?? "";

    /// <summary>The picture's shape, if the request says one.</summary>
    public string? Shape => Text("aspect_ratio") ?? Text("orientation") switch
    {
        "landscape" => "16:9",
        "portrait" => "9:16",
        _ => Text("size") ?? Text("resolution"),
    };

    /// <summary>Reads a body.</summary>
    public static WireRequest Read(ModelDefinition model, string? submissionKey, JsonObject body)
    {
        var request = new WireRequest(body) { SubmissionId = submissionKey is null ? null : AsText(body[submissionKey]) };
        var keys = new WireKeys(model.Fields);
        foreach (var (name, node) in body)
        {
            if (name == "model" || name == submissionKey || node is null)
            {
                continue;
            }

            if (keys.Find(name) is { } key)
            {
                request.Take(name, key, node);
            }
            else
            {
                request.unknownKeys.Add(name);
            }
        }

        return request;
    }

    /// <summary>The length that the request asks for, or that the model assumes.</summary>
    public int? Seconds(ModelDefinition model)
    {
        var field = RequestChecker.DurationField(model);
        var length = field is null ? null : field.Fixed ?? values.GetValueOrDefault(field.Name)?.Scalar ?? field.Default;
        return (length?.Kind == ScalarKind.Number ? length.Number : model.Price?.Seconds) is { } number ? (int)Math.Clamp(number, 1, 600) : null;
    }

    /// <summary>The key that a field came under.</summary>
    public string? KeyOf(string field) => keyOfField.GetValueOrDefault(field);

    private void Take(string name, WireKey key, JsonNode node)
    {
        var field = key.Field.Name;
        if (key.IsAlias && keyOfField.ContainsKey(field))
        {
            return;
        }

        keyOfField[field] = name;
        var (value, expected) = WireValue.Read(key, node);
        if (value is null)
        {
            malformed.Add((field, $"{name} must be {expected}."));
        }
        else
        {
            values[field] = value;
        }
    }

    private string? Text(string field) => values.TryGetValue(field, out var value) ? value.Scalar?.Text : null;

    private static string? AsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
