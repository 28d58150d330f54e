using System.Text;
using System.Text.Json;

namespace NanoGpt.Requests;

/// <summary>Represents a field with everything that is encoded once, so that writing a request is mostly copying.</summary>
internal sealed class WireField
{
    private WireField(FieldInfo info, GroupTypeInfo? group)
    {
        (Info, Group) = (info, group);
        Name = JsonText.Encode(info.Wire.Name);
        Values = [.. info.Values.Select(static value => JsonText.Encode(value.Wire))];
        Suffix = Encoding.UTF8.GetBytes(info.Wire.Suffix);
        IsText = info.Wire.IsText || info.Wire.Suffix.Length > 0;
        if (info.Media is { } media)
        {
            // Where a form is not accepted and validation is off, the value goes under the first key that there is.
            MediaNames = [JsonText.Encode(media.UrlKey ?? info.Wire.Name), JsonText.Encode(media.DataKey ?? info.Wire.Name), JsonText.Encode(media.AttachmentKey ?? info.Wire.Name)];
        }

        if (info.Fixed is { } only)
        {
            var isText = IsText || only.Kind == ScalarKind.Text;
            FixedJson = Encoding.UTF8.GetBytes(isText ? $"\"{JsonText.Encode(only.Text + info.Wire.Suffix)}\"" : only.Text);
        }
    }

    /// <summary>Gets the description of the field.</summary>
    public FieldInfo Info { get; }

    /// <summary>Gets the type of a nested object; null for other fields.</summary>
    public GroupTypeInfo? Group { get; }

    /// <summary>Gets the JSON key.</summary>
    public JsonEncodedText Name { get; }

    /// <summary>Gets the JSON keys of a medium by <see cref="FieldWriter.Place"/>.</summary>
    public JsonEncodedText[] MediaNames { get; } = [];

    /// <summary>Gets the listed values as JSON text.</summary>
    public JsonEncodedText[] Values { get; }

    /// <summary>Gets the suffix after a number.</summary>
    public byte[] Suffix { get; }

    /// <summary>Gets a value that indicates whether a number is written as JSON text.</summary>
    public bool IsText { get; }

    /// <summary>Gets the JSON of a fixed value.</summary>
    public byte[] FixedJson { get; } = [];

    /// <summary>Encodes the fields of a table.</summary>
    public static WireField[] Of(EquatableArray<FieldInfo> fields, GroupTypeInfo[] groups)
    {
        var next = 0;
        var encoded = new WireField[fields.Count];
        for (var i = 0; i < encoded.Length; i++)
        {
            var isGroup = fields[i] is { Type: FieldType.Object, Fields.IsEmpty: false };
            encoded[i] = new WireField(fields[i], isGroup ? groups[next++] : null);
        }

        return encoded;
    }

    /// <inheritdoc/>
    public override string ToString() => Info.Property.Length > 0 ? Info.Property : Info.Name;
}
