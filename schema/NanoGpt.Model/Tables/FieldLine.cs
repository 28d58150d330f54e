using System.Text;

namespace NanoGpt.Tables;

/// <summary>
/// Reads and writes the lines of a table that describe fields: <c>string prompt Prompt required</c>, or for a field with a fixed
/// value <c>fixed string aspect_ratio aspectRatio 16:9 send</c>.
/// </summary>
internal static class FieldLine
{
    private const string FixedVerb = "fixed";

    // In the order of FieldType.
    private static readonly string[] Verbs =
        ["string", "boolean", "integer", "number", "seconds", "enum", "seed", "image", "audio", "video", "object"];

    // Free-form JSON is an object without members. The members of other objects are in another table.
    private const string JsonVerb = "json";

    public static void Write(StringBuilder text, EquatableArray<FieldInfo> fields)
    {
        foreach (var field in fields)
        {
            if (field.Fixed is { } only)
            {
                var line = new TableLineWriter(text, FixedVerb)
                    .Add(VerbOf(field.Type)).Add(field.Name).Add(field.Wire.Name).Add(only.Text);
                Spelling(line, field).Flag("send", field.IsSent).Flag("cost", field.IsCostDriver);
            }
            else
            {
                WriteOne(text, field);
            }
        }
    }

    public static EquatableArray<FieldInfo> Read(TableReader reader, IReadOnlyList<EquatableArray<FieldInfo>> objects)
    {
        var fields = new List<FieldInfo>();
        var references = new List<(TableLine Line, ReferenceInfo Reference)>();
        var nextObject = 0;
        while (reader.Take(static verb => verb is FixedVerb or JsonVerb || TypeOf(verb) is not null) is { } line)
        {
            var field = line.Verb == FixedVerb ? ReadFixed(line) : ReadOne(line);
            if (line.Verb != JsonVerb && field.Type == FieldType.Object)
            {
                field = field with { Fields = nextObject < objects.Count ? objects[nextObject] : default };
                nextObject++;
            }

            line.End();
            fields.Add(field);
            references.AddRange(field.References.Select(reference => (line, reference)));
        }

        // At the end, because a text may refer to fields that come after it.
        foreach (var (line, reference) in references)
        {
            if (!fields.Exists(field => string.Equals(field.Name, reference.Field, StringComparison.Ordinal)))
            {
                throw line.Malformed($"there is no field '{reference.Field}'");
            }
        }

        return nextObject >= objects.Count
            ? fields.ToEquatableArray()
            : throw new FormatException("There are more tables of objects than objects.");
    }

    private static void WriteOne(StringBuilder text, FieldInfo field)
    {
        var isJson = field.Type == FieldType.Object && field.Fields.IsEmpty;
        var line = new TableLineWriter(text, isJson ? JsonVerb : VerbOf(field.Type)).Add(field.Name).Add(field.Property);
        if (field.Media is { } media)
        {
            line.Text("url", media.UrlKey).Text("data", media.DataKey).Text("attachment", media.AttachmentKey)
                .Flag("http", media.AcceptsHttp).Number("maxBytes", media.MaxBytes)
                .Number("minSeconds", media.MinSeconds).Number("maxSeconds", media.MaxSeconds);
        }
        else
        {
            line.Text("wire", string.Equals(field.Wire.Name, field.Name, StringComparison.Ordinal) ? null : field.Wire.Name);
        }

        // Only a closed set has an enum with names.
        Spelling(line, field)
            .Text("values", PackedText.Join(field.Values.Select(value => (field.IsClosed ? value.Member : null, value.Wire))))
            .Text("disputed", PackedText.Join(field.Values.Where(static item => item.IsDisputed)
                .Select(static item => item.Wire)))
            .Flag("open", field.IsOpen)
            .Text("aliases", PackedText.Join(field.Wire.Aliases))
            .Flag("required", field.IsRequired)
            .Number(field.IsMinExclusive ? "above" : "min", field.Min)
            .Number(field.IsMaxExclusive ? "below" : "max", field.Max)
            .Number("step", field.Step)
            .Number("minLength", field.MinLength)
            .Number("maxLength", field.MaxLength)
            .Flag("list", field.List is not null)
            .Number("minItems", field.List?.Min)
            .Number("maxItems", field.List?.Max)
            .Text("default", field.Default?.Text)
            .Text("references", PackedText.Join(field.References.Select(static item => ((string?)item.Marker, item.Field))))
            .Flag("cost", field.IsCostDriver);
    }

    private static FieldInfo ReadOne(TableLine line)
    {
        var type = line.Verb == JsonVerb ? FieldType.Object : TypeOf(line.Verb)!.Value;
        var (name, property) = (line.Next(), line.Next());
        var media = type.IsMedia() ? ReadMedia(line) : null;
        var (above, below) = (line.Number("above"), line.Number("below"));
        var isList = line.Flag("list");
        var wire = Spelling(
            line, type, media is null ? line.Text("wire") ?? name : media.UrlKey ?? media.DataKey ?? media.AttachmentKey!);
        return new FieldInfo
        {
            Name = name,
            Property = property,
            Type = type,
            Media = media,
            Wire = wire with { Aliases = PackedText.Split(line.Text("aliases")) },
            Values = Values(line, type),
            IsOpen = line.Flag("open"),
            IsRequired = line.Flag("required"),
            Min = above ?? line.Number("min"),
            Max = below ?? line.Number("max"),
            IsMinExclusive = above is not null,
            IsMaxExclusive = below is not null,
            Step = line.Number("step"),
            MinLength = (int?)line.Number("minLength"),
            MaxLength = (int?)line.Number("maxLength"),
            List = isList ? new ListInfo((int?)line.Number("minItems"), (int?)line.Number("maxItems")) : null,
            Default = line.Text("default") is { } text ? Value(line, type, text) : null,
            References = References(line),
            IsCostDriver = line.Flag("cost"),
        };
    }

    private static FieldInfo ReadFixed(TableLine line)
    {
        var type = TypeOf(line.Next()) ?? throw line.Malformed("a type is expected");
        var (name, wire, value) = (line.Next(), line.Next(), line.Next());
        return new FieldInfo
        {
            Name = name,
            Property = "",
            Type = type,
            Wire = Spelling(line, type, wire),
            Fixed = Value(line, type, value),
            IsSent = line.Flag("send"),
            IsCostDriver = line.Flag("cost"),
        };
    }

    private static MediaInfo ReadMedia(TableLine line)
    {
        var media = new MediaInfo
        {
            UrlKey = line.Text("url"),
            DataKey = line.Text("data"),
            AttachmentKey = line.Text("attachment"),
            AcceptsHttp = line.Flag("http"),
            MaxBytes = (long?)line.Number("maxBytes"),
            MinSeconds = line.Number("minSeconds"),
            MaxSeconds = line.Number("maxSeconds"),
        };
        return media.Forms == MediaForms.None ? throw line.Malformed("no form is accepted") : media;
    }

    private static EquatableArray<ReferenceInfo> References(TableLine line)
    {
        if (line.Text("references") is not { } packed)
        {
            return default;
        }

        var references = new List<ReferenceInfo>();
        for (var text = new PackedText(packed); !text.IsAtEnd;)
        {
            var (marker, field) = text.Next();
            references.Add(new ReferenceInfo(marker ?? throw line.Malformed("a marker is missing"), field));
        }

        return references.ToEquatableArray();
    }

    private static EquatableArray<ValueInfo> Values(TableLine line, FieldType type)
    {
        var disputed = PackedText.Split(line.Text("disputed"));
        if (line.Text("values") is not { } packed)
        {
            return default;
        }

        var values = new List<ValueInfo>();
        for (var text = new PackedText(packed); !text.IsAtEnd;)
        {
            var (member, wire) = text.Next();
            _ = Value(line, type, wire);
            values.Add(new ValueInfo(wire, member ?? "", disputed.Contains(wire)));
        }

        return values.ToEquatableArray();
    }

    // A number of seconds is text on the wire unless the line says otherwise; other numbers are not.
    private static TableLineWriter Spelling(TableLineWriter line, FieldInfo field) =>
        (field.Type == FieldType.Seconds ? line.Flag("asNumber", !field.Wire.IsText) : line.Flag("asText", field.Wire.IsText))
            .Text("suffix", field.Wire.Suffix.Length == 0 ? null : field.Wire.Suffix);

    private static WireInfo Spelling(TableLine line, FieldType type, string name) => new()
    {
        Name = name,
        IsText = type == FieldType.Seconds ? !line.Flag("asNumber") : line.Flag("asText"),
        Suffix = line.Text("suffix") ?? "",
    };

    private static Scalar Value(TableLine line, FieldType type, string text) =>
        ConditionNotation.ReadValue(type, text) ?? throw line.Malformed($"the field cannot be '{text}'");

    private static string VerbOf(FieldType type) => Verbs[(int)type];

    private static FieldType? TypeOf(string verb) => Array.IndexOf(Verbs, verb) is var type and >= 0 ? (FieldType)type : null;
}
