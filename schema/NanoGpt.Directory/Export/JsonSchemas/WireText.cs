using System.Globalization;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Values as a request spells them.</summary>
internal static class WireText
{
    /// <summary>A value of a field: text, number, truth, or a number as text with its suffix.</summary>
    public static object Spell(FieldInfo field, Scalar value) => value.Kind switch
    {
        ScalarKind.Boolean => value.Number == 1,
        ScalarKind.Number when field.Wire.IsText =>
            JsonOutput.Plain(value.Number).ToString(CultureInfo.InvariantCulture) + field.Wire.Suffix,
        ScalarKind.Number when value.Number == decimal.Truncate(value.Number) && value.Number is >= long.MinValue and <= long.MaxValue =>
            (long)value.Number,
        ScalarKind.Number => JsonOutput.Plain(value.Number),
        _ => value.Text,
    };
}
