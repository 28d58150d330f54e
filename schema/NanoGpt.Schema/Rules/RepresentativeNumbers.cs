using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Rules;

/// <summary>Selects numbers that represent the range of a field: each bound, and a number between bounds.</summary>
internal static class RepresentativeNumbers
{
    public static List<Scalar> Get(FieldInfo field, IReadOnlyList<ConditionInfo> conditions)
    {
        var bounds = Bounds(field, conditions);
        var numbers = new List<Scalar>(bounds.Count * 3);
        for (var i = 0; i < bounds.Count; i++)
        {
            var bound = bounds[i].Number;
            Take(field, bound, numbers);
            Take(field, Below(field, bound, i == 0 ? null : bounds[i - 1].Number), numbers);
            Take(field, Above(field, bound, i == bounds.Count - 1 ? null : bounds[i + 1].Number), numbers);
        }

        return numbers;
    }

    // In ascending order; duplicates are allowed.
    private static List<Scalar> Bounds(FieldInfo field, IReadOnlyList<ConditionInfo> conditions)
    {
        var bounds = conditions.SelectMany(static condition => condition.Values)
            .Where(static value => value.Kind == ScalarKind.Number).ToList();
        if (field.Min is { } min)
        {
            bounds.Add(Scalar.Of(min));
        }

        if (field.Max is { } max)
        {
            bounds.Add(Scalar.Of(max));
        }

        if (bounds.Count == 0)
        {
            bounds.Add(Scalar.Of(0));
        }

        bounds.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return bounds;
    }

    private static decimal Above(FieldInfo field, decimal bound, decimal? next)
    {
        var origin = field.Min ?? 0;
        return Grid(field) is { } step ? origin + ((decimal.Floor((bound - origin) / step) + 1) * step)
            : next is { } other ? (bound + other) / 2 : bound + 1;
    }

    private static decimal Below(FieldInfo field, decimal bound, decimal? previous)
    {
        var origin = field.Min ?? 0;
        return Grid(field) is { } step ? origin + ((decimal.Ceiling((bound - origin) / step) - 1) * step)
            : previous is { } other ? (bound + other) / 2 : bound - 1;
    }

    private static decimal? Grid(FieldInfo field) => field.Step ?? (field.Type == FieldType.Number ? null : 1);

    private static void Take(FieldInfo field, decimal number, List<Scalar> numbers)
    {
        var isWhole = field.Type == FieldType.Number || number == decimal.Truncate(number);
        if (isWhole && FieldDomain.InRange(field, number) && FieldDomain.OnGrid(field, number))
        {
            numbers.Add(Scalar.Of(number));
        }
    }
}
