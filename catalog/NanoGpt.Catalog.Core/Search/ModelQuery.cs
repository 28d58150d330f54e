using NanoGpt.Catalogs.Prices;

namespace NanoGpt.Catalogs.Search;

/// <summary>
/// Represents what the list shows: words, selected values, order and clip. It is immutable and fits into a URL.
/// </summary>
public sealed record ModelQuery
{
    private const string TextKey = "q";
    private const string SortKey = "sort";
    private const string SecondsKey = "seconds";
    private const string ResolutionKey = "at";
    private const string Descending = "-";
    private const decimal MaxSeconds = 3600;

    /// <summary>Gets the query that shows all models.</summary>
    public static ModelQuery All { get; } = new();

    /// <summary>Gets the words to search for.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets the selected values. Values of one facet are alternatives; all facets must match.</summary>
    public EquatableArray<Selection> Selections { get; init; }

    /// <summary>Gets the column that decides the order.</summary>
    public SortColumn Sort { get; init; }

    /// <summary>Gets a value that indicates whether the order is descending.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Gets the clip whose price is shown.</summary>
    public Clip Clip { get; init; } = Clip.Default;

    /// <summary>Returns whether a value is selected.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="value">The value.</param>
    public bool IsSelected(Facet facet, string value) => Selections.Contains(new Selection(facet, value));

    /// <summary>Returns the query with a value selected or not.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="value">The value.</param>
    public ModelQuery Toggle(Facet facet, string value)
    {
        var one = new Selection(facet, value);
        var changed = Selections.Contains(one) ? Selections.Where(other => other != one) : Selections.Append(one);
        return this with { Selections = changed.ToEquatableArray() };
    }

    /// <summary>Returns the query as the query part of a URL; empty for <see cref="All"/>.</summary>
    public string ToUrl()
    {
        var parts = new List<(string Key, string Value)>();
        if (Text.Length > 0)
        {
            parts.Add((TextKey, Text));
        }

        parts.AddRange(Selections.Select(static one => (KeyOf(one.Facet), one.Value)));
        if (Sort != SortColumn.Model || IsDescending)
        {
            parts.Add((SortKey, (IsDescending ? Descending : "") + KeyOf(Sort)));
        }

        if (Clip.Seconds != Clip.Default.Seconds)
        {
            parts.Add((SecondsKey, Clip.Seconds.ToString(CultureInfo.InvariantCulture)));
        }

        if (Clip.Resolution != Clip.Default.Resolution)
        {
            parts.Add((ResolutionKey, Clip.Resolution ?? ""));
        }

        return parts.Count == 0
            ? "" : "?" + string.Join('&', parts.Select(static part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));
    }

    /// <summary>Reads the query part of a URL. Unknown parts are ignored.</summary>
    /// <param name="query">The query part, with or without the question mark.</param>
    public static ModelQuery FromUrl(string query)
    {
        var (read, selections) = (All, new List<Selection>());
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
                ? (part[..equals], Uri.UnescapeDataString(part[(equals + 1)..].Replace('+', ' ')))
                : (part, "");
            if (Enum.GetValues<Facet>().Where(facet => KeyOf(facet) == key).ToList() is [var facet])
            {
                selections.Add(new Selection(facet, value));
                continue;
            }

            read = key switch
            {
                TextKey => read with { Text = value },
                SortKey => read with
                {
                    Sort = SortOf(value.TrimStart('-')),
                    IsDescending = value.StartsWith(Descending, StringComparison.Ordinal),
                },
                SecondsKey when TryParse(value, out var seconds) => read with { Clip = read.Clip with { Seconds = seconds } },
                ResolutionKey => read with { Clip = read.Clip with { Resolution = value.Length == 0 ? null : value } },
                _ => read,
            };
        }

        return read with { Selections = selections.Distinct().ToEquatableArray() };
    }

    private static bool TryParse(string text, out decimal seconds) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
        && seconds <= MaxSeconds;

    private static SortColumn SortOf(string key) =>
        Enum.GetValues<SortColumn>().FirstOrDefault(column => KeyOf(column) == key);

    private static string KeyOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>Represents a selected value of a facet.</summary>
/// <param name="Facet">The facet.</param>
/// <param name="Value">The value.</param>
public sealed record Selection(Facet Facet, string Value);

/// <summary>Specifies the column that decides the order of the list.</summary>
public enum SortColumn
{
    /// <summary>The title of the model.</summary>
    Model,

    /// <summary>The provider.</summary>
    Provider,

    /// <summary>The longest duration.</summary>
    Duration,

    /// <summary>The price of the chosen clip.</summary>
    Price,
}
