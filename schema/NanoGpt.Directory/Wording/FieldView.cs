namespace NanoGpt.Directories.Wording;

/// <summary>Formats the values of fields for display.</summary>
public static class FieldView
{
    /// <summary>Returns the allowed values of a field; empty if every value of its type is allowed.</summary>
    /// <param name="field">The field.</param>
    public static string Allowed(FieldInfo field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Fixed is { } only)
        {
            return field.Spell(only).Text;
        }

        if (!field.Values.IsEmpty)
        {
            return string.Join(' ', field.Values.Select(value => value.Wire + field.Wire.Suffix)) + (field.IsOpen ? " …" : "");
        }

        return field.Min is null && field.Max is null ? "" : BoundsText.Range(field);
    }
}
