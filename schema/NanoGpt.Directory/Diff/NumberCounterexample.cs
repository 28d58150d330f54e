using NanoGpt.Evaluation;

namespace NanoGpt.Directories.Diff;

/// <summary>Looks for a number that one field takes and another does not.</summary>
internal static class NumberCounterexample
{
    // Grids of different steps part after at most the lesser of their lengths; a longer walk proves nothing new in practice.
    private const int GridPoints = 256;

    /// <summary>A number that <paramref name="one"/> takes and <paramref name="other"/> does not; null if none is found.</summary>
    public static decimal? Find(FieldInfo one, FieldInfo other)
    {
        foreach (var number in Candidates(one, other))
        {
            var isWhole = one.Type == FieldType.Number || number == decimal.Truncate(number);
            if (isWhole && Allows(one, number) && !Allows(other, number))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>Returns a number, and those of a field's grid next to it.</summary>
    public static decimal[] Around(FieldInfo field, decimal number)
    {
        var (origin, grain) = (field.Min ?? 0, SampleValue.Grain(field));
        var onGrid = origin + (decimal.Floor((number - origin) / grain) * grain);
        return [number, onGrid - grain, onGrid, onGrid + grain, onGrid + grain + grain];
    }

    private static bool Allows(FieldInfo field, decimal number) => FieldDomain.Allows(field, Scalar.Of(number));

    private static IEnumerable<decimal> Candidates(FieldInfo one, FieldInfo other)
    {
        foreach (var value in one.Values)
        {
            yield return FieldDomain.ScalarOf(one, value).Number;
        }

        var grain = SampleValue.Grain(one);
        decimal?[] bounds = [one.Min, one.Max, other.Min, other.Max];
        foreach (var bound in bounds.OfType<decimal>().Concat(other.Values.Select(value => FieldDomain.ScalarOf(other, value).Number)).Append(0))
        {
            foreach (var number in Around(one, bound))
            {
                yield return number;
            }
        }

        var start = one.Min ?? 0;
        for (var i = 0; i < GridPoints; i++)
        {
            // A fraction of a number without a grid falls off any grid of the other.
            yield return start + (i * grain);
            yield return start + (i * (one.Step ?? 1));
        }
    }
}
