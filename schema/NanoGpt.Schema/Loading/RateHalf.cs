using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Loading;

/// <summary>What stands under <c>per_video</c> or <c>per_second</c>.</summary>
/// <param name="Key">Its key in the file, if it is there.</param>
internal sealed record RateHalf(string Key)
{
    /// <summary>The amounts, in the order in which they are tried.</summary>
    public List<Amount> Amounts { get; } = [];

    /// <summary>What is joined with the other half.</summary>
    public IReadOnlyList<(EquatableArray<ConditionInfo> When, decimal Price)> Prices => Amounts.ConvertAll(static amount => (amount.When, amount.Price));
}

/// <summary>One number of a price.</summary>
/// <param name="When">All must hold.</param>
/// <param name="Price">The number.</param>
/// <param name="Branches">The keys that it stands under, from the outermost.</param>
internal sealed record Amount(EquatableArray<ConditionInfo> When, decimal Price, YamlScalar[] Branches)
{
    /// <summary>Whether it is in the price of some request.</summary>
    public bool IsUsed { get; set; }

    /// <summary>The number at the end of a path through the map.</summary>
    public static Amount At(List<Branch> path, decimal price)
    {
        var conditions = new ConditionInfo[path.Count];
        var branches = new YamlScalar[path.Count];
        for (var i = 0; i < branches.Length; i++)
        {
            conditions[i] = path[i].Condition;
            branches[i] = path[i].Entry.Key;
        }

        return new Amount(new(conditions), price, branches);
    }
}
