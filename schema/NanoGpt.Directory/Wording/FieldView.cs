namespace NanoGpt.Directories.Wording;

/// <summary>Describes fields for people.</summary>
public static class FieldView
{
    /// <summary>Returns the JSON keys under which a field is sent: one for each form of a medium.</summary>
    /// <param name="field">The field.</param>
    public static IEnumerable<string> Keys(FieldInfo field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Media is not { } media ? [field.Wire.Name]
            : new[] { media.UrlKey, media.DataKey, media.AttachmentKey }.OfType<string>().Distinct();
    }

    /// <summary>Returns the allowed values of a field; empty if every value of its type is allowed.</summary>
    /// <param name="field">The field.</param>
    public static string Allowed(FieldInfo field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Fixed is { } only)
        {
            return only.Text;
        }

        if (!field.Values.IsEmpty)
        {
            return string.Join(' ', field.Values.Select(value => value.Wire + field.Wire.Suffix)) + (field.IsOpen ? " …" : "");
        }

        return field.Min is null && field.Max is null ? "" : BoundsText.Range(field);
    }
}
