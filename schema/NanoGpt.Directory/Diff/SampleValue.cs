using NanoGpt.Evaluation;

namespace NanoGpt.Directories.Diff;

/// <summary>One value that a field takes, whichever.</summary>
internal static class SampleValue
{
    public static RequestValue Of(FieldInfo field)
    {
        if (field.List is { } list)
        {
            return RequestValue.OfList([.. Enumerable.Repeat(Of(field with { List = null }), Math.Max(1, list.Min ?? 0))]);
        }

        return field switch
        {
            { Fixed: { } only } => RequestValue.Of(only),
            { Values.IsEmpty: false } => RequestValue.Of(FieldDomain.ScalarOf(field, field.Values[0])),
            { Media: { } media } => RequestValue.OfMedia(media.UrlKey is not null ? MediaForms.Url : media.DataKey is not null ? MediaForms.Data : MediaForms.Attachment),
            { Type: FieldType.Boolean } => RequestValue.Of(true),
            { Type: FieldType.Object } => RequestValue.OfObject(field.Fields.Where(member => member.IsRequired).ToDictionary(member => member.Name, Of, StringComparer.Ordinal)),
            _ when field.IsNumeric => RequestValue.Of(Number(field)),
            _ => RequestValue.Of(new string('x', Math.Max(1, field.MinLength ?? 0))),
        };
    }

    /// <summary>Returns the distance between neighbouring numbers of a field; a millionth where there is no grid.</summary>
    public static decimal Grain(FieldInfo field) => field.Step ?? (field.Type == FieldType.Number ? 0.000001m : 1);

    private static decimal Number(FieldInfo field)
    {
        var grain = Grain(field);
        if (field.Min is { } least)
        {
            return field.IsMinExclusive ? least + grain : least;
        }

        // The largest on the grid from 0 that is not above the bound.
        return field.Max is { } most ? decimal.Floor((field.IsMaxExclusive ? most - grain : most) / grain) * grain : 0;
    }
}
