using System.ComponentModel;
using System.Text;

namespace NanoGpt;

/// <summary>For generated code: collects the rows of a table. Every method has one overload, which keeps consumers' builds fast.</summary>
/// <typeparam name="TSelf">The builder itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FieldTableBuilder<TSelf>
    where TSelf : FieldTableBuilder<TSelf>
{
    private readonly List<FieldInfo> rows = new(16);
    private readonly List<(FieldInfo Row, string Packed)> references = [];

    private protected FieldTableBuilder()
    {
    }

    /// <summary>
    /// Adds a text. Listed values are the known ones of an open set; references are given as <c>@Element=Elements|@Image=Images</c>.
    /// </summary>
    public TSelf Text(
        string name, string property, string? wire = null, bool required = false, int? minLength = null, int? maxLength = null,
        string? values = null, string? disputed = null, string? defaultsTo = null, bool cost = false, string? aliases = null,
        bool list = false, int? minItems = null, int? maxItems = null, string? references = null) =>
        Add(new FieldInfo(name, property, wire, FieldKind.Text)
        {
            IsRequired = required,
            MinLength = minLength,
            MaxLength = maxLength,
            ValueRows = Values(values, disputed),
            Default = defaultsTo,
            IsCostDriver = cost,
            IsList = list,
            MinItems = minItems,
            MaxItems = maxItems,
        }, aliases, references);

    /// <summary>Adds a truth.</summary>
    public TSelf Flag(
        string name, string property, string? wire = null, bool required = false, string? defaultsTo = null, bool cost = false,
        string? aliases = null) =>
        Add(new FieldInfo(name, property, wire, FieldKind.Flag)
        {
            IsRequired = required,
            Default = defaultsTo,
            IsCostDriver = cost,
        }, aliases);

    /// <summary>Adds a whole number of 32 bits.</summary>
    public TSelf Integer(
        string name, string property, string? wire = null, bool required = false, long? min = null, long? max = null,
        long? above = null, long? below = null, long? step = null, string? values = null, string? disputed = null, bool asString = false, string? defaultsTo = null,
        bool cost = false, string? aliases = null, bool list = false, int? minItems = null, int? maxItems = null) =>
        Add(new FieldInfo(name, property, wire, FieldKind.Integer)
        {
            IsRequired = required,
            Min = min ?? above,
            Max = max ?? below,
            IsMinExclusive = min is null && above is not null,
            IsMaxExclusive = max is null && below is not null,
            Step = step,
            ValueRows = Values(values, disputed),
            IsWrittenAsText = asString,
            Default = defaultsTo,
            IsCostDriver = cost,
            IsList = list,
            MinItems = minItems,
            MaxItems = maxItems,
        }, aliases);

    /// <summary>Adds a seed.</summary>
    public TSelf Seed(
        string name, string property, string? wire = null, bool required = false, long? min = null, long? max = null,
        bool asString = false, string? defaultsTo = null, bool cost = false, string? aliases = null) =>
        Add(new FieldInfo(name, property, wire, FieldKind.Seed)
        {
            IsRequired = required,
            Min = min,
            Max = max,
            IsWrittenAsText = asString,
            Default = defaultsTo,
            IsCostDriver = cost,
        }, aliases);

    /// <summary>Adds a number with a fraction; <paramref name="above"/> and <paramref name="below"/> exclude the bound itself.</summary>
    public TSelf Number(
        string name, string property, string? wire = null, bool required = false, double? min = null, double? max = null,
        double? above = null, double? below = null, double? step = null, string? values = null, string? disputed = null,
        bool asString = false, string? defaultsTo = null, bool cost = false, string? aliases = null) =>
        Add(new FieldInfo(name, property, wire, FieldKind.Number)
        {
            IsRequired = required,
            Min = min ?? above,
            Max = max ?? below,
            IsMinExclusive = min is null && above is not null,
            IsMaxExclusive = max is null && below is not null,
            Step = step,
            ValueRows = Values(values, disputed),
            IsWrittenAsText = asString,
            Default = defaultsTo,
            IsCostDriver = cost,
        }, aliases);

    /// <summary>Adds a length of time in whole seconds, with listed values or a range.</summary>
    public TSelf Seconds(
        string name, string property, string? wire = null, bool required = false, int? min = null, int? max = null,
        int? above = null, int? below = null, int? step = null, string? values = null, string? disputed = null, string suffix = "", bool asString = true,
        string? defaultsTo = null, bool cost = false, string? aliases = null) =>
        Add(new FieldInfo(name, property, wire, FieldKind.Seconds)
        {
            IsRequired = required,
            Min = min ?? above,
            Max = max ?? below,
            IsMinExclusive = min is null && above is not null,
            IsMaxExclusive = max is null && below is not null,
            Step = step,
            ValueRows = Values(values, disputed),
            Suffix = suffix,
            SuffixBytes = Encoding.UTF8.GetBytes(suffix),
            IsWrittenAsText = asString || suffix.Length > 0,
            Default = defaultsTo,
            IsCostDriver = cost,
        }, aliases);

    /// <summary>Adds one of a closed set of texts, given as <c>Member=wire|Member=wire</c> in the order of the enum.</summary>
    public TSelf Choice(
        string name, string property, string values, string? wire = null, bool required = false, string? disputed = null,
        string? defaultsTo = null, bool cost = false, string? aliases = null, bool list = false, int? minItems = null,
        int? maxItems = null) =>
        Add(new FieldInfo(name, property, wire, FieldKind.Choice)
        {
            IsRequired = required,
            ValueRows = Values(values, disputed),
            Default = defaultsTo,
            IsCostDriver = cost,
            IsList = list,
            MinItems = minItems,
            MaxItems = maxItems,
        }, aliases);

    /// <summary>Adds an image; a form without a key is not accepted.</summary>
    public TSelf Image(
        string name, string property, string? url = null, string? data = null, string? attachment = null, bool required = false,
        long? maxBytes = null, double? minSeconds = null, double? maxSeconds = null, bool cost = false, string? aliases = null,
        bool list = false, int? minItems = null, int? maxItems = null) =>
        Medium(FieldKind.Image, name, property, url, data, attachment, required, maxBytes, minSeconds, maxSeconds, cost, aliases, list, minItems, maxItems);

    /// <summary>Adds a sound; a form without a key is not accepted.</summary>
    public TSelf Audio(
        string name, string property, string? url = null, string? data = null, string? attachment = null, bool required = false,
        long? maxBytes = null, double? minSeconds = null, double? maxSeconds = null, bool cost = false, string? aliases = null,
        bool list = false, int? minItems = null, int? maxItems = null) =>
        Medium(FieldKind.Audio, name, property, url, data, attachment, required, maxBytes, minSeconds, maxSeconds, cost, aliases, list, minItems, maxItems);

    /// <summary>Adds a video; a form without a key is not accepted.</summary>
    public TSelf Video(
        string name, string property, string? url = null, string? data = null, string? attachment = null, bool required = false,
        long? maxBytes = null, double? minSeconds = null, double? maxSeconds = null, bool cost = false, string? aliases = null,
        bool list = false, int? minItems = null, int? maxItems = null) =>
        Medium(FieldKind.Video, name, property, url, data, attachment, required, maxBytes, minSeconds, maxSeconds, cost, aliases, list, minItems, maxItems);

    /// <summary>Adds a free JSON value.</summary>
    public TSelf Json(
        string name, string property, string? wire = null, bool required = false, bool cost = false, string? aliases = null,
        bool list = false, int? minItems = null, int? maxItems = null) =>
        Add(new FieldInfo(name, property, wire, FieldKind.Json)
        {
            IsRequired = required,
            IsCostDriver = cost,
            IsList = list,
            MinItems = minItems,
            MaxItems = maxItems,
        }, aliases);

    /// <summary>Adds a nested object.</summary>
    public TSelf Group(
        string name, string property, FieldGroupInfo group, string? wire = null, bool required = false, bool cost = false,
        string? aliases = null, bool list = false, int? minItems = null, int? maxItems = null) =>
        Add(new FieldInfo(name, property, wire, FieldKind.Group)
        {
            Group = group ?? throw new ArgumentNullException(nameof(group)),
            IsRequired = required,
            IsCostDriver = cost,
            IsList = list,
            MinItems = minItems,
            MaxItems = maxItems,
        }, aliases);

    /// <summary>Adds a field that has one value and no property.</summary>
    public TSelf Fixed(
        string name, string wire, string value, FieldKind kind, bool send = false, string suffix = "", bool? asString = null,
        bool cost = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        // As for fields with a property: seconds are text on the wire unless said otherwise, other numbers are not.
        var isText = kind is not (FieldKind.Flag or FieldKind.Integer or FieldKind.Seed or FieldKind.Number or FieldKind.Seconds)
            || (asString ?? kind == FieldKind.Seconds) || suffix.Length > 0;
        var json = isText ? $"\"{JsonText.Encode(value + suffix)}\"" : value;
        return Add(new FieldInfo(name, "", wire, kind == FieldKind.Choice ? FieldKind.Text : kind)
        {
            Fixed = value,
            FixedJson = Encoding.UTF8.GetBytes(json),
            Suffix = suffix,
            IsWrittenAsText = isText,
            IsSent = send,
            IsCostDriver = cost,
        }, null);
    }

    // References wait for the end, because a text may name fields that come after it.
    private protected FieldInfo[] Rows()
    {
        foreach (var (row, packed) in references)
        {
            row.ReferenceRows = References(row, packed);
        }

        return [.. rows];
    }

    private ReferenceInfo[] References(FieldInfo row, string packed)
    {
        var infos = new List<ReferenceInfo>();
        for (var text = new PackedText(packed); !text.IsAtEnd;)
        {
            var (marker, property) = text.Next();
            var index = rows.FindIndex(other => string.Equals(other.Property, property, StringComparison.Ordinal));
            if (marker is null || index < 0)
            {
                throw new FormatException($"{row} references no property '{property}'.");
            }

            infos.Add(new ReferenceInfo(marker, rows[index], index));
        }

        return [.. infos];
    }

    private TSelf Medium(
        FieldKind kind, string name, string property, string? url, string? data, string? attachment, bool required, long? maxBytes,
        double? minSeconds, double? maxSeconds, bool cost, string? aliases, bool list, int? minItems, int? maxItems)
    {
        var first = url ?? data ?? attachment ?? throw new FormatException($"{property} accepts no form.");
        return Add(new FieldInfo(name, property, first, kind)
        {
            UrlWire = url,
            DataWire = data,
            AttachmentWire = attachment,
            // Where a form is not accepted and checks are off, it goes under the first key that there is.
            MediaNames = [JsonText.Encode(url ?? first), JsonText.Encode(data ?? first), JsonText.Encode(attachment ?? first)],
            Accepts = (url is null ? 0 : MediaForms.Url) | (data is null ? 0 : MediaForms.Data)
                | (attachment is null ? 0 : MediaForms.Attachment),
            IsRequired = required,
            MaxBytes = maxBytes,
            MinSeconds = minSeconds,
            MaxSeconds = maxSeconds,
            IsCostDriver = cost,
            IsList = list,
            MinItems = minItems,
            MaxItems = maxItems,
        }, aliases);
    }

    private TSelf Add(FieldInfo row, string? aliases, string? packedReferences = null)
    {
        if (packedReferences is not null)
        {
            references.Add((row, packedReferences));
        }

        row.Aliases = PackedText.Split(aliases);
        if ((row.Fixed ?? row.Default) is { } assumed)
        {
            if (!ConditionParser.TryReadWire(row, assumed, out var value))
            {
                throw new FormatException($"{row} cannot be '{assumed}'.");
            }

            row.Assumed = value;
        }

        rows.Add(row);
        return (TSelf)this;
    }

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
}
