namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>Rows of choices such that every two choices of two columns stand together in some row.</summary>
internal static class Pairwise
{
    /// <summary>The rows, each with an index for each column.</summary>
    /// <param name="counts">How many choices each column has.</param>
    public static List<int[]> Rows(IReadOnlyList<int> counts)
    {
        var open = new HashSet<(int Left, int First, int Right, int Second)>();
        for (var left = 0; left < counts.Count; left++)
        {
            for (var right = left + 1; right < counts.Count; right++)
            {
                open.UnionWith(
                    from first in Enumerable.Range(0, counts[left])
                    from second in Enumerable.Range(0, counts[right])
                    select (left, first, right, second));
            }
        }

        var rows = new List<int[]>();
        while (open.Count > 0)
        {
            var row = Fill(counts, open);
            open.RemoveWhere(pair => row[pair.Left] == pair.First && row[pair.Right] == pair.Second);
            rows.Add(row);
        }

        return rows;
    }

    // Starts with a pair that is missing and adds, column by column, the choice that meets most other missing pairs.
    private static int[] Fill(IReadOnlyList<int> counts, HashSet<(int, int, int, int)> open)
    {
        var (left, first, right, second) = open.First();
        var row = Enumerable.Repeat(-1, counts.Count).ToArray();
        (row[left], row[right]) = (first, second);
        for (var column = 0; column < row.Length; column++)
        {
            if (row[column] < 0)
            {
                row[column] = Enumerable.Range(0, counts[column]).MaxBy(choice => Enumerable.Range(0, row.Length).Count(other =>
                    row[other] >= 0 && open.Contains(other < column ? (other, row[other], column, choice) : (column, choice, other, row[other]))));
            }
        }

        return row;
    }
}
