using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Evaluation;

namespace NanoGpt.Definitions;

/// <summary>Converts JSON to values of fields. The spelling must be exactly that of the directory.</summary>
internal static class WireValue
{
    /// <summary>Returns the value, or <see langword="null"/> and the expected value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="node">The value.</param>
    /// <param name="path">The path of the value, for unknown keys.</param>
    /// <param name="unknownKeys">The list to which keys of objects that belong to no field are added.</param>
    public static (RequestValue? Value, string? Expected) Read(
        WireKey key, JsonNode node, string path, List<string> unknownKeys)
    {
        if (key.Field.List is null)
        {
            return ReadOne(key, node, path, unknownKeys);
        }

        if (node is not JsonArray array)
        {
            return (null, "a list");
        }

        var items = new List<RequestValue>();
        foreach (var item in array)
        {
            var (value, expected) = item is null ? (null, "a list without null") : ReadOne(key, item, path, unknownKeys);
            if (value is null)
            {
                return (null, expected);
            }

            items.Add(value);
        }

        return (RequestValue.OfList(items), null);
    }

    private static (RequestValue? Value, string? Expected) ReadOne(
        WireKey key, JsonNode node, string path, List<string> unknownKeys)
    {
        var (field, kind) = (key.Field, node.GetValueKind());
        return field.Type switch
        {
            FieldType.Boolean => kind is JsonValueKind.True or JsonValueKind.False
                ? (RequestValue.Of(kind == JsonValueKind.True), null)
                : (null, "true or false"),
            FieldType.Integer or FieldType.Number or FieldType.Seconds or FieldType.Seed => ReadNumber(field, node, kind),
            FieldType.Image or FieldType.Audio or FieldType.Video => kind == JsonValueKind.String
                ? WireMedia.Read(key, node.GetValue<string>())
                : (null, "text"),
            FieldType.Object => node is JsonObject map ? ReadObject(field, map, path, unknownKeys) : (null, "an object"),
            _ => kind == JsonValueKind.String ? (RequestValue.Of(node.GetValue<string>()), null) : (null, "text"),
        };
    }

    private static (RequestValue? Value, string? Expected) ReadNumber(FieldInfo field, JsonNode node, JsonValueKind kind)
    {
        var whole = field.Type is not FieldType.Number;
        var expected = whole ? "a whole number" : "a number";
        if (field.Wire.IsText)
        {
            expected += field.Wire.Suffix.Length == 0 ? " as text" : $" as text that ends in '{field.Wire.Suffix}'";
        }

        // The documents allow a seed as a number or as text.
        var isText = field.Wire.IsText || (field.Type == FieldType.Seed && kind == JsonValueKind.String);
        if (kind != (isText ? JsonValueKind.String : JsonValueKind.Number))
        {
            return (null, expected);
        }

        var text = isText ? node.GetValue<string>() : node.ToJsonString();
        if (!text.EndsWith(field.Wire.Suffix, StringComparison.Ordinal))
        {
            return (null, expected);
        }

        text = isText ? text[..^field.Wire.Suffix.Length] : text;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number))
        {
            return isText ? (null, expected) : (RequestValue.NotFinite, null);
        }

        return whole && number != decimal.Truncate(number) ? (null, expected) : (RequestValue.Of(number), null);
    }

    private static (RequestValue? Value, string? Expected) ReadObject(
        FieldInfo field, JsonObject map, string path, List<string> unknownKeys)
    {
        var members = new Dictionary<string, RequestValue>(StringComparer.Ordinal);
        var keys = new WireKeys(field.Fields);
        foreach (var (name, node) in map)
        {
            if (node is null || field.Fields.IsEmpty)
            {
                continue;   // free-form JSON has no known keys
            }

            if (keys.Find(name) is not { } key)
            {
                unknownKeys.Add($"{path}.{name}");
                continue;
            }

            if (key.IsAlias && members.ContainsKey(key.Field.Name))
            {
                continue;
            }

            var (value, expected) = Read(key, node, $"{path}.{name}", unknownKeys);
            if (value is null)
            {
                return (null, $"an object in which {name} is {expected}");
            }

            members[key.Field.Name] = value;
        }

        return (RequestValue.OfObject(members), null);
    }
}
