using System.Globalization;

namespace NanoGpt.Directories.Wording;

/// <summary>Describes fields in words.</summary>
public static class FieldView
{
    /// <summary>Returns the keys that a field is sent under: one for each form of a medium that has its own.</summary>
    public static IEnumerable<string> Keys(FieldInfo field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Media is not { } media ? [field.Wire.Name]
            : new[] { media.UrlKey, media.DataKey, media.AttachmentKey }.OfType<string>().Distinct();
    }

    /// <summary>Returns what a field takes beyond its type; empty if any value of the type will do.</summary>
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

        return (field.Min, field.Max) switch
        {
            (null, null) => "",
            ({ } min, null) => $"from {Text(min)}",
            (null, { } max) => $"up to {Text(max)}",
            ({ } min, { } max) => $"{Text(min)} to {Text(max)}",
        };

        static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
    }
}
