using System.Globalization;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Directories.Export.Reading;

/// <summary>A field as <see cref="FieldExport"/> writes it.</summary>
internal static class FieldReading
{
    public static EquatableArray<FieldInfo> All(IEnumerable<JsonPlace> places) =>
        ExportedFile.Distinct(places, Of, field => field.Name).ToEquatableArray();

    private static FieldInfo Of(JsonPlace place)
    {
        var (name, type) = (place.Text("name"), place.Word<FieldType>("type"));
        var media = type is FieldType.Image or FieldType.Audio or FieldType.Video ? Media(place) : null;
        var wire = place.Texts("wire");
        var suffix = place.TextOrNull("suffix") ?? "";
        return new FieldInfo
        {
            Name = name,

            // A constant has no property; what it would be called is what the loader calls it.
            Property = place.Find("property") is { } property ? ModelReading.Name(property) : Identifier.Pascal(name),
            Type = type,
            Wire = new WireInfo
            {
                Name = wire.IsEmpty ? throw place.Wrong("has no key on the wire") : wire[0],
                Aliases = place.Texts("aliases"),
                IsText = place.Boolean("asString"),
                Suffix = suffix,
            },
            Summary = place.Text("summary"),
            IsRequired = place.Boolean("required"),
            List = place.Boolean("list") ? new ListInfo(place.Count("minItems"), place.Count("maxItems")) : null,
            Values = Values(place, type, suffix),
            IsOpen = place.Boolean("open"),
            Min = place.Number("min"),
            Max = place.Number("max"),
            IsMinExclusive = place.Boolean("minExclusive"),
            IsMaxExclusive = place.Boolean("maxExclusive"),
            Step = place.Number("step"),
            MinLength = place.Count("minLength"),
            MaxLength = place.Count("maxLength"),
            Default = place.Scalar("default"),
            Fixed = place.Scalar("fixed"),
            IsSent = place.Boolean("send"),
            IsCostDriver = place.Boolean("costDriver"),
            Media = media,
            References = place.Entries("references").Select(reference => new ReferenceInfo(reference.Key, reference.Value.AsText())).ToEquatableArray(),
            Fields = All(place.Items("fields")),
            TypeName = place.Find("valueType") is { } typeName ? ModelReading.Name(typeName) : null,
            Sources = place.Texts("sources"),
        };
    }

    private static MediaInfo Media(JsonPlace place)
    {
        var forms = place.Get("forms");
        return new MediaInfo
        {
            UrlKey = forms.TextOrNull("url"),
            DataKey = forms.TextOrNull("data"),
            AttachmentKey = forms.TextOrNull("attachment"),
            AcceptsHttp = place.Boolean("httpLinks"),
            MaxBytes = place.Whole("maxBytes"),
            MinSeconds = place.Number("minSeconds"),
            MaxSeconds = place.Number("maxSeconds"),
        };
    }

    private static EquatableArray<ValueInfo> Values(JsonPlace place, FieldType type, string suffix)
    {
        var disputed = place.Texts("disputed").ToHashSet(StringComparer.Ordinal);
        var members = place.Entries("members").ToDictionary(member => member.Key, member => ModelReading.Name(member.Value), StringComparer.Ordinal);
        return ExportedFile.Distinct(place.Items("values"), Value, value => value.Wire).ToEquatableArray();

        ValueInfo Value(JsonPlace item)
        {
            var spelled = item.AsText();
            var wire = spelled.EndsWith(suffix, StringComparison.Ordinal) ? spelled[..^suffix.Length] : throw item.Wrong($"does not end with '{suffix}'");
            return type.IsNumeric() && !decimal.TryParse(wire, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? throw item.Wrong("is no number")
                : new ValueInfo(wire, members.GetValueOrDefault(spelled) ?? "", disputed.Contains(spelled));
        }
    }
}
