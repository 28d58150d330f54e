using System.Globalization;

namespace NanoGpt.Cli.Output;

/// <summary>Fields in words.</summary>
internal static class FieldView
{
    /// <summary>What a field takes, beyond its type; empty if that says all.</summary>
    public static string Allowed(FieldInfo field)
    {
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
