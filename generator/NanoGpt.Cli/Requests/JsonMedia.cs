namespace NanoGpt.Cli.Requests;

/// <summary>
/// Requires JSON to state the form of each medium, also in lists and objects, and replaces <c>attachment:ID</c>.
/// </summary>
internal static class JsonMedia
{
    public static void NameForms(IEnumerable<FieldInfo> fields, JsonObject json)
    {
        var keys = new WireKeys(fields);
        foreach (var (name, node) in json.ToList())
        {
            switch (keys.Find(name))
            {
                case { Form: null, Field: { Media: not null } field } when node is not null:
                    NameForm(field, json, name, node);
                    break;

                case { Field: { Type: FieldType.Object, Fields.IsEmpty: false } group }:
                    var items = node as IEnumerable<JsonNode?> ?? new[] { node };
                    foreach (var item in items.OfType<JsonObject>())
                    {
                        NameForms(group.Fields, item);
                    }

                    break;
            }
        }
    }

    private static void NameForm(FieldInfo field, JsonObject json, string name, JsonNode node)
    {
        // Other types are reported by the validation of the request.
        var texts = (node as JsonArray)?.ToList() ?? [node];
        if (!texts.TrueForAll(static text => text?.GetValueKind() == JsonValueKind.String))
        {
            return;
        }

        var read = texts.ConvertAll(text => MediumText.FromText(field, text!.GetValue<string>()));
        if (read.Zip(texts).All(static pair => pair.First.Text == pair.Second!.GetValue<string>()))
        {
            return;
        }

        if (read.Select(static one => one.Key).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw new RequestSyntaxException(
                $"{name} mixes attachments with other media, which the service accepts under different keys.");
        }

        json.Remove(name);
        json[read[0].Key] = node is JsonArray
            ? new JsonArray([.. read.Select(static one => JsonValue.Create(one.Text))]) : read[0].Text;
    }
}
