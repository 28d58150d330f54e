using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using NanoGpt.Evaluation;
using NanoGpt.Requests;

namespace NanoGpt;

/// <summary>
/// For generated code: gives the values of a JSON object by the rows of a table. Numbers may be texts and texts numbers. A value
/// that its field cannot take gives null here and is kept in the additional fields.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FieldReader
{
    internal const string ModelKey = "model";

    private readonly JsonElement source;
    private readonly WireField[] rows;
    private AdditionalFields? kept;

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

    /// <summary>Everything that no field took, to be asked for after all of them; null for nothing.</summary>
    public AdditionalFields? Rest() => kept;

    /// <summary>A text.</summary>
    public string? Text(int field) => Take(field, TryText, out string? text) ? text : null;

    /// <summary>A truth.</summary>
    public bool? Flag(int field) => Take(field, TryFlag, out bool flag) ? flag : null;

    /// <summary>A whole number or a seed.</summary>
    public long? Integer(int field) => Take(field, TryWhole, out long number) ? number : null;

    /// <summary>A number with a fraction.</summary>
    public double? Number(int field) => Take(field, TryNumber, out double number) ? number : null;

    /// <summary>Whole seconds.</summary>
    public int? Seconds(int field) => Take(field, TryWhole, out long number) ? (int)number : null;

    /// <summary>The place of a value among the field's values.</summary>
    public int? Choice(int field) => Take(field, TryChoice, out int choice) ? choice : null;

    /// <summary>An image.</summary>
    public ImageInput? Image(int field) => TakeMedium(field) is { } source ? ImageInput.From(source) : null;

    /// <summary>A sound.</summary>
    public AudioInput? Audio(int field) => TakeMedium(field) is { } source ? AudioInput.From(source) : null;

    /// <summary>A video.</summary>
    public VideoInput? Video(int field) => TakeMedium(field) is { } source ? VideoInput.From(source) : null;

    /// <summary>A free JSON value.</summary>
    public JsonElement? Json(int field) => Find(field, out _, out var value) ? value.Clone() : null;

    /// <summary>A nested object.</summary>
    public FieldGroup? Group(int field) => Take(field, TryGroup, out FieldGroup? group) ? group : null;

    /// <summary>Texts.</summary>
    public ValueList<string>? TextList(int field) => TakeList<string>(field, TryText);

    /// <summary>Whole numbers.</summary>
    public ValueList<int>? IntegerList(int field) => TakeList<long>(field, TryWhole)?.Map(static number => (int)number);

    /// <summary>Members of an enum.</summary>
    /// <typeparam name="TEnum">The enum, whose numbers are the places of the field's values.</typeparam>
    public ValueList<TEnum>? ChoiceList<TEnum>(int field)
        where TEnum : struct, Enum => ValueList.FromInts<TEnum>(TakeList<int>(field, TryChoice));

    /// <summary>Images.</summary>
    public ValueList<ImageInput>? ImageList(int field) => TakeMedia(field)?.Map(ImageInput.From);

    /// <summary>Sounds.</summary>
    public ValueList<AudioInput>? AudioList(int field) => TakeMedia(field)?.Map(AudioInput.From);

    /// <summary>Videos.</summary>
    public ValueList<VideoInput>? VideoList(int field) => TakeMedia(field)?.Map(VideoInput.From);

    /// <summary>Free JSON values.</summary>
    public ValueList<JsonElement>? JsonList(int field) => TakeList<JsonElement>(field, TryElement);

    /// <summary>Nested objects.</summary>
    /// <typeparam name="T">The group.</typeparam>
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

    // A single value counts as a list of one, which some services accept.
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

    // Of several forms the first wins, in the order link, data, attachment; the others are kept.
    private MediaSource? TakeMedium(int field)
    {
        MediaSource? taken = null;
        foreach (var key in MediaKeys(rows[field]))
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
        var isThere = false;
        foreach (var key in MediaKeys(rows[field]))
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
                isThere = true;
            }
            else
            {
                sources.RemoveRange(before, sources.Count - before);
                Keep(key, value);
            }
        }

        return isThere ? new ValueList<MediaSource>([.. sources]) : null;
    }

    private static List<string> MediaKeys(WireField row)
    {
        var keys = new List<string>();
        foreach (var key in (string?[])[row.Info.Media!.UrlKey, row.Info.Media.DataKey, row.Info.Media.AttachmentKey, .. row.Info.Wire.Aliases])
        {
            if (key is not null && !keys.Contains(key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    /// <summary>The value of a field under its key or an alias; further spellings of it are kept.</summary>
    private bool Find(int field, out string key, out JsonElement value)
    {
        var row = rows[field];
        var isFound = TryProperty(row.Info.Wire.Name, out value);
        key = row.Info.Wire.Name;
        foreach (var alias in row.Info.Wire.Aliases)
        {
            if (TryProperty(alias, out var other))
            {
                if (isFound)
                {
                    Keep(alias, other);
                }
                else
                {
                    (isFound, key, value) = (true, alias, other);
                }
            }
        }

        return isFound;
    }

    // Null on the wire means not set.
    private bool TryProperty(string key, out JsonElement value) =>
        source.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;

    private void Keep(string key, JsonElement value) => (kept ??= new()).Keep(key, value);

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
            else if (property.NameEquals(row.Info.Wire.Name) || IsOtherSpelling(row, property))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOtherSpelling(WireField row, JsonProperty property)
    {
        foreach (var alias in row.Info.Wire.Aliases)
        {
            if (property.NameEquals(alias))
            {
                return true;
            }
        }

        return row.Info.Media is { } media
            && ((media.UrlKey is { } url && property.NameEquals(url))
                || (media.DataKey is { } data && property.NameEquals(data))
                || (media.AttachmentKey is { } attachment && property.NameEquals(attachment)));
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

    private static bool TryFlag(WireField row, JsonElement value, out bool result)
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

    // Understands 5, "5", 5.0 and with the field's suffix "5s".
    private static bool TryWhole(WireField row, JsonElement value, out long result)
    {
        result = 0;
        if (!TryText(row, value, out var text))
        {
            return false;
        }

        var number = text.AsSpan();
        if (row.Info.Type == FieldType.Seconds && number.EndsWith("s"))
        {
            number = number[..^1];
        }
        else if (row.Info.Wire.Suffix.Length > 0 && number.EndsWith(row.Info.Wire.Suffix))
        {
            number = number[..^row.Info.Wire.Suffix.Length];
        }

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

    private static bool TryChoice(WireField row, JsonElement value, out int result)
    {
        result = -1;
        if (!TryText(row, value, out var text))
        {
            return false;
        }

        result = IndexOf(row, text, StringComparison.Ordinal);
        if (result < 0)
        {
            result = IndexOf(row, text, StringComparison.OrdinalIgnoreCase);
        }

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

    // What a text says is stronger than the key it stands under: data URLs come under the keys of links and the other way round.
    private static bool TryMedium(WireField row, string key, JsonElement value, out MediaSource? result)
    {
        result = null;
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var media = row.Info.Media!;
        var isAttachment = key == media.AttachmentKey && !DataUrlHead.Begins(text)
            && ((key != media.UrlKey && key != media.DataKey) || !text.Contains("://", StringComparison.Ordinal));
        result = isAttachment ? MediaSource.Attachment(text) : MediaSource.Url(text);
        return true;
    }
}
