using System.ComponentModel;

namespace NanoGpt;

/// <summary>
/// Reads the values of a JSON object. For generated code. Numbers may be JSON strings and texts may be numbers. A value that its
/// field cannot hold is read as null and added to the additional fields.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FieldReader
{
    internal const string ModelKey = "model";

    private readonly JsonElement source;
    private readonly WireField[] rows;
    private AdditionalFields? unread;

    internal FieldReader(JsonElement source, WireField[] fields, bool isRequest)
    {
        this.source = source;
        rows = fields;
        foreach (var property in source.EnumerateObject())
        {
            if (!IsDeclared(property, isRequest))
            {
                Keep(property.Name, property.Value);
            }
        }
    }

    /// <summary>Returns the values that no field read; null if there are none. Call it after all fields are read.</summary>
    public AdditionalFields? Rest() => unread;

    /// <summary>Reads a text.</summary>
    public string? Text(int field) => Take(field, TryText, out string? text) ? text : null;

    /// <summary>Reads a Boolean value.</summary>
    public bool? Boolean(int field) => Take(field, TryBoolean, out bool flag) ? flag : null;

    /// <summary>Reads an integer or a seed.</summary>
    public long? Integer(int field) => Take(field, TryWhole, out long number) ? number : null;

    /// <summary>Reads a number.</summary>
    public double? Number(int field) => Take(field, TryNumber, out double number) ? number : null;

    /// <summary>Reads a duration in whole seconds.</summary>
    public int? Seconds(int field) => Take(field, TryWhole, out long number) ? (int)number : null;

    /// <summary>Reads the index of a value among the listed values of the field.</summary>
    public int? Enum(int field) => Take(field, TryEnum, out int choice) ? choice : null;

    /// <summary>Reads an image.</summary>
    public ImageInput? Image(int field) => TakeMedium(field) is { } source ? ImageInput.From(source) : null;

    /// <summary>Reads an audio input.</summary>
    public AudioInput? Audio(int field) => TakeMedium(field) is { } source ? AudioInput.From(source) : null;

    /// <summary>Reads a video.</summary>
    public VideoInput? Video(int field) => TakeMedium(field) is { } source ? VideoInput.From(source) : null;

    /// <summary>Reads a JSON value of any form.</summary>
    public JsonElement? Json(int field) => Find(field, out _, out var value) ? value.Clone() : null;

    /// <summary>Reads a nested object.</summary>
    public FieldGroup? Group(int field) => Take(field, TryGroup, out FieldGroup? group) ? group : null;

    /// <summary>Reads a list of texts.</summary>
    public ValueList<string>? TextList(int field) => TakeList<string>(field, TryText);

    /// <summary>Reads a list of integers.</summary>
    public ValueList<int>? IntegerList(int field) => TakeList<long>(field, TryWhole)?.Map(static number => (int)number);

    /// <summary>Reads a list of members of an enumeration.</summary>
    /// <typeparam name="TEnum">The enumeration, whose numbers are the indexes of the listed values.</typeparam>
    public ValueList<TEnum>? EnumList<TEnum>(int field)
        where TEnum : struct, Enum => ValueList.FromInts<TEnum>(TakeList<int>(field, TryEnum));

    /// <summary>Reads a list of images.</summary>
    public ValueList<ImageInput>? ImageList(int field) => TakeMedia(field)?.Map(ImageInput.From);

    /// <summary>Reads a list of audio inputs.</summary>
    public ValueList<AudioInput>? AudioList(int field) => TakeMedia(field)?.Map(AudioInput.From);

    /// <summary>Reads a list of videos.</summary>
    public ValueList<VideoInput>? VideoList(int field) => TakeMedia(field)?.Map(VideoInput.From);

    /// <summary>Reads a list of JSON values.</summary>
    public ValueList<JsonElement>? JsonList(int field) => TakeList<JsonElement>(field, TryElement);

    /// <summary>Reads a list of nested objects.</summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    public ValueList<T>? GroupList<T>(int field)
        where T : FieldGroup => TakeList<FieldGroup>(field, TryGroup)?.Map(static group => (T)group);

    private delegate bool Try<T>(WireField row, JsonElement value, out T result);

    private bool Take<T>(int field, Try<T> convert, out T result)
    {
        if (!Find(field, out var key, out var value))
        {
            result = default!;
            return false;
        }

        if (convert(rows[field], value, out result))
        {
            return true;
        }

        Keep(key, value);
        return false;
    }

    // A single value is read as a list of one item, which some services accept.
    private ValueList<T>? TakeList<T>(int field, Try<T> convert)
    {
        if (!Find(field, out var key, out var value))
        {
            return null;
        }

        var isArray = value.ValueKind == JsonValueKind.Array;
        var items = new T[isArray ? value.GetArrayLength() : 1];
        for (var i = 0; i < items.Length; i++)
        {
            if (!convert(rows[field], isArray ? value[i] : value, out items[i]))
            {
                Keep(key, value);
                return null;
            }
        }

        return new ValueList<T>(items);
    }

    // Of several forms the first wins, in the order link, data, attachment; the others become additional fields.
    private MediaSource? TakeMedium(int field)
    {
        MediaSource? taken = null;
        foreach (var key in rows[field].Keys)
        {
            if (TryProperty(key, out var value))
            {
                if (taken is null && TryMedium(rows[field], key, value, out var source))
                {
                    taken = source;
                }
                else
                {
                    Keep(key, value);
                }
            }
        }

        return taken;
    }

    private ValueList<MediaSource>? TakeMedia(int field)
    {
        var sources = new List<MediaSource>();
        var isPresent = false;
        foreach (var key in rows[field].Keys)
        {
            if (!TryProperty(key, out var value))
            {
                continue;
            }

            var before = sources.Count;
            var isArray = value.ValueKind == JsonValueKind.Array;
            var isRead = true;
            for (var i = 0; isRead && i < (isArray ? value.GetArrayLength() : 1); i++)
            {
                isRead = TryMedium(rows[field], key, isArray ? value[i] : value, out var source);
                if (isRead)
                {
                    sources.Add(source!);
                }
            }

            if (isRead)
            {
                isPresent = true;
            }
            else
            {
                sources.RemoveRange(before, sources.Count - before);
                Keep(key, value);
            }
        }

        return isPresent ? new ValueList<MediaSource>([.. sources]) : null;
    }

    // Finds the value of the first key that is present. Values under the others become additional fields.
    private bool Find(int field, out string key, out JsonElement value)
    {
        (key, value) = ("", default);
        foreach (var name in rows[field].Keys)
        {
            if (!TryProperty(name, out var found))
            {
                continue;
            }

            if (key.Length == 0)
            {
                (key, value) = (name, found);
            }
            else
            {
                Keep(name, found);
            }
        }

        return key.Length > 0;
    }

    // A JSON null means that the field is not set.
    private bool TryProperty(string key, out JsonElement value) =>
        source.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;

    private void Keep(string key, JsonElement value) => (unread ??= new()).Keep(key, value);

    private bool IsDeclared(JsonProperty property, bool isRequest)
    {
        if (isRequest && (property.NameEquals(ModelKey) || property.NameEquals(NanoGptRequest.SubmissionId)))
        {
            return true;   // the id of an earlier submission: the next one gets its own
        }

        foreach (var row in rows)
        {
            if (row.Info.Fixed is { } only)
            {
                if (property.NameEquals(row.Info.Wire.Name))
                {
                    return TryText(row, property.Value, out var text) && text is not null
                        && (text == only.Text || text == only.Text + row.Info.Wire.Suffix);
                }
            }
            else if (property.NameEquals(row.Info.Wire.Name) || Array.Exists(row.Keys, key => property.NameEquals(key)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryText(WireField row, JsonElement value, out string result)
    {
        result = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null!,
        };
        return result is not null;
    }

    private static bool TryBoolean(WireField row, JsonElement value, out bool result)
    {
        var isText = TryText(row, value, out var text);
        result = text is "true";
        return isText && text is "true" or "false";
    }

    private static bool TryNumber(WireField row, JsonElement value, out double result)
    {
        result = 0;
        return TryText(row, value, out var text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out result)
            && double.IsFinite(result);
    }

    // Accepts 5, "5", 5.0, and "5s" with the suffix of the field.
    private static bool TryWhole(WireField row, JsonElement value, out long result)
    {
        result = 0;
        if (!TryText(row, value, out var text))
        {
            return false;
        }

        var number = row.Info.WithoutUnit(text);
        if (!long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result))
        {
            const double Exact = 1L << 53;
            if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction)
                || fraction != Math.Truncate(fraction) || Math.Abs(fraction) > Exact)
            {
                return false;
            }

            result = (long)fraction;
        }

        return row.Info.Type == FieldType.Seed || result is >= int.MinValue and <= int.MaxValue;
    }

    private static bool TryEnum(WireField row, JsonElement value, out int result)
    {
        result = -1;
        if (!TryText(row, value, out var text))
        {
            return false;
        }

        result = IndexOf(row, text, StringComparison.Ordinal) is >= 0 and var exact
            ? exact
            : IndexOf(row, text, StringComparison.OrdinalIgnoreCase);
        return result >= 0;
    }

    private static int IndexOf(WireField row, string text, StringComparison comparison)
    {
        for (var i = 0; i < row.Info.Values.Count; i++)
        {
            if (string.Equals(row.Info.Values[i].Wire, text, comparison))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool TryGroup(WireField row, JsonElement value, out FieldGroup result)
    {
        var isObject = value.ValueKind == JsonValueKind.Object;
        result = isObject ? row.Group!.Read(new FieldReader(value, row.Group.Fields, isRequest: false)) : null!;
        return isObject;
    }

    private static bool TryElement(WireField row, JsonElement value, out JsonElement result)
    {
        result = value.Clone();
        return true;
    }

    // The text takes precedence over the key: data URLs also occur under keys of links, and links under keys of data URLs.
    private static bool TryMedium(WireField row, string key, JsonElement value, out MediaSource? result)
    {
        result = null;
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var media = row.Info.Media!;
        var form = Medium.FormOf(text);
        var isAttachment = key == media.AttachmentKey && form != MediaForms.Data
            && (form == MediaForms.Attachment || (key != media.UrlKey && key != media.DataKey));
        result = isAttachment ? MediaSource.Attachment(text) : MediaSource.Url(text);
        return true;
    }
}
