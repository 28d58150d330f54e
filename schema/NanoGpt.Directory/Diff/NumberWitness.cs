using NanoGpt.Evaluation;

namespace NanoGpt.Directories.Diff;

/// <summary>Looks for a number that one field takes and another does not.</summary>
internal static class NumberWitness
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

    private static bool Allows(FieldInfo field, decimal number) => FieldDomain.Allows(field, Scalar.Of(number));

    private static IEnumerable<decimal> Candidates(FieldInfo one, FieldInfo other)
    {
        foreach (var value in one.Values)
        {
            yield return FieldDomain.ScalarOf(one, value).Number;
        }

        var grain = one.Step ?? (one.Type == FieldType.Number ? 0.000001m : 1);
        decimal?[] bounds = [one.Min, one.Max, other.Min, other.Max];
        foreach (var bound in bounds.OfType<decimal>().Concat(other.Values.Select(value => FieldDomain.ScalarOf(other, value).Number)).Append(0))
        {
            yield return bound;
            var origin = one.Min ?? 0;
            var onGrid = origin + (decimal.Floor((bound - origin) / grain) * grain);
            yield return onGrid - grain;
            yield return onGrid;
            yield return onGrid + grain;
            yield return onGrid + grain + grain;
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
