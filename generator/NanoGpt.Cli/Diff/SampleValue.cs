using NanoGpt.Schema.Model;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Cli.Diff;

/// <summary>One value that a field takes, whichever.</summary>
internal static class SampleValue
{
    public static RequestValue Of(FieldSpec field)
    {
        if (field.List is { } list)
        {
            return RequestValue.OfList([.. Enumerable.Repeat(Of(field with { List = null }), Math.Max(1, list.Min ?? 0))]);
        }

        return field switch
        {
            { Fixed: { } only } => RequestValue.Of(only),
            { Values.IsEmpty: false } => RequestValue.Of(FieldDomain.ScalarOf(field, field.Values[0])),
            { Media: { } media } => RequestValue.OfMedia(media.Url is not null ? MediaForm.Url : media.Data is not null ? MediaForm.Data : MediaForm.Attachment),
            { Type: FieldType.Boolean } => RequestValue.Of(true),
            { Type: FieldType.Object } => RequestValue.OfObject(field.Fields.Where(member => member.Required).ToDictionary(member => member.Name, Of, StringComparer.Ordinal)),
            _ when FieldDomain.IsNumeric(field.Type) => RequestValue.Of(Number(field)),
            _ => RequestValue.Of(new string('x', Math.Max(1, field.MinLength ?? 0))),
        };
    }

    private static decimal Number(FieldSpec field)
    {
        var grain = field.Step ?? (field.Type == FieldType.Number ? 0.000001m : 1);
        if (field.Min is { } least)
        {
            return field.MinExclusive ? least + grain : least;
        }

        // The largest on the grid from 0 that is not above the bound.
        return field.Max is { } most ? decimal.Floor((field.MaxExclusive ? most - grain : most) / grain) * grain : 0;
    }
}
