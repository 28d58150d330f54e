using System.Globalization;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Cli.Export.Reading;

/// <summary>A field as <see cref="FieldExport"/> writes it.</summary>
internal static class FieldReading
{
    public static EquatableArray<FieldSpec> All(IEnumerable<JsonPlace> places) =>
        ExportedFile.Distinct(places, Of, field => field.Name).ToEquatableArray();

    private static FieldSpec Of(JsonPlace place)
    {
        var (name, type) = (place.Text("name"), place.Word<FieldType>("type"));
        var media = type is FieldType.Image or FieldType.Audio or FieldType.Video ? Media(place) : null;
        var wire = place.Texts("wire");
        var suffix = place.TextOrNull("suffix") ?? "";
        return new FieldSpec
        {
            Name = name,

            // A constant has no property; what it would be called is what the loader calls it.
            Property = place.Find("property") is { } property ? ModelReading.Name(property) : Identifier.Pascal(name),
            Type = type,
            Wire = new WireSpec
            {
                Name = wire.IsEmpty ? throw place.Wrong("has no key on the wire") : wire[0],
                Aliases = place.Texts("aliases"),
                AsString = place.Truth("asString"),
                Suffix = suffix,
            },
            Summary = place.Text("summary"),
            Required = place.Truth("required"),
            List = place.Truth("list") ? new ListSpec(place.Count("minItems"), place.Count("maxItems")) : null,
            Values = Values(place, type, suffix),
            Open = place.Truth("open"),
            Min = place.Number("min"),
            Max = place.Number("max"),
            MinExclusive = place.Truth("minExclusive"),
            MaxExclusive = place.Truth("maxExclusive"),
            Step = place.Number("step"),
            MinLength = place.Count("minLength"),
            MaxLength = place.Count("maxLength"),
            Default = place.Scalar("default"),
            Fixed = place.Scalar("fixed"),
            Send = place.Truth("send"),
            Cost = place.Truth("costDriver"),
            Media = media,
            References = place.Entries("references").Select(reference => new ReferenceSpec(reference.Key, reference.Value.AsText())).ToEquatableArray(),
            Fields = All(place.Items("fields")),
            TypeName = place.Find("valueType") is { } typeName ? ModelReading.Name(typeName) : null,
            Sources = place.Texts("sources"),
        };
    }

    private static MediaSpec Media(JsonPlace place)
    {
        var forms = place.Get("forms");
        return new MediaSpec
        {
            Url = forms.TextOrNull("url"),
            Data = forms.TextOrNull("data"),
            Attachment = forms.TextOrNull("attachment"),
            HttpLinks = place.Truth("httpLinks"),
            MaxBytes = place.Whole("maxBytes"),
            MinSeconds = place.Number("minSeconds"),
            MaxSeconds = place.Number("maxSeconds"),
        };
    }

    private static EquatableArray<ValueSpec> Values(JsonPlace place, FieldType type, string suffix)
    {
        var disputed = place.Texts("disputed").ToHashSet(StringComparer.Ordinal);
        var members = place.Entries("members").ToDictionary(member => member.Key, member => ModelReading.Name(member.Value), StringComparer.Ordinal);
        return ExportedFile.Distinct(place.Items("values"), Value, value => value.Wire).ToEquatableArray();

        ValueSpec Value(JsonPlace item)
        {
            var spelled = item.AsText();
            var wire = spelled.EndsWith(suffix, StringComparison.Ordinal) ? spelled[..^suffix.Length] : throw item.Wrong($"does not end with '{suffix}'");
            return FieldDomain.IsNumeric(type) && !decimal.TryParse(wire, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? throw item.Wrong("is no number")
                : new ValueSpec(wire, members.GetValueOrDefault(spelled) ?? "", disputed.Contains(spelled));
        }
    }
}
