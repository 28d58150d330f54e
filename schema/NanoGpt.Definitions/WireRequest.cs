using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Evaluation;

namespace NanoGpt.Definitions;

/// <summary>Represents the JSON body of a request, read into the fields of its model.</summary>
public sealed class WireRequest
{
    private readonly ModelInfo model;
    private readonly Dictionary<string, RequestValue> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> keyOfField = new(StringComparer.Ordinal);
    private readonly List<string> unknownKeys = [];
    private readonly List<(string Field, string Message)> malformed = [];

    private WireRequest(ModelInfo model, JsonObject body) => (this.model, Body) = (model, body);

    /// <summary>Gets the body.</summary>
    public JsonObject Body { get; }

    /// <summary>Gets the valid values by field name.</summary>
    public IReadOnlyDictionary<string, RequestValue> Values => values;

    /// <summary>Gets the keys that the model does not accept.</summary>
    public IReadOnlyList<string> UnknownKeys => unknownKeys;

    /// <summary>Gets the fields whose JSON is of the wrong kind, each with a message.</summary>
    public IReadOnlyList<(string Field, string Message)> Malformed => malformed;

    /// <summary>Gets the submission id; <see langword="null"/> if the body has none.</summary>
    public string? SubmissionId { get; private init; }

    /// <summary>Reads a body.</summary>
    /// <param name="model">The model that the request is for.</param>
    /// <param name="submissionKey">The key of the submission id; <see langword="null"/> if the provider has none.</param>
    /// <param name="body">The body.</param>
    public static WireRequest Read(ModelInfo model, string? submissionKey, JsonObject body)
    {
        var id = submissionKey is not null && body[submissionKey] is { } node && node.GetValueKind() == JsonValueKind.String
            ? node.GetValue<string>() : null;
        var request = new WireRequest(model, body) { SubmissionId = id };
        var keys = new WireKeys(model.Fields);
        foreach (var (name, value) in body)
        {
            if (name == "model" || name == submissionKey || value is null)
            {
                continue;
            }

            if (keys.Find(name) is { } key)
            {
                request.Take(name, key, value);
            }
            else
            {
                request.unknownKeys.Add(name);
            }
        }

        return request;
    }

    /// <summary>Returns the key under which a field was sent; <see langword="null"/> if it was not.</summary>
    public string? KeyOf(string field) => keyOfField.GetValueOrDefault(field);

    /// <summary>Returns all findings for the request, beginning with JSON of the wrong kind.</summary>
    /// <remarks>A malformed field is not reported as missing.</remarks>
    public IReadOnlyList<Finding> Check() =>
    [
        .. malformed.Select(item =>
            new Finding(FindingCodes.DataMalformed, FindingSeverity.Error, KeyOf(item.Field) ?? item.Field, item.Message)
            {
                Field = item.Field,
            }),
        .. RequestChecker.Check(model, values).Where(finding =>
            finding.Code != FindingCodes.Required || malformed.TrueForAll(item => item.Field != finding.Field)),
    ];

    private void Take(string name, WireKey key, JsonNode node)
    {
        var field = key.Field.Name;
        if (key.IsAlias && keyOfField.ContainsKey(field))
        {
            return;
        }

        var (value, expected) = WireValue.Read(key, node, name, unknownKeys);
        if (value is null)
        {
            malformed.Add((field, $"{name} must be {expected}."));
        }
        else if (!keyOfField.TryGetValue(field, out var other) || !values.TryGetValue(field, out var earlier))
        {
            values[field] = value;
        }
        else if (key.Field.List is not null)
        {
            values[field] = RequestValue.OfList([.. earlier.Items, .. value.Items]);   // each form of a medium has its key
        }
        else
        {
            malformed.Add((field, $"{other} and {name} set the same field: send only one of them."));
        }

        keyOfField[field] = name;
    }
}
