using System.Buffers.Text;

namespace NanoGpt.Requests;

/// <summary>Writes fields as JSON. Keys and listed values are already encoded.</summary>
internal sealed class FieldWriter(Utf8JsonWriter json, List<MediaSplice> splices) : FieldVisitor
{
    // Room for any number and a suffix.
    private const int NumberLength = 64;

    private readonly Utf8JsonWriter json = json;
    private WireField[] rows = [];

    public void Write(VideoRequest request)
    {
        rows = request.TypeInfo.Fields;
        request.VisitFields(this);
        WriteFixedFields();
        WriteAdditionalFields(request.Additional);
    }

    public override void Text(int field, string? value)
    {
        if (value is not null)
        {
            json.WriteString(rows[field].Name, value);
        }
    }

    public override void Boolean(int field, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(rows[field].Name, flag);
        }
    }

    public override void Integer(int field, long? value)
    {
        if (value is not { } number)
        {
            return;
        }

        var row = rows[field];
        if (row.Info.Wire.IsText)
        {
            json.WritePropertyName(row.Name);
            WriteWholeNumberAsText(row, number);
        }
        else
        {
            json.WriteNumber(row.Name, number);
        }
    }

    public override void Number(int field, double? value)
    {
        if (value is not { } number)
        {
            return;
        }

        var row = rows[field];
        if (row.Info.Wire.IsText)
        {
            json.WritePropertyName(row.Name);
            WriteNumberAsText(row, number);
        }
        else
        {
            json.WriteNumber(row.Name, number);
        }
    }

    public override void Enum(int field, int? value)
    {
        if (value is { } choice)
        {
            json.WriteString(rows[field].Name, GetWireValue(rows[field], choice));
        }
    }

    public override void Json(int field, JsonElement? value)
    {
        if (value is { } element)
        {
            json.WritePropertyName(rows[field].Name);
            WriteElement(element);
        }
    }

    public override void Group(int field, FieldGroup? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(rows[field].Name);
            WriteObject(rows[field], value);
        }
    }

    public override void TextList(int field, ValueList<string>? value) =>
        WriteList(field, value, static (writer, _, item) => writer.json.WriteStringValue(item));

    public override void IntegerList(int field, ValueList<int>? value) => WriteList(field, value, static (writer, row, item) =>
    {
        if (row.Info.Wire.IsText)
        {
            writer.WriteWholeNumberAsText(row, item);
        }
        else
        {
            writer.json.WriteNumberValue(item);
        }
    });

    public override void EnumList(int field, ValueList<int>? value) =>
        WriteList(field, value, static (writer, row, item) => writer.json.WriteStringValue(GetWireValue(row, item)));

    public override void JsonList(int field, ValueList<JsonElement>? value) =>
        WriteList(field, value, static (writer, _, item) => writer.WriteElement(item));

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value) =>
        WriteList(field, value, static (writer, row, item) => writer.WriteObject(row, item));

    private void WriteList<T>(int field, IReadOnlyList<T>? value, Action<FieldWriter, WireField, T> write)
    {
        if (value is null)
        {
            return;
        }

        var row = rows[field];
        json.WriteStartArray(row.Name);
        for (var i = 0; i < value.Count; i++)
        {
            write(this, row, value[i]);
        }

        json.WriteEndArray();
    }

    private void WriteObject(WireField row, FieldGroup group)
    {
        var outer = rows;
        rows = row.Group!.Fields;
        json.WriteStartObject();
        group.VisitFields(this);
        WriteFixedFields();
        WriteAdditionalFields(group.Additional);
        json.WriteEndObject();
        rows = outer;
    }

    private void WriteFixedFields()
    {
        foreach (var row in rows)
        {
            if (row.Info is { Fixed: not null, IsSent: true })
            {
                json.WritePropertyName(row.Name);
                json.WriteRawValue(row.FixedJson, skipInputValidation: true);
            }
        }
    }

    private void WriteAdditionalFields(AdditionalFields? fields)
    {
        for (var i = 0; i < (fields?.Count ?? 0); i++)
        {
            var (key, value) = fields!.At(i);
            if (!value.IsFinite)
            {
                throw new InvalidOperationException(
                    $"The additional field '{key}' is a number that JSON cannot represent: {value}.");
            }

            json.WritePropertyName(key);
            json.WriteRawValue(value.Json, skipInputValidation: true);
        }
    }

    private protected override void Medium(int field, MediaInput? medium)
    {
        if (medium is not null)
        {
            json.WritePropertyName(rows[field].MediaNames[Place(medium.Form)]);
            WriteContents(medium.Source);
        }
    }

    // Each form may have its own key. The items of each key keep their order.
    private protected override void Media(int field, IReadOnlyList<MediaInput>? media)
    {
        if (media is null)
        {
            return;
        }

        var row = rows[field];
        if (media.Count == 0)
        {
            json.WriteStartArray(row.Name);
            json.WriteEndArray();
            return;
        }

        for (var place = 0; place < row.MediaNames.Length; place++)
        {
            var name = row.MediaNames[place];
            if (Array.IndexOf(row.MediaNames, name) < place)
            {
                continue;   // written with the form that shares its key
            }

            var isOpen = false;
            for (var i = 0; i < media.Count; i++)
            {
                if (!row.MediaNames[Place(media[i].Form)].Equals(name))
                {
                    continue;
                }

                if (!isOpen)
                {
                    json.WriteStartArray(name);
                    isOpen = true;
                }

                WriteContents(media[i].Source);
            }

            if (isOpen)
            {
                json.WriteEndArray();
            }
        }
    }

    private void WriteContents(MediaSource source)
    {
        switch (source)
        {
            case LinkSource link:
                json.WriteStringValue(link.Text);
                break;
            case AttachmentSource attachment:
                json.WriteStringValue(attachment.Id);
                break;
            case MalformedDataSource malformed:
                json.WriteStringValue(malformed.Text);
                break;
            case DataSource data:
                // The base64 is inserted before the closing quote that was just written.
                json.WriteStringValue(data.Prefix);
                splices.Add(new MediaSplice(checked((int)(json.BytesCommitted + json.BytesPending - 1)), data));
                break;
        }
    }

    private void WriteElement(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
        }
        else
        {
            element.WriteTo(json);
        }
    }

    // As FieldInfo.Spell, without an allocation.
    private void WriteWholeNumberAsText(WireField row, long number)
    {
        Span<byte> text = stackalloc byte[NumberLength];
        Utf8Formatter.TryFormat(number, text, out var length);
        WriteWithSuffix(row, text, length);
    }

    private void WriteNumberAsText(WireField row, double number)
    {
        Span<byte> text = stackalloc byte[NumberLength];
        int length;
        if (ExactNumber.TryCreate(number, out var exact))
        {
            ExactNumber.Normalize(exact).TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        }
        else
        {
            number.TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        }

        WriteWithSuffix(row, text, length);
    }

    private void WriteWithSuffix(WireField row, Span<byte> text, int length)
    {
        if (!row.Suffix.AsSpan().TryCopyTo(text[length..]))
        {
            throw new InvalidOperationException($"The suffix of {row} is too long.");
        }

        json.WriteStringValue(text[..(length + row.Suffix.Length)]);
    }

    private static JsonEncodedText GetWireValue(WireField row, int choice) =>
        (uint)choice < (uint)row.Values.Length
            ? row.Values[choice]
            : throw new InvalidOperationException(FormattableString.Invariant($"{row} = {choice} is not one of its values."));

    public static int Place(MediaForms form) => form switch
    {
        MediaForms.Url => 0,
        MediaForms.Data => 1,
        _ => 2,
    };
}
