namespace NanoGpt.Directories.Diff;

/// <summary>Enumerates every choice of one item from each of several lists.</summary>
internal static class Combinations
{
    /// <summary>Returns the number of choices; anything above 2^40 is returned as that.</summary>
    public static long Count<T>(IReadOnlyList<List<T>> lists) => lists.Aggregate(1L, (product, list) => Math.Min(product * list.Count, 1L << 40));

    /// <summary>Enumerates the choices; the first list changes fastest.</summary>
    public static IEnumerable<IEnumerable<T>> Of<T>(IReadOnlyList<List<T>> lists)
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
