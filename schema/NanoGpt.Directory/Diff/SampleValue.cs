namespace NanoGpt.Directories.Diff;

/// <summary>Creates values that a field accepts.</summary>
internal static class SampleValue
{
    public static RequestValue Create(FieldInfo field)
    {
        if (field.List is { } list)
        {
            return RequestValue.OfList([.. Enumerable.Repeat(Create(field with { List = null }), Math.Max(1, list.Min ?? 0))]);
        }

        return field switch
        {
            { Fixed: { } only } => RequestValue.Of(only),
            { Values.IsEmpty: false } => RequestValue.Of(FieldDomain.ScalarOf(field, field.Values[0])),
            { Media: { } media } =>
                RequestValue.OfMedia(
                    media.UrlKey is not null ? MediaForms.Url
                    : media.DataKey is not null ? MediaForms.Data : MediaForms.Attachment),
            { Type: FieldType.Boolean } => RequestValue.Of(true),
            { Type: FieldType.Object } =>
                RequestValue.OfObject(
                    field.Fields.Where(member => member.IsRequired)
                        .ToDictionary(member => member.Name, Create, StringComparer.Ordinal)),
            _ when field.IsNumeric => RequestValue.Of(Number(field)),
            _ => RequestValue.Of(new string('x', Math.Max(1, field.MinLength ?? 0))),
        };
    }

    /// <summary>Returns the distance between adjacent numbers of a field; 0.000001 for a field without a step.</summary>
    public static decimal GridStep(FieldInfo field) => field.Step ?? (field.Type == FieldType.Number ? 0.000001m : 1);

    private static decimal Number(FieldInfo field)
    {
        var step = GridStep(field);
        if (field.Min is { } minimum)
        {
            return field.IsMinExclusive ? minimum + step : minimum;
        }

        // The largest number on the grid from 0 that does not exceed the bound.
        return field.Max is { } maximum ? decimal.Floor((field.IsMaxExclusive ? maximum - step : maximum) / step) * step : 0;
    }
}

/// <summary>Enumerates the combinations of one item from each of several lists.</summary>
internal static class Combinations
{
    /// <summary>Returns the number of combinations, capped at 2^40.</summary>
    public static long Count<T>(IReadOnlyList<List<T>> lists) =>
        lists.Aggregate(1L, (product, list) => Math.Min(product * list.Count, 1L << 40));

    public static IEnumerable<IEnumerable<T>> Enumerate<T>(IReadOnlyList<List<T>> lists)
    {
        var current = new int[lists.Count];
        while (true)
        {
            yield return current.Select((index, list) => lists[list][index]);
            var digit = 0;
            while (digit < current.Length && ++current[digit] == lists[digit].Count)
            {
                current[digit++] = 0;
            }

            if (digit == current.Length)
            {
                yield break;
            }
        }
    }
}
