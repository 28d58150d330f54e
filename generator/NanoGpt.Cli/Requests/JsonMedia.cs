using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Definitions;

namespace NanoGpt.Cli.Requests;

/// <summary>Makes sure that JSON names the form of each medium, in lists and groups too: by its key, or as the command line does.</summary>
internal static class JsonMedia
{
    /// <summary>Checks an object, and replaces <c>attachment:ID</c> by what the wire wants.</summary>
    /// <exception cref="RequestSyntaxException">A text is of no form of a medium.</exception>
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
        // What is no text, or no list of texts, is found later, with every other value of a wrong type.
        var texts = (node as JsonArray)?.ToList() ?? [node];
        if (!texts.TrueForAll(static text => text?.GetValueKind() == JsonValueKind.String))
        {
            return;
        }

        var read = texts.ConvertAll(text => MediumText.OfText(field, text!.GetValue<string>()));
        if (read.Zip(texts).All(static pair => pair.First.Text == pair.Second!.GetValue<string>()))
        {
            return;
        }

        if (read.Select(static one => one.Key).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw new RequestSyntaxException($"{name} mixes attachments with other media, which the service takes under different keys.");
        }

        json.Remove(name);
        json[read[0].Key] = node is JsonArray ? new JsonArray([.. read.Select(static one => JsonValue.Create(one.Text))]) : read[0].Text;
    }
}
