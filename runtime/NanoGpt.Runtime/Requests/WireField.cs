using System.Text;

namespace NanoGpt.Requests;

/// <summary>Represents a field with its keys and values encoded once.</summary>
internal sealed class WireField
{
    private WireField(FieldInfo info, GroupTypeInfo? group)
    {
        (Info, Group) = (info, group);
        Name = JsonText.Encode(info.Wire.Name);
        Values = [.. info.Values.Select(static value => JsonText.Encode(value.Wire))];
        Suffix = Encoding.UTF8.GetBytes(info.Wire.Suffix);
        Keys = [.. info.KeysAndAliases];
        if (info.Media is { } media)
        {
            // A form that the field does not accept goes under the key of the field if validation is off.
            string?[] keys = [media.UrlKey, media.DataKey, media.AttachmentKey];
            MediaNames = Array.ConvertAll(keys, key => JsonText.Encode(key ?? info.Wire.Name));
        }

        if (info.Fixed is { } only)
        {
            var wire = info.Spell(only);
            FixedJson = Encoding.UTF8.GetBytes(wire.IsString ? $"\"{JsonText.Encode(wire.Text)}\"" : wire.Text);
        }
    }

    public FieldInfo Info { get; }

    public GroupTypeInfo? Group { get; }

    public JsonEncodedText Name { get; }

    /// <summary>Gets the keys under which the field is read, with its aliases last. Each form of a medium may have one.</summary>
    public string[] Keys { get; }

    /// <summary>Gets the JSON keys of a medium by <see cref="FieldWriter.Place"/>.</summary>
    public JsonEncodedText[] MediaNames { get; } = [];

    public JsonEncodedText[] Values { get; }

    public byte[] Suffix { get; }

    public byte[] FixedJson { get; } = [];

    public static WireField[] CreateAll(EquatableArray<FieldInfo> fields, GroupTypeInfo[] groups)
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

    public override string ToString() => Info.Property.Length > 0 ? Info.Property : Info.Name;
}
