namespace NanoGpt.Directories.Diff;

/// <summary>Searches for a number that one field accepts and another does not.</summary>
internal static class NumberCounterexample
{
    // Grids of different steps diverge early; more points find nothing new in practice.
    private const int GridPoints = 256;

    public static decimal? Find(FieldInfo one, FieldInfo other)
    {
        return Candidates(one, other).Where(IsCounterexample).Select(number => (decimal?)number).FirstOrDefault();

        bool IsCounterexample(decimal number) => (one.Type == FieldType.Number || number == decimal.Truncate(number))
            && Allows(one, number) && !Allows(other, number);
    }

    /// <summary>Returns a number and its neighbors on the grid of a field.</summary>
    public static decimal[] Around(FieldInfo field, decimal number)
    {
        var (origin, step) = (field.Min ?? 0, SampleValue.GridStep(field));
        var onGrid = origin + (decimal.Floor((number - origin) / step) * step);
        return [number, onGrid - step, onGrid, onGrid + step, onGrid + step + step];
    }

    private static bool Allows(FieldInfo field, decimal number) => FieldDomain.Allows(field, Scalar.Of(number));

    private static IEnumerable<decimal> Candidates(FieldInfo one, FieldInfo other)
    {
        foreach (var value in one.Values)
        {
            yield return FieldDomain.ScalarOf(one, value).Number;
        }

        var step = SampleValue.GridStep(one);
        decimal?[] bounds = [one.Min, one.Max, other.Min, other.Max];
        foreach (var bound in bounds.OfType<decimal>()
            .Concat(other.Values.Select(value => FieldDomain.ScalarOf(other, value).Number)).Append(0))
        {
            foreach (var number in Around(one, bound))
            {
                yield return number;
            }
        }

        var start = one.Min ?? 0;
        for (var i = 0; i < GridPoints; i++)
        {
            // Fractions of the step are not on the grid of the other field.
            yield return start + (i * step);
            yield return start + (i * (one.Step ?? 1));
        }
    }
}
