using System.Text.Json.Nodes;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Tests.Kit;

/// <summary>Makes requests to a model: good ones, and ones with a few things wrong.</summary>
/// <remarks>
/// It keeps to what can be told apart on the wire: no key with <c>null</c>, which the service takes for absent; no field under two
/// keys, of which the service reads one; and numbers as the directory spells them (<c>"5s"</c>, not <c>"05.0s"</c>).
/// </remarks>
internal sealed class RequestMaker(int seed)
{
    private const string Link = "https://example.com/medium";
    private const string Attachment = "attachment-1";

    private readonly Random random = new(seed);

    /// <summary>A request with so many things wrong, as far as the fields alone go.</summary>
    public JsonObject Make(ModelDefinition model, int mistakes)
    {
        var body = new JsonObject { ["model"] = model.Id };
        foreach (var field in model.Fields.Where(field => field.IsRequired || random.Next(3) == 0))
        {
            Set(body, field, Good(field));
        }

        for (var i = 0; i < mistakes; i++)
        {
            Spoil(body, model);
        }

        return body;
    }

    private void Spoil(JsonObject body, ModelDefinition model)
    {
        var required = model.Fields.Where(field => field.IsRequired).ToList();
        switch (random.Next(8))
        {
            case 0:
                body["no_such_key"] = 1;
                break;
            case 1 when required.Count > 0:
                Remove(body, Any(required));
                break;
            default:
                var field = Any(model.Fields);
                Set(body, field, Bad(field));
                break;
        }
    }

    private void Set(JsonObject body, FieldInfo field, (string Key, JsonNode Value) choice)
    {
        Remove(body, field);
        body[choice.Key] = choice.Value;
    }

    private static void Remove(JsonObject body, FieldInfo field)
    {
        foreach (var key in Keys(field).Concat(field.Wire.Aliases))
        {
            body.Remove(key);
        }
    }

    private (string Key, JsonNode Value) Good(FieldInfo field)
    {
        // An alias that is another field's own key would be that field.
        var keys = Keys(field).ToList();
        var key = Any(keys);
        return (key, ListOf(field, () => GoodOne(field, key)));
    }

    private JsonNode ListOf(FieldInfo field, Func<JsonNode> item)
    {
        if (field.List is not { } list)
        {
            return item();
        }

        var least = list.Min ?? 0;
        return Items(random.Next(least, Math.Max(least, list.Max ?? 3) + 1), item);
    }

    private static JsonArray Items(int count, Func<JsonNode> item) => new([.. Enumerable.Range(0, count).Select(_ => item())]);

    private JsonNode GoodOne(FieldInfo field, string key) => field.Type switch
    {
        _ when field.Fixed is { } only => Spell(field, only),
        FieldType.Boolean => random.Next(2) == 0,
        FieldType.Object => GoodObject(field),
        _ when field.IsMedia => Any(Forms(field, key)),
        FieldType.String or FieldType.Enum => GoodText(field),
        _ => Spell(field, Scalar.Of(GoodNumber(field))),
    };

    private JsonObject GoodObject(FieldInfo field)
    {
        var members = new JsonObject();
        foreach (var member in field.Fields.Where(member => member.IsRequired || random.Next(2) == 0))
        {
            Set(members, member, Good(member));
        }

        return members;
    }

    private string GoodText(FieldInfo field)
    {
        if (!field.Values.IsEmpty)
        {
            return Any(field.Values).Wire;
        }

        if (!field.References.IsEmpty && random.Next(6) > 0)
        {
            return Naming(field);
        }

        var least = Math.Max(field.MinLength ?? 0, field.IsRequired ? 1 : 0);
        return new string('x', random.Next(least, Math.Min(field.MaxLength ?? 40, least + 40) + 1));
    }

    // Good or not is what else is in the request, and whether it is a reference at all.
    private string Naming(FieldInfo field)
    {
        string[] separators = [" ", "(", "\n", "x", "7", "让", "@", "\u00e9"];
        string[] numbers = ["", "0", "00", "01", "1", "2", "3", "4", "5", "10", "12", "13", "33", "40", "41", "0002", "99999999999999999999", "1x", "1é", "²"];
        var text = new System.Text.StringBuilder();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            text.Append(random.Next(3) == 0 ? "" : Any(separators)).Append(Any(field.References).Marker).Append(random.Next(2) == 0 ? "1" : Any(numbers));
        }

        return text.Append(random.Next(2) == 0 ? "" : Any(separators)).ToString();
    }

    private decimal GoodNumber(FieldInfo field)
    {
        if (!field.Values.IsEmpty)
        {
            return FieldDomain.ScalarOf(field, Any(field.Values)).Number;
        }

        var step = field.Step ?? (field.Type == FieldType.Number ? 0.25m : 1);
        var from = field.Min ?? Math.Min(0, (field.Max ?? 0) - (step * 20));
        var numbers = Enumerable.Range(0, 400).Select(i => from + (i * step)).Where(number => FieldDomain.InRange(field, number));
        return Any(numbers.ToList());
    }

    private (string Key, JsonNode Value) Bad(FieldInfo field)
    {
        var key = Any(Keys(field).ToList());
        if (field.List is { } list)
        {
            return random.Next(4) switch
            {
                0 => (key, GoodOne(field, key)),
                1 when list.Max is { } most => (key, Items(most + 1, () => GoodOne(field, key))),
                2 when list.Min is > 0 and { } least => (key, Items(least - 1, () => GoodOne(field, key))),
                _ => (key, Items(Math.Max(1, list.Min ?? 1), () => BadOne(field, key))),
            };
        }

        return (key, BadOne(field, key));
    }

    // Now and then it is good by chance, as with a text where any text is: the emulator says what it is.
    private JsonNode BadOne(FieldInfo field, string key)
    {
        List<JsonNode> ways = [true, 3, 2.5, -1, "", "no-such-value", "7", "7s", new JsonObject(), new JsonArray(), Link, Data(FieldType.Image), Attachment];
        if (field.IsMedia)
        {
            ways.AddRange([Data(FieldType.Audio), Data(FieldType.Video), Data(field.Type).Replace("AAE", "@@E", StringComparison.Ordinal)]);
            ways.AddRange(["ftp://example.com/medium", "data:,text", "https://", "data:image/png;base64,", "data:;base64,AAAA", "data:text/plain;base64,AAAA"]);
        }

        if (field is { Min: { } min })
        {
            ways.AddRange([Spell(field, Scalar.Of(min - 1)), Spell(field, Scalar.Of(min)), Spell(field, Scalar.Of(min + 0.5m))]);
        }

        if (field is { Max: { } max })
        {
            ways.AddRange([Spell(field, Scalar.Of(max + 1)), Spell(field, Scalar.Of(max))]);
        }

        if (field.MaxLength is { } longest)
        {
            ways.AddRange([new string('x', longest + 1), new string('x', longest)]);
        }

        if (field is { Type: FieldType.Object, Fields.IsEmpty: false })
        {
            var member = Any(field.Fields);
            var (name, value) = Bad(member);
            ways.AddRange([new JsonObject { [name] = value }, new JsonObject { ["no_such_key"] = 1 }]);
        }

        return Any(ways).DeepClone();
    }

    private static List<JsonNode> Forms(FieldInfo field, string key)
    {
        var media = field.Media!;
        List<(string? Key, string Value)> forms = [(media.UrlKey, Link), (media.DataKey, Data(field.Type)), (media.AttachmentKey, Attachment)];
        return [.. forms.Where(form => form.Key == key).Select(form => (JsonNode)form.Value)];
    }

    private static string Data(FieldType type) => type switch
    {
        FieldType.Image => "data:image/png;base64,AAECAwQ=",
        FieldType.Audio => "data:audio/mpeg;base64,AAECAwQ=",
        _ => "data:video/mp4;base64,AAECAwQ=",
    };

    private static IEnumerable<string> Keys(FieldInfo field) => field.Media is { } media
        ? new[] { media.UrlKey, media.DataKey, media.AttachmentKey }.OfType<string>().Distinct()
        : [field.Wire.Name];

    private static JsonNode Spell(FieldInfo field, Scalar value) => value.Kind switch
    {
        ScalarKind.Boolean => value.Number == 1,
        ScalarKind.Number when field.Wire.IsText => Plain(value.Number) + field.Wire.Suffix,
        ScalarKind.Number => JsonNode.Parse(Plain(value.Number))!,
        _ => value.Text,
    };

    private static string Plain(decimal number) => number.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
