using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>Writes requests as C#: legal values, and values just beyond what is legal.</summary>
internal sealed class RequestPrinter(Random random)
{
    // Of all data URLs, each field gets some; there are fields enough for each.
    private const int GoodDataUrls = 2;
    private const int BadDataUrls = 5;

    // Where a limit is no higher, media go to it and far over it; those cost nothing.
    private const int FewBytes = 1000;

    /// <summary>Expressions for each property of a model that can be written out.</summary>
    public IReadOnlyList<PrintedField> Fields(Type type, IReadOnlyList<FieldInfo> fields)
    {
        var result = new List<PrintedField>();
        foreach (var field in fields)
        {
            if (field.Property.Length == 0 || type.GetProperty(field.Property) is not { } property)
            {
                continue;
            }

            var (good, bad) = Values(field, property.PropertyType);
            if (good.Length > 0)
            {
                result.Add(new(field, Spell(property.PropertyType), good, bad));
            }
        }

        return result;
    }

    public (string[] Good, string[] Bad) Values(FieldInfo field, Type type)
    {
        var item = field.List is not null ? type.GetGenericArguments()[0] : Nullable.GetUnderlyingType(type) ?? type;
        var (good, bad) = Single(field, item);
        if (field.List is null || good.Length == 0)
        {
            return (good, bad);
        }

        var least = field.List!.Min ?? 0;
        var most = field.List.Max ?? 4;
        string List(int count) => $"new {Spell(item)}[] {{ {string.Join(", ", Enumerable.Repeat(good[0], count))} }}";
        var many = new List<string>();
        if (field.List.Min > 0)
        {
            many.Add(List(least - 1));
        }

        if (field.List.Max is not null)
        {
            many.Add(List(most + 1));
        }

        string Ending(string last) => $"new {Spell(item)}[] {{ {string.Join(", ", Enumerable.Repeat(good[0], Math.Max(0, least - 1)).Append(last))} }}";
        var counts = new[] { least, Math.Max(least, Math.Min(most, 1)), most }.Distinct().Select(List);
        return field.HoldsMedia()
            ? ([.. counts, .. good.Skip(1).Select(Ending)], [.. many, .. bad.Select(Ending)])
            : ([.. counts], [.. many, .. field.IsText() || field.Type == FieldType.Integer ? bad.Take(1).Select(Ending) : []]);
    }

    private (string[] Good, string[] Bad) Single(FieldInfo field, Type type)
    {
        switch (field.Type)
        {
            case FieldType.String:
            case FieldType.Enum when field.IsOpen:
                return Text(field);
            case FieldType.Boolean:
                return (["true", "false"], []);
            case FieldType.Enum:
            case FieldType.Seconds when type.IsEnum:
                var members = Enum.GetNames(type).Select(name => $"{Spell(type)}.{name}").ToArray();
                return (members.Length > 4 ? [members[0], members[1], members[^2], members[^1]] : members, [$"({Spell(type)})99"]);
            case FieldType.Integer or FieldType.Seed or FieldType.Seconds when field.Values.Count > 0:
                return ([.. field.Values.Select(static value => value.Wire).Take(4)], ["123457"]);
            case FieldType.Integer or FieldType.Seed or FieldType.Seconds or FieldType.Number:
                return Number(field);
            case FieldType.Image:
                return Medium(field, "ImageInput", "image/png");
            case FieldType.Audio:
                return Medium(field, "AudioInput", "audio/mpeg");
            case FieldType.Video:
                return Medium(field, "VideoInput", "video/mp4");
            case FieldType.Object when field.IsJson():
                return (["System.Text.Json.JsonDocument.Parse(\"{}\").RootElement"], []);
            case FieldType.Object:
                return Group(field.Fields, type);
            default:
                return ([], []);
        }
    }

    private (string[] Good, string[] Bad) Group(IReadOnlyList<FieldInfo> members, Type type)
    {
        var fields = Fields(type, members);
        string Of(Func<PrintedField, string?> choose) =>
            $"new {Spell(type)} {{ {string.Join(", ", fields.Select(field => (field.Info.Property, Value: choose(field))).Where(static f => f.Value is not null).Select(static f => $"{f.Property} = {f.Value}"))} }}";
        string With(PrintedField chosen, string value) => Of(field => field.Info == chosen.Info ? value : field.Info.IsRequired ? field.Good[0] : null);
        var good = fields.Where(static field => field.Info.HoldsMedia()).SelectMany(chosen => chosen.Good.Skip(1).Select(value => With(chosen, value)));
        var bad = fields.SelectMany(chosen => (chosen.Info.HoldsMedia() ? chosen.Bad : chosen.Bad.Take(1)).Select(value => With(chosen, value)));
        return ([Of(static field => field.Info.IsRequired ? field.Good[0] : null), Of(static field => field.Good[0]), .. good], [.. bad]);
    }

    private static (string[] Good, string[] Bad) Text(FieldInfo field)
    {
        var least = field.MinLength ?? 1;
        var bad = new List<string>();
        if (field.MinLength > 0)
        {
            bad.Add(Literal(field.MinLength.Value - 1));
        }

        if (field.MaxLength < 400)
        {
            bad.Add(Literal(field.MaxLength.Value + 1));
        }

        if (field.IsRequired)
        {
            bad.Add("\"\"");
        }

        // Good or bad is what else is set; zero is never good.
        var markers = field.References.Select(static reference => reference.Marker).ToList();
        bad.AddRange(markers.Select(static marker => $"\"{marker}0 {marker}1\""));
        string[] good =
        [
            Literal(least), .. field.Values.Take(3).Select(static value => $"\"{value.Wire}\""),
            .. markers.Count == 0 ? (string[])[] : [$"\"{string.Join(' ', markers.Select(static marker => marker + 1))}\"", $"\"({markers[0]}2)\""],
        ];
        return (good, [.. bad]);

        static string Literal(int length) => $"\"{new string('x', length)}\"";
    }

    private (string[] Good, string[] Bad) Number(FieldInfo field)
    {
        var step = field.Step ?? (field.Type == FieldType.Number ? 0.25m : 1);
        var good = new List<decimal>();
        var bad = new List<decimal>();
        if (field.Min is { } min)
        {
            (field.IsMinExclusive ? bad : good).Add(min);
            bad.Add(min - 1);
        }

        if (field.Max is { } max)
        {
            (field.IsMaxExclusive ? bad : good).Add(max);
            bad.Add(max + 1);
        }

        good.Add((field.Min ?? 0) + step);
        if (field.Step > 1)
        {
            bad.Add((field.Min ?? 0) + step + 1);
        }

        var legal = good.Where(value => !(value > field.Max) && !(value < field.Min)).Select(Spell).ToArray();
        return (legal, [.. bad.Select(Spell), .. field.Type == FieldType.Number ? (string[])["double.NaN", "1 / 0.0"] : []]);
    }

    private (string[] Good, string[] Bad) Medium(FieldInfo field, string type, string mediaType)
    {
        var link = $"{type}.FromUrl(\"https://example.com/{random.Next(9)}\")";
        var data = $"{type}.FromBytes(new byte[3], \"{mediaType}\")";
        var url = $"{type}.FromUrl(\"data:{mediaType};base64,AAAA\")";
        // Twelve bytes that begin a file of another kind.
        var mismatch = $"{type}.FromUrl(\"data:{mediaType};base64,TVqQAAMAAAAEAAAA\")";
        var attachment = $"{type}.FromAttachment(\"a1\")";
        var all = new (MediaForms Form, string Expression)[] { (MediaForms.Url, link), (MediaForms.Data, data), (MediaForms.Data, url), (MediaForms.Attachment, attachment) };
        var good = all.Where(form => (field.Media!.Forms & form.Form) != 0).Select(static form => form.Expression).ToArray();
        var limit = field.Media!.MaxBytes ?? 4_000_000;
        var bad = all.Where(form => (field.Media!.Forms & form.Form) == 0).Select(static form => form.Expression)
            .Append($"{type}.FromUrl(\"http://example.com\")").Concat((field.Media!.Forms & MediaForms.Data) != 0 ? [mismatch] : []).Append($"{type}.FromUrl(\"https://10.0.0.1/a\")")
            .Append(Bytes(0, mediaType)).Append(Bytes(3, "text/plain")).Append(Bytes(limit + 1, mediaType))
            .Concat(Urls(random.GetItems(DataUrls.Bad(mediaType), BadDataUrls)));
        if ((field.Media!.Forms & MediaForms.Data) != 0)
        {
            good = [.. good, .. Urls(random.GetItems(DataUrls.Good(mediaType), GoodDataUrls))];
            if (limit <= FewBytes)
            {
                good = [.. good, .. Urls([DataUrls.OfLength(mediaType, limit)])];
                bad = bad.Append(Bytes(limit + FewBytes, mediaType));
            }
        }

        string Bytes(long count, string of) => $"{type}.FromBytes(new byte[{count.ToString(CultureInfo.InvariantCulture)}], \"{of}\")";
        IEnumerable<string> Urls(IEnumerable<string> texts) => texts.Select(text => $"{type}.FromUrl({SymbolDisplay.FormatLiteral(text, quote: true)})");
        return (good, [.. bad]);
    }

    private static string Spell(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Spell(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Spell(underlying) + "?";
        }

        return type.IsGenericType
            ? $"global::{type.FullName![..type.FullName!.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Spell))}>"
            : "global::" + type.FullName!.Replace('+', '.');
    }
}

/// <summary>A property that can be written out.</summary>
/// <param name="Info">The field.</param>
/// <param name="Type">Its C# type.</param>
/// <param name="Good">Legal values as expressions.</param>
/// <param name="Bad">Illegal ones.</param>
internal sealed record PrintedField(FieldInfo Info, string Type, string[] Good, string[] Bad)
{
    public string NullableType => Type.EndsWith('?') ? Type : Type + "?";
}
