namespace NanoGpt.Directories.Export.Reading;

/// <summary>Reads fields that <see cref="FieldExport"/> wrote.</summary>
internal static class FieldReading
{
    public static EquatableArray<FieldInfo> All(IEnumerable<JsonLocation> locations) =>
        ExportedFile.Distinct(locations, Read, field => field.Name).ToEquatableArray();

    private static FieldInfo Read(JsonLocation location)
    {
        var (name, type) = (location.Text("name"), location.Word<FieldType>("type"));
        var media = type is FieldType.Image or FieldType.Audio or FieldType.Video ? Media(location) : null;
        var wire = location.Texts("wire");
        var suffix = location.TextOrNull("suffix") ?? "";
        return new FieldInfo
        {
            Name = name,

            // A fixed field has no property; the name is the one that the loader derives.
            Property = location.Find("property") is { } property ? ModelReading.Name(property) : Identifier.Pascal(name),
            Type = type,
            Wire = new WireInfo
            {
                Name = wire.IsEmpty ? throw location.Error("has no wire key") : wire[0],
                Aliases = location.Texts("aliases"),
                IsText = location.Boolean("asString"),
                Suffix = suffix,
            },
            Summary = location.Text("summary"),
            IsRequired = location.Boolean("required"),
            List = location.Boolean("list") ? new ListInfo(location.Count("minItems"), location.Count("maxItems")) : null,
            Values = Values(location, type, suffix),
            IsOpen = location.Boolean("open"),
            Min = location.Number("min"),
            Max = location.Number("max"),
            IsMinExclusive = location.Boolean("minExclusive"),
            IsMaxExclusive = location.Boolean("maxExclusive"),
            Step = location.Number("step"),
            MinLength = location.Count("minLength"),
            MaxLength = location.Count("maxLength"),
            Default = location.Scalar("default"),
            Fixed = location.Scalar("fixed"),
            IsSent = location.Boolean("send"),
            IsCostDriver = location.Boolean("costDriver"),
            Media = media,
            References = location.Entries("references")
                .Select(reference => new ReferenceInfo(reference.Key, reference.Value.AsText())).ToEquatableArray(),
            Fields = All(location.Items("fields")),
            TypeName = location.Find("valueType") is { } typeName ? ModelReading.Name(typeName) : null,
            Sources = location.Texts("sources"),
        };
    }

    private static MediaInfo Media(JsonLocation location)
    {
        var forms = location.Get("forms");
        return new MediaInfo
        {
            UrlKey = forms.TextOrNull("url"),
            DataKey = forms.TextOrNull("data"),
            AttachmentKey = forms.TextOrNull("attachment"),
            AcceptsHttp = location.Boolean("httpLinks"),
            MaxBytes = location.Whole("maxBytes"),
            MinSeconds = location.Number("minSeconds"),
            MaxSeconds = location.Number("maxSeconds"),
        };
    }

    private static EquatableArray<ValueInfo> Values(JsonLocation location, FieldType type, string suffix)
    {
        var disputed = location.Texts("disputed").ToHashSet(StringComparer.Ordinal);
        var members = location.Entries("members")
            .ToDictionary(member => member.Key, member => ModelReading.Name(member.Value), StringComparer.Ordinal);
        return ExportedFile.Distinct(location.Items("values"), Value, value => value.Wire).ToEquatableArray();

        ValueInfo Value(JsonLocation item)
        {
            var spelled = item.AsText();
            var wire = spelled.EndsWith(suffix, StringComparison.Ordinal)
                ? spelled[..^suffix.Length] : throw item.Error($"does not end with '{suffix}'");
            return type.IsNumeric() && !decimal.TryParse(wire, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? throw item.Error("is not a number")
                : new ValueInfo(wire, members.GetValueOrDefault(spelled) ?? "", disputed.Contains(spelled));
        }
    }
}
