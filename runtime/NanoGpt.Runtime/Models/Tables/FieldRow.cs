using System.Text;

namespace NanoGpt;

/// <summary>
/// Reads the lines of a table that are about fields: <c>text prompt Prompt required</c>, or for a field without a property
/// <c>fixed text aspect_ratio aspectRatio 16:9 send</c>.
/// </summary>
internal static class FieldRow
{
    /// <summary>Whether a verb says that its line is about a field.</summary>
    public static bool IsField(string verb) => verb == "fixed" || KindOf(verb) is not null;

    /// <summary>The field of a line; its references are read when all fields are known.</summary>
    /// <param name="line">The line.</param>
    /// <param name="groups">The tables of the objects that are still to come.</param>
    /// <exception cref="FormatException">The line is malformed, or the field's default is not one of its values.</exception>
    public static FieldInfo Read(TableLine line, Queue<FieldGroupInfo> groups)
    {
        var row = KindOf(line.Verb) is { } kind ? Property(kind, line, groups) : Fixed(line);
        if ((row.Fixed ?? row.Default) is { } assumed)
        {
            row.Assumed = ConditionParser.TryReadWire(row, assumed, out var value) ? value : throw line.Broken($"{row} cannot be '{assumed}'");
        }

        return row;
    }

    private static FieldInfo Property(FieldKind kind, TableLine line, Queue<FieldGroupInfo> groups)
    {
        var (name, property) = (line.Next(), line.Next());
        if (kind is FieldKind.Image or FieldKind.Audio or FieldKind.Video)
        {
            return Medium(kind, line, name, property);
        }

        var (above, below) = (line.Number("above"), line.Number("below"));
        var suffix = line.Text("suffix") ?? "";
        return new FieldInfo(name, property, line.Text("wire"), kind)
        {
            Aliases = PackedText.Split(line.Text("aliases")),
            IsRequired = line.Flag("required"),
            IsCostDriver = line.Flag("cost"),
            IsList = line.Flag("list"),
            MinItems = (int?)line.Number("minItems"),
            MaxItems = (int?)line.Number("maxItems"),
            ValueRows = Values(line.Text("values"), line.Text("disputed")),
            Min = (double?)(above ?? line.Number("min")),
            Max = (double?)(below ?? line.Number("max")),
            IsMinExclusive = above is not null,
            IsMaxExclusive = below is not null,
            Step = (double?)line.Number("step"),
            MinLength = (int?)line.Number("minLength"),
            MaxLength = (int?)line.Number("maxLength"),
            Default = line.Text("default"),
            Suffix = suffix,
            SuffixBytes = Encoding.UTF8.GetBytes(suffix),
            IsWrittenAsText = IsText(kind, line) || suffix.Length > 0,
            Group = kind != FieldKind.Group ? null
                : groups.TryDequeue(out var group) ? group
                : throw line.Broken("the table of the object is missing"),
        };
    }

    private static FieldInfo Medium(FieldKind kind, TableLine line, string name, string property)
    {
        var (url, data, attachment) = (line.Text("url"), line.Text("data"), line.Text("attachment"));
        var first = url ?? data ?? attachment ?? throw line.Broken("no form is accepted");
        return new FieldInfo(name, property, first, kind)
        {
            Aliases = PackedText.Split(line.Text("aliases")),
            IsRequired = line.Flag("required"),
            IsCostDriver = line.Flag("cost"),
            IsList = line.Flag("list"),
            MinItems = (int?)line.Number("minItems"),
            MaxItems = (int?)line.Number("maxItems"),
            UrlWire = url,
            DataWire = data,
            AttachmentWire = attachment,
            // Where a form is not accepted and checks are off, it goes under the first key that there is.
            MediaNames = [JsonText.Encode(url ?? first), JsonText.Encode(data ?? first), JsonText.Encode(attachment ?? first)],
            Accepts = (url is null ? 0 : MediaForms.Url) | (data is null ? 0 : MediaForms.Data)
                | (attachment is null ? 0 : MediaForms.Attachment),
            AcceptsHttp = line.Flag("http"),
            MaxBytes = (long?)line.Number("maxBytes"),
            MinSeconds = (double?)line.Number("minSeconds"),
            MaxSeconds = (double?)line.Number("maxSeconds"),
        };
    }

    private static FieldInfo Fixed(TableLine line)
    {
        var kind = KindOf(line.Next()) ?? throw line.Broken("a kind is expected");
        var (name, wire, value) = (line.Next(), line.Next(), line.Next());
        var suffix = line.Text("suffix") ?? "";
        var isText = IsText(kind, line) || suffix.Length > 0
            || kind is not (FieldKind.Flag or FieldKind.Integer or FieldKind.Seed or FieldKind.Number or FieldKind.Seconds);
        return new FieldInfo(name, "", wire, kind)
        {
            Fixed = value,
            FixedJson = Encoding.UTF8.GetBytes(isText ? $"\"{JsonText.Encode(value + suffix)}\"" : value),
            Suffix = suffix,
            IsWrittenAsText = isText,
            IsSent = line.Flag("send"),
            IsCostDriver = line.Flag("cost"),
        };
    }

    // Seconds are text on the wire unless said otherwise; other numbers are not.
    private static bool IsText(FieldKind kind, TableLine line) =>
        kind == FieldKind.Seconds ? !line.Flag("asNumber") : line.Flag("asText");

    private static ValueInfo[] Values(string? packed, string? disputed)
    {
        if (packed is null)
        {
            return [];
        }

        var disputedMembers = PackedText.Split(disputed);
        var values = new List<ValueInfo>();
        for (var text = new PackedText(packed); !text.IsAtEnd;)
        {
            var (member, wire) = text.Next();
            member ??= wire;
            values.Add(new ValueInfo(member, wire, Array.IndexOf(disputedMembers, member) >= 0));
        }

        return [.. values];
    }

    private static FieldKind? KindOf(string verb) => verb switch
    {
        "text" => FieldKind.Text,
        "flag" => FieldKind.Flag,
        "integer" => FieldKind.Integer,
        "seed" => FieldKind.Seed,
        "number" => FieldKind.Number,
        "seconds" => FieldKind.Seconds,
        "choice" => FieldKind.Choice,
        "image" => FieldKind.Image,
        "audio" => FieldKind.Audio,
        "video" => FieldKind.Video,
        "json" => FieldKind.Json,
        "group" => FieldKind.Group,
        _ => null,
    };
}
