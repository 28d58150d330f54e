namespace NanoGpt.Catalogs.Search;

/// <summary>Selects, counts and sorts the models of the list.</summary>
/// <param name="rows">The models.</param>
public sealed class ModelSearch(IReadOnlyList<ModelRow> rows)
{
    private static readonly Facet[] Facets = Enum.GetValues<Facet>();

    /// <summary>Gets the number of models.</summary>
    public int Count => rows.Count;

    /// <summary>Returns the models that a query selects, in its order, with the counts of all values.</summary>
    /// <param name="query">The query.</param>
    public SearchResult Find(ModelQuery query)
    {
        var words = query.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var byFacet = query.Selections.ToLookup(static one => one.Facet, static one => one.Value);
        var selected = Facets.Select(facet => byFacet[facet].ToHashSet(StringComparer.Ordinal)).ToArray();
        var counts = Facets.Select(static _ => new Dictionary<string, int>(StringComparer.Ordinal)).ToArray();
        var found = new List<ModelRow>();
        foreach (var row in rows)
        {
            if (!row.Matches(words))
            {
                continue;
            }

            // A value counts the models that it would add to the other selections.
            var (failed, last) = (0, -1);
            for (var i = 0; i < Facets.Length && failed < 2; i++)
            {
                if (selected[i].Count > 0 && !row[Facets[i]].Any(selected[i].Contains))
                {
                    (failed, last) = (failed + 1, i);
                }
            }

            for (var i = 0; i < Facets.Length && failed < 2; i++)
            {
                if (failed == 0 || last == i)
                {
                    foreach (var value in row[Facets[i]])
                    {
                        counts[i][value] = counts[i].GetValueOrDefault(value) + 1;
                    }
                }
            }

            if (failed == 0)
            {
                found.Add(row);
            }
        }

        return new SearchResult(Sort(found, query), [.. counts.Select(Ordered)]);
    }

    private static List<ModelRow> Sort(List<ModelRow> found, ModelQuery query)
    {
        var rows = query.Sort switch
        {
            SortColumn.Provider => Order(row => row.Model.Provider.Title, StringComparer.OrdinalIgnoreCase),
            SortColumn.Duration => OrderKnownFirst(static row => row.MaxSeconds),
            SortColumn.Price => OrderKnownFirst(row => row.PriceOf(query.Clip)?.Minimum),
            _ => Order(row => row.Model.Info.Title, StringComparer.OrdinalIgnoreCase),
        };
        return [.. rows.OrderBy(static row => row.Model.Info.Status == ModelStatus.Removed)];   // the sort is stable

        IEnumerable<ModelRow> OrderKnownFirst(Func<ModelRow, decimal?> key)
        {
            var keyed = found.ConvertAll(row => (Row: row, Key: key(row)));
            var known = keyed.Where(static item => item.Key is not null);
            var sorted = query.IsDescending
                ? known.OrderByDescending(static item => item.Key) : known.OrderBy(static item => item.Key);
            return sorted
                .Concat(keyed.Where(static item => item.Key is null)).Select(static item => item.Row);
        }

        IEnumerable<ModelRow> Order(Func<ModelRow, string> key, StringComparer comparer) =>
            query.IsDescending ? found.OrderByDescending(key, comparer) : found.OrderBy(key, comparer);
    }

    // Numbers by their value: 5, 10, 720p, 1080p.
    private static List<ValueCount> Ordered(Dictionary<string, int> counts) =>
        [.. counts.Select(static pair => new ValueCount(pair.Key, pair.Value))
            .OrderBy(static item => char.IsAsciiDigit(item.Value[0]) ? 0 : 1)
            .ThenBy(static item => LeadingNumber(item.Value))
            .ThenBy(static item => item.Value, StringComparer.Ordinal)];

    private static int LeadingNumber(string value) =>
        int.TryParse(string.Concat(value.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture, out var number)
            ? number * (value.EndsWith('k') || value.EndsWith('K') ? 1000 : 1) : 0;
}

/// <summary>Represents the models that a query selects.</summary>
/// <param name="Rows">The models in order.</param>
/// <param name="Counts">The values of each facet, in the order of <see cref="Facet"/>.</param>
public sealed record SearchResult(IReadOnlyList<ModelRow> Rows, IReadOnlyList<IReadOnlyList<ValueCount>> Counts);

/// <summary>Represents a value of a facet with the number of models that it selects.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">The number of models.</param>
public sealed record ValueCount(string Value, int Count);
