using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>Reads prices that are listed as rates of the directory, as the emulator lists them.</summary>
internal static class ListedRates
{
    private static readonly Dictionary<string, ConditionOperator> Operators = new(StringComparer.Ordinal)
    {
        ["is"] = ConditionOperator.IsOneOf,
        ["set"] = ConditionOperator.IsSet,
        ["unset"] = ConditionOperator.IsUnset,
        ["above"] = ConditionOperator.Above,
        ["at_least"] = ConditionOperator.AtLeast,
        ["below"] = ConditionOperator.Below,
        ["at_most"] = ConditionOperator.AtMost,
    };

    /// <summary>Returns the amounts of the rates under a key as a tree; null if they cannot be read or form no tree.</summary>
    public static PriceNode? Read(JsonElement rates, string key)
    {
        var rows = new List<Row>();
        foreach (var rate in rates.Items())
        {
            if (rate.Get(key).Number() is not (>= 0 and <= 1_000_000 and var amount) || Conditions(rate) is not { } when)
            {
                return null;
            }

            rows.Add(new Row(when, JsonReading.Trim(amount)));
        }

        return Tree(rows);
    }

    /// <summary>Returns the free seconds that all rates have in common; null if there are none.</summary>
    public static decimal? FreeSeconds(JsonElement rates) =>
        rates.Items().Select(rate => rate.Get("free_seconds").Number() ?? 0).Distinct().ToList() is [> 0 and var seconds]
            ? seconds : null;

    private static List<Condition>? Conditions(JsonElement rate)
    {
        var conditions = new List<Condition>();
        foreach (var item in rate.Get("when").Items())
        {
            if (item.Get("field").Text() is not { } field || !ListText.IsClean(field)
                || item.Get("operator").Text() is not { } name || !Operators.TryGetValue(name, out var comparison)
                || item.Get("values").Items().Select(value => value.Text()).ToList() is not { } values
                || values.Exists(value => value is null || !ListText.IsClean(value)))
            {
                return null;
            }

            conditions.Add(new Condition(field, comparison, string.Join('\n', values)));
        }

        return conditions;
    }

    // Rates form a tree if all that share their first conditions continue with the same field.
    private static PriceNode? Tree(List<Row> rows)
    {
        if (rows is [{ When: [] } only])
        {
            return new PriceAmount(only.Amount);
        }

        if (rows.Count == 0 || rows.Exists(row => row.When.Count == 0)
            || rows.Select(row => row.When[0].Field).Distinct(StringComparer.Ordinal).ToList() is not [var field])
        {
            return null;
        }

        var branches = new List<PriceBranch>();
        foreach (var group in rows.GroupBy(row => row.When[0]))
        {
            if (Tree([.. group.Select(row => row with { When = row.When[1..] })]) is not { } node)
            {
                return null;
            }

            branches.AddRange(group.Key.Values.Split('\n').Select(value =>
                new PriceBranch(group.Key.Operator, value.Length == 0 ? null : value, node)));
        }

        return new PriceBranches(field, branches);
    }

    private sealed record Row(List<Condition> When, decimal Amount);

    private sealed record Condition(string Field, ConditionOperator Operator, string Values);
}
