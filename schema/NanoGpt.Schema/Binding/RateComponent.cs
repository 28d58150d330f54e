using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Rules;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>What stands under <c>per_video</c> or <c>per_second</c>.</summary>
/// <param name="Key">Its key in the file, if it is there.</param>
internal sealed record RateComponent(string Key)
{
    /// <summary>The amounts, in the order in which they are tried.</summary>
    public List<RateAmount> Amounts { get; } = [];

    /// <summary>What is joined with the other half.</summary>
    public IReadOnlyList<(EquatableArray<ConditionInfo> When, decimal Price)> Prices => Amounts.ConvertAll(static amount => (amount.When, amount.Price));
}

/// <summary>One number of a price.</summary>
/// <param name="When">All must hold.</param>
/// <param name="Price">The number.</param>
/// <param name="Branches">The keys that it stands under, from the outermost.</param>
internal sealed record RateAmount(EquatableArray<ConditionInfo> When, decimal Price, YamlScalar[] Branches)
{
    /// <summary>Whether it is in the price of some request.</summary>
    public bool IsUsed { get; set; }

    /// <summary>The number at the end of a path through the map.</summary>
    public static RateAmount At(List<Branch> path, decimal price)
    {
        var conditions = path.Select(static branch => branch.Condition).ToEquatableArray();
        return new RateAmount(conditions, price, [.. path.Select(static branch => branch.Entry.Key)]);
    }
}

/// <summary>Reports amounts that are in the price of no request, although each condition on the way to them can hold.</summary>
internal static class UnusedRates
{
    /// <summary>Reports them, each with all that stands beside it under the outermost key that leads to nothing else.</summary>
    /// <param name="inputs">The model's fields.</param>
    /// <param name="perVideo">What a job costs.</param>
    /// <param name="perSecond">What a second costs.</param>
    /// <param name="reported">Keys of which <see cref="RateChecks"/> has said that they are wrong: what follows from it is not news.</param>
    /// <param name="issues">Receives what is wrong.</param>
    public static void Report(IReadOnlyList<FieldInfo> inputs, RateComponent perVideo, RateComponent perSecond, HashSet<YamlScalar> reported, IssueList issues)
    {
        Report(inputs, perVideo, perSecond.Key, reported, issues);
        Report(inputs, perSecond, perVideo.Key, reported, issues);
    }

    private static void Report(IReadOnlyList<FieldInfo> inputs, RateComponent half, string other, HashSet<YamlScalar> reported, IssueList issues)
    {
        IReadOnlyList<bool>? isFirst = null;
        for (var i = 0; i < half.Amounts.Count; i++)
        {
            var amount = half.Amounts[i];
            if (!amount.IsUsed && !Array.Exists(amount.Branches, reported.Contains) && Outermost(amount, half) is { } key)
            {
                // An amount that is the first to hold in its own half can only lack one in the other.
                isFirst ??= RateAnalysis.Used(inputs, half.Amounts.ConvertAll(static each => each.When));
                issues.Add(IssueRules.RateUnused, key.Start, key.Length, null, Printable.Of(key.Text), isFirst[i]
                    ? "'" + other + "' has no price for a request that meets it: give it one or remove this"
                    : "every request that meets it meets a condition that comes first: remove it or correct that condition");
                reported.Add(key);
            }
        }
    }

    // The outermost key on the way to an amount under which no other is used either; null for an amount under no condition, which
    // is unused only because everything in the other half is.
    private static YamlScalar? Outermost(RateAmount amount, RateComponent half) =>
        Array.Find(amount.Branches, key => !half.Amounts.Exists(each => each.IsUsed && Array.IndexOf(each.Branches, key) >= 0));
}
