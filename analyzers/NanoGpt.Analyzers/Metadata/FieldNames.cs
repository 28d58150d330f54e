namespace NanoGpt.Analyzers.Metadata;

/// <summary>Finds fields by any of their names.</summary>
internal static class FieldNames
{
    /// <summary>
    /// Returns the field that has a word as one of its names, or <see langword="null"/>. The spelling <c>pro_mode</c> or
    /// <c>proMode</c> does not matter.
    /// </summary>
    public static FieldModel? Find(RequestModel model, string word)
    {
        var normalized = Normalize(word);
        return model.Fields.FirstOrDefault(field =>
            GetNames(field.Info).Any(name => name is not null && Normalize(name) == normalized));
    }

    private static IEnumerable<string?> GetNames(FieldInfo field) =>
        field.Wire.Aliases.Concat<string?>(
            [field.Name, field.Property, field.Wire.Name, field.Media?.UrlKey, field.Media?.DataKey, field.Media?.AttachmentKey]);

    private static string Normalize(string name) => new(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray());
}
