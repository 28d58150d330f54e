using NanoGpt.Schema.Model;
using NanoGpt.Schema.Rules;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Loading;

/// <summary>Puts the two halves of a price together: a request costs the first amount of each half that fits it.</summary>
internal static class RateTable
{
    /// <summary>Every pair of amounts that is the price of some request, in the order in which they are tried.</summary>
    /// <param name="inputs">The model's fields.</param>
    /// <param name="perVideo">What a job costs.</param>
    /// <param name="perSecond">What a second costs.</param>
    /// <param name="free">Seconds that the first half already pays for.</param>
    public static EquatableArray<RateSpec> Join(IReadOnlyList<FieldSpec> inputs, RateHalf perVideo, RateHalf perSecond, decimal free)
    {
        var pairs = new (Amount Video, Amount Second)[perVideo.Amounts.Count * perSecond.Amounts.Count];
        var conditions = new EquatableArray<Condition>[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (perVideo.Amounts[i / perSecond.Amounts.Count], perSecond.Amounts[i % perSecond.Amounts.Count]);
            conditions[i] = Both(pairs[i].Video.When, pairs[i].Second.When);
        }

        var rates = new List<RateSpec>(pairs.Length);
        var used = RateAnalysis.Used(inputs, conditions);
        for (var i = 0; i < pairs.Length; i++)
        {
            if (used[i])
            {
                var (video, second) = pairs[i];
                video.IsUsed = second.IsUsed = true;
                rates.Add(new RateSpec { When = conditions[i], PerVideo = video.Price, PerSecond = second.Price, FreeSeconds = free });
            }
        }

        return rates.ToEquatableArray();
    }

    // Both halves may ask the same of a field; once is enough.
    private static EquatableArray<Condition> Both(EquatableArray<Condition> one, EquatableArray<Condition> other)
    {
        var both = new List<Condition>(one.Count + other.Count);
        Add(one);
        Add(other);
        return both.ToEquatableArray();

        void Add(EquatableArray<Condition> conditions)
        {
            foreach (var condition in conditions)
            {
                if (!both.Contains(condition))
                {
                    both.Add(condition);
                }
            }
        }
    }
}

/// <summary>What stands under <c>per_video</c> or <c>per_second</c>.</summary>
/// <param name="Key">Its key in the file, if it is there.</param>
internal sealed record RateHalf(string Key)
{
    /// <summary>The amounts, in the order in which they are tried.</summary>
    public List<Amount> Amounts { get; } = [];
}

/// <summary>One number of a price.</summary>
/// <param name="When">All must hold.</param>
/// <param name="Price">The number.</param>
/// <param name="Branches">The keys that it stands under, from the outermost.</param>
internal sealed record Amount(EquatableArray<Condition> When, decimal Price, YamlScalar[] Branches)
{
    /// <summary>Whether it is in the price of some request.</summary>
    public bool IsUsed { get; set; }

    /// <summary>The number at the end of a path through the map.</summary>
    public static Amount At(List<Branch> path, decimal price)
    {
        var conditions = new Condition[path.Count];
        var branches = new YamlScalar[path.Count];
        for (var i = 0; i < branches.Length; i++)
        {
            conditions[i] = path[i].Condition;
            branches[i] = path[i].Entry.Key;
        }

        return new Amount(new(conditions), price, branches);
    }
}
