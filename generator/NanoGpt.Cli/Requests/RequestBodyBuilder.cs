namespace NanoGpt.Cli.Requests;

/// <summary>
/// Builds the body of a submission from a JSON file and arguments. Arguments override the file; repeated arguments extend a list.
/// </summary>
internal sealed class RequestBodyBuilder(ModelDefinition model)
{
    private readonly WireKeys keys = new(model.Fields);
    private readonly JsonObject body = new() { ["model"] = model.Id };
    private readonly HashSet<string> set = new(StringComparer.Ordinal);

    public JsonObject Build()
    {
        foreach (var field in model.Fields)
        {
            if (field is { Fixed: { } value, IsSent: true })
            {
                body[field.Wire.Name] = ArgumentValue.Node(field, value.Text);
            }
        }

        return body;
    }

    /// <summary>Starts from a JSON request with the keys of the wire format.</summary>
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

    public void Set(FieldAssignment assignment)
    {
        var field = FieldNames.Find(model, assignment.Field);
        var (key, node) = assignment.Kind switch
        {
            AssignmentKind.Json => Json(field, assignment),
            _ when field.Media is not null => Medium(field, assignment),
            AssignmentKind.File => (field.Wire.Name, ArgumentValue.Node(field, TextOf(field, assignment.Value))),
            _ => (field.Wire.Name, ArgumentValue.Node(field, assignment.Value)),
        };
        var isFirst = set.Add(field.Name);
        if (field.List is null || node is JsonArray)   // JSON can contain a whole list
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
        var given = new JsonObject { [field.Wire.Name] = ArgumentValue.Json(field.Name, assignment.Value) };
        JsonMedia.NameForms([field], given);
        var (key, node) = given.Single();
        return (key, node!.DeepClone());
    }

    private static (string Key, JsonNode Node) Medium(FieldInfo field, FieldAssignment assignment)
    {
        var (key, text) = assignment.Kind == AssignmentKind.File
            ? MediumText.FromFile(field, assignment.Value)
            : MediumText.FromText(field, assignment.Value);
        return (key, JsonValue.Create(text));
    }

    private static string TextOf(FieldInfo field, string path) => field.Type switch
    {
        FieldType.String => File.ReadAllText(path).TrimEnd('\r', '\n'),   // without the final line break of an editor
        FieldType.Object =>
            throw new RequestSyntaxException(
                $"{field.Name} requires JSON: use a file with --request, or write {field.Name}:=…."),
        _ => throw new RequestSyntaxException($"{field.Name} does not accept a file: write {field.Name}=…."),
    };

    // An argument replaces the value of the file in any form.
    private void Clear(FieldInfo field)
    {
        foreach (var key in body.Select(member => member.Key).Where(key => keys.Find(key)?.Field == field).ToList())
        {
            body.Remove(key);
        }
    }
}
