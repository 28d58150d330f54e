using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Requests;

/// <summary>Makes the body of a submission from a JSON file and <c>field=value</c> words; words win, and lists grow by repeating them.</summary>
internal sealed class RequestBodyBuilder(ModelDefinition model)
{
    private readonly WireKeys keys = new(model.Fields);
    private readonly JsonObject body = new() { ["model"] = model.Id };
    private readonly HashSet<string> set = new(StringComparer.Ordinal);

    /// <summary>The body, with the values that are always sent.</summary>
    public JsonObject Build()
    {
        foreach (var field in model.Fields)
        {
            if (field is { Fixed: { } value, IsSent: true })
            {
                body[field.Wire.Name] = WireText.Node(field, value.Text);
            }
        }

        return body;
    }

    /// <summary>Starts from a request that was written down; its keys are those of the wire.</summary>
    /// <exception cref="RequestSyntaxException">It is no JSON object, one for another model, or holds a medium of no form.</exception>
    public void Start(string json)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json);
        }
        catch (JsonException e)
        {
            throw new RequestSyntaxException($"The request is not JSON: {e.Message}");
        }

        if (node is not JsonObject request)
        {
            throw new RequestSyntaxException("The request must be a JSON object.");
        }

        foreach (var (key, value) in request)
        {
            if (key == "model")
            {
                if (value?.ToString() is { } other && other != model.Id)
                {
                    throw new RequestSyntaxException($"The request is for {other}, not for {model.Id}.");
                }
            }
            else
            {
                body[key] = value?.DeepClone();
            }
        }

        JsonMedia.NameForms(model.Fields, body);
    }

    /// <exception cref="RequestSyntaxException">The model does not take it.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Set(FieldAssignment assignment)
    {
        var field = FieldNames.Find(model, assignment.Field);
        var (key, node) = assignment.Kind == AssignmentKind.Json
            ? Json(field, assignment)
            : field.Media is null
                ? (field.Wire.Name, WireText.Node(field, assignment.Kind == AssignmentKind.File ? TextOf(field, assignment.Value) : assignment.Value))
                : Medium(field, assignment);
        var isFirst = set.Add(field.Name);
        if (field.List is null || node is JsonArray)   // a list may be given whole, as JSON
        {
            if (!isFirst)
            {
                throw new RequestSyntaxException($"{field.Name} is set twice.");
            }

            Clear(field);
            body[key] = node;
            return;
        }

        if (isFirst)
        {
            Clear(field);
        }

        if (body[key] is not JsonArray items)
        {
            body[key] = items = [];
        }

        items.Add(node);
    }

    private static (string Key, JsonNode Node) Json(FieldInfo field, FieldAssignment assignment)
    {
        var given = new JsonObject { [field.Wire.Name] = WireText.Json(field.Name, assignment.Value) };
        JsonMedia.NameForms([field], given);
        var (key, node) = given.Single();
        return (key, node!.DeepClone());
    }

    private static (string Key, JsonNode Node) Medium(FieldInfo field, FieldAssignment assignment)
    {
        var (key, text) = assignment.Kind == AssignmentKind.File
            ? MediumText.OfFile(field, assignment.Value)
            : MediumText.OfText(field, assignment.Value);
        return (key, JsonValue.Create(text));
    }

    private static string TextOf(FieldInfo field, string path) => field.Type switch
    {
        FieldType.String => File.ReadAllText(path).TrimEnd('\r', '\n'),   // an editor's last line break is not meant
        FieldType.Object => throw new RequestSyntaxException($"{field.Name} takes JSON: put it into a file for --request, or write {field.Name}:=…."),
        _ => throw new RequestSyntaxException($"{field.Name} takes no file: write {field.Name}=…."),
    };

    // A word replaces what the file says, in whatever form that was.
    private void Clear(FieldInfo field)
    {
        foreach (var key in body.Select(member => member.Key).Where(key => keys.Find(key)?.Field == field).ToList())
        {
            body.Remove(key);
        }
    }
}
