using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>A few numbers of a field's range that stand for all of it: each bound, and one number of each stretch between.</summary>
internal static class RepresentativeNumbers
{
    /// <summary>Finds them.</summary>
    public static List<decimal> Of(FieldSpec field, IReadOnlyList<Condition> conditions)
    {
        var bounds = new List<decimal>();
        Add(bounds, field.Min);
        Add(bounds, field.Max);
        foreach (var condition in conditions)
        {
            foreach (var value in condition.Values)
            {
                if (value.Kind == ScalarKind.Number)
                {
                    Add(bounds, value.Number);
                }
            }
        }

        if (bounds.Count == 0)
        {
            bounds.Add(0);
        }

        bounds.Sort();
        var numbers = new List<decimal>(bounds.Count * 3);
        for (var i = 0; i < bounds.Count; i++)
        {
            Take(field, bounds[i], numbers);
            Take(field, Below(field, bounds[i], i == 0 ? null : bounds[i - 1]), numbers);
            Take(field, Above(field, bounds[i], i == bounds.Count - 1 ? null : bounds[i + 1]), numbers);
        }

        return numbers;
    }

    private static decimal Above(FieldSpec field, decimal bound, decimal? next)
    {
        if (Grid(field) is not { } step)
        {
            return next is { } other ? (bound + other) / 2 : bound + 1;
        }

        var origin = field.Min ?? 0;
        return origin + ((decimal.Floor((bound - origin) / step) + 1) * step);
    }

    private static decimal Below(FieldSpec field, decimal bound, decimal? previous)
    {
        if (Grid(field) is not { } step)
        {
            return previous is { } other ? (bound + other) / 2 : bound - 1;
        }

        var origin = field.Min ?? 0;
        return origin + ((decimal.Ceiling((bound - origin) / step) - 1) * step);
    }

    private static decimal? Grid(FieldSpec field) => field.Step ?? (field.Type == FieldType.Number ? null : 1);

    private static void Take(FieldSpec field, decimal number, List<decimal> numbers)
    {
        var isWhole = field.Type == FieldType.Number || number == decimal.Truncate(number);
        if (isWhole && FieldDomain.InRange(field, number) && FieldDomain.OnGrid(field, number))
        {
            Add(numbers, number);
        }
    }

    private static void Add(List<decimal> numbers, decimal? number)
    {
        if (number is { } value && !numbers.Contains(value))
        {
            numbers.Add(value);
        }
    }
}
