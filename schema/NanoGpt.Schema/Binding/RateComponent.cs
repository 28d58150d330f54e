using NanoGpt.Schema.Rules;

namespace NanoGpt.Schema.Binding;

/// <summary>Represents the amounts under <c>per_video</c> or <c>per_second</c>.</summary>
/// <param name="Key">The key in the file; empty if it is missing.</param>
internal sealed record RateComponent(string Key)
{
    /// <summary>Gets the amounts in the order of evaluation.</summary>
    public List<RateAmount> Amounts { get; } = [];
}

/// <summary>Represents an amount of a price map.</summary>
/// <param name="When">The conditions that must all hold.</param>
/// <param name="Price">The amount.</param>
/// <param name="Branches">The keys that contain it, from the outermost to the innermost.</param>
internal sealed record RateAmount(EquatableArray<ConditionInfo> When, decimal Price, YamlScalar[] Branches)
    : ConditionalPrice(When, Price)
{
    /// <summary>Gets or sets a value that indicates whether the amount is part of the price of some request.</summary>
    public bool IsUsed { get; set; }

    public static RateAmount At(List<Branch> path, decimal price)
    {
        var conditions = path.Select(static branch => branch.Condition).ToEquatableArray();
        return new RateAmount(conditions, price, [.. path.Select(static branch => branch.Entry.Key)]);
    }
}

/// <summary>Reports amounts that are part of no price, although each of their conditions can hold.</summary>
internal static class UnusedRates
{
    /// <summary>Reports unused amounts at the outermost key that contains only unused amounts.</summary>
    /// <param name="inputs">The fields of the model.</param>
    /// <param name="perVideo">The prices of a job.</param>
    /// <param name="perSecond">The prices of a second.</param>
    /// <param name="reported">The keys that <see cref="RateChecks"/> reported.</param>
    /// <param name="issues">The list that receives the issues.</param>
    public static void Report(
        IReadOnlyList<FieldInfo> inputs,
        RateComponent perVideo,
        RateComponent perSecond,
        HashSet<YamlScalar> reported,
        IssueList issues)
    {
        Report(inputs, perVideo, perSecond.Key, reported, issues);
        Report(inputs, perSecond, perVideo.Key, reported, issues);
    }

    private static void Report(
        IReadOnlyList<FieldInfo> inputs, RateComponent component, string other, HashSet<YamlScalar> reported, IssueList issues)
    {
        IReadOnlyList<bool>? isFirst = null;
        for (var i = 0; i < component.Amounts.Count; i++)
        {
            var amount = component.Amounts[i];
            if (!amount.IsUsed && !Array.Exists(amount.Branches, reported.Contains) && Outermost(amount, component) is { } key)
            {
                // An amount that is the first to hold in its component lacks an amount in the other one.
                isFirst ??= RateAnalysis.Used(
                    inputs, component.Amounts.ConvertAll(static each => (IReadOnlyList<ConditionInfo>)each.When));
                issues.Report(IssueRules.RateUnused, key, Printable.Of(key.Text), isFirst[i]
                    ? "'" + other + "' has no price for such a request: add it, or remove this price"
                    : "another condition always applies first: remove this price or correct that condition");
                reported.Add(key);
            }
        }
    }

    // The outermost key that contains only unused amounts; null for an amount without conditions, which is unused only if all
    // amounts of the other component are.
    private static YamlScalar? Outermost(RateAmount amount, RateComponent component) => Array.Find(
        amount.Branches, key => !component.Amounts.Exists(each => each.IsUsed && Array.IndexOf(each.Branches, key) >= 0));
}
