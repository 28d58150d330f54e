namespace NanoGpt.Directories.Export;

/// <summary>Writes fields as JSON. Values use the wire format; bounds use the unit of the field.</summary>
internal static class FieldExport
{
    public static void Write(Utf8JsonWriter json, FieldInfo field)
    {
        json.WriteStartObject();
        json.Write("name", field.Name);
        json.Write("property", field.Fixed is null ? field.Property : null);
        json.Write("wire", field.Keys);
        json.Write("aliases", field.Wire.Aliases);
        json.Write("type", JsonOutput.ToLowerName(field.Type));
        json.Write("summary", field.Summary);
        json.Write("required", field.IsRequired);
        Values(json, field);
        json.Write("min", field.Min);
        json.Write("max", field.Max);
        json.Write("minExclusive", field.IsMinExclusive);
        json.Write("maxExclusive", field.IsMaxExclusive);
        json.Write("step", field.Step);
        json.Write("minLength", field.MinLength);
        json.Write("maxLength", field.MaxLength);
        json.Write("default", field.Default);
        json.Write("fixed", field.Fixed);
        json.Write("send", field.IsSent);
        json.Write("asString", field.Wire.IsText);
        json.Write("suffix", field.Wire.Suffix);
        json.Write("costDriver", field.IsCostDriver);
        json.Write("list", field.List is not null);
        json.Write("minItems", field.List?.Min);
        json.Write("maxItems", field.List?.Max);
        json.Write("valueType", field.TypeName);
        json.Write("sources", field.Sources);
        if (field.Media is { } media)
        {
            json.Write("accepts", Forms(media).Select(form => form.Name));
            json.Map("forms", Forms(media));
            json.Write("httpLinks", media.AcceptsHttp);
            json.Write("maxBytes", media.MaxBytes);
            json.Write("minSeconds", media.MinSeconds);
            json.Write("maxSeconds", media.MaxSeconds);
        }

        if (!field.References.IsEmpty)
        {
            json.Map("references", field.References.Select(reference => (reference.Marker, reference.Field)));
        }

        if (!field.Fields.IsEmpty)
        {
            json.List("fields", field.Fields, member => Write(json, member));
        }

        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, FieldInfo field)
    {
        json.Write("values", field.Values.IsEmpty ? null : field.Values.Select(value => Spell(field, value.Wire)));

        json.Write("open", field.IsOpen);
        json.Write("disputed", field.Values.Where(value => value.IsDisputed).Select(value => Spell(field, value.Wire)));
        json.Map(
            "members",
            field.Values.Where(value => value.Member.Length > 0).Select(value => (Spell(field, value.Wire), value.Member)));
    }

    public static IEnumerable<(string Name, string Key)> Forms(MediaInfo media) =>
        new[] { ("url", media.UrlKey), ("data", media.DataKey), ("attachment", media.AttachmentKey) }
            .Where(form => form.Item2 is not null).Select(form => (form.Item1, form.Item2!));

    private static string Spell(FieldInfo field, string value) => value + field.Wire.Suffix;
}
