using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Tests.Kit;

/// <summary>Requests in which one field of a model has a value that it does not allow.</summary>
internal static class FieldMutations
{
    public static IEnumerable<(string What, JsonObject Request, string Code)> Of(ModelDefinition model)
    {
        foreach (var field in model.Fields.Where(field => field.Fixed is null))
        {
            var key = MinimalRequest.KeyOf(field);
            if (field.IsRequired)
            {
                var request = MinimalRequest.Of(model);
                request.Remove(key);
                yield return ($"without {key}", request, "NGPT108");
            }

            foreach (var (value, code) in WrongValues(field))
            {
                var request = MinimalRequest.Of(model);
                request[key] = field.List is { } list ? Repeat(value, Math.Max(1, list.Min ?? 1)) : value;
                yield return ($"{key} = {value.ToJsonString()}", request, code);
            }

            if (field.List?.Max is { } most)
            {
                var request = MinimalRequest.Of(model);
                request[key] = Repeat(MinimalRequest.ValueOf(field with { List = null }), most + 1);
                yield return ($"{most + 1} of {key}", request, "NGPT103");
            }
        }
    }

    private static IEnumerable<(JsonNode Value, string Code)> WrongValues(FieldInfo field)
    {
        var isNumber = field.Type is FieldType.Integer or FieldType.Number or FieldType.Seconds or FieldType.Seed;
        yield return field.Type switch
        {
            FieldType.Boolean => ("yes", "NGPT130"),
            _ when isNumber && !field.Wire.IsText => ("many", "NGPT130"),
            _ when field.Media is { DataKey: not null, UrlKey: null, AttachmentKey: null } => ("data:image/png;base64,@@", "NGPT130"),
            _ when field.Media is { UrlKey: not null } media && media.UrlKey != media.DataKey => ("data:image/png;base64,AAAA", "NGPT130"),
            _ => (true, "NGPT130"),
        };
        if (field.Media is { AttachmentKey: null, UrlKey: not null } shared && shared.UrlKey == shared.DataKey)
        {
            yield return ("attachment-1", "NGPT123");
            yield return ("data:application/octet-stream;base64,AAAA", "NGPT130");
        }

        if (field is { Type: FieldType.Enum, IsOpen: false } or { Type: FieldType.String, IsOpen: false, Values.Count: > 0 })
        {
            yield return ("no-such-value", "NGPT104");
        }

        if (isNumber && field.Values.Count > 0)
        {
            yield return (MinimalRequest.Spell(field, Scalar.Of(9999)), "NGPT104");
        }

        if (isNumber && field is { Max: { } max, Values.Count: 0 })
        {
            yield return (MinimalRequest.Spell(field, Scalar.Of(max + 1)), "NGPT101");
        }

        if (isNumber && field is { Min: { } min, Values.Count: 0 })
        {
            yield return (MinimalRequest.Spell(field, Scalar.Of(min - 1)), "NGPT101");
        }

        if (field is { Type: FieldType.String, MaxLength: { } length })
        {
            yield return (new string('x', length + 1), "NGPT102");
        }
    }

    private static JsonArray Repeat(JsonNode value, int count) => new([.. Enumerable.Range(0, count).Select(_ => value.DeepClone())]);
}
