using NanoGpt.Schema.Model;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Schema.Loading;

/// <summary>Puts the two halves of a price together: a request costs the first amount of each half that fits it.</summary>
internal static class RateTable
{
    /// <summary>Every pair of amounts that is the price of some request, in the order in which they are tried.</summary>
    /// <param name="inputs">The model's fields.</param>
    /// <param name="perVideo">What a job costs.</param>
    /// <param name="perSecond">What a second costs.</param>
    /// <param name="free">Seconds that the first half already pays for.</param>
    public static EquatableArray<RateSpec> Join(IReadOnlyList<FieldSpec> inputs, List<Amount> perVideo, List<Amount> perSecond, decimal free)
    {
        var rates = new RateSpec[perVideo.Count * perSecond.Count];
        var conditions = new EquatableArray<Condition>[rates.Length];
        for (var i = 0; i < rates.Length; i++)
        {
            var video = perVideo[i / perSecond.Count];
            var second = perSecond[i % perSecond.Count];
            conditions[i] = Both(video.When, second.When);
            rates[i] = new RateSpec { When = conditions[i], PerVideo = video.Price, PerSecond = second.Price, FreeSeconds = free };
        }

        var kept = new List<RateSpec>(rates.Length);
        var used = RateAnalysis.Used(inputs, conditions);
        for (var i = 0; i < rates.Length; i++)
        {
            if (used[i])
            {
                kept.Add(rates[i]);
            }
        }

        return kept.ToEquatableArray();
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

/// <summary>One number of a price.</summary>
/// <param name="When">All must hold.</param>
/// <param name="Price">The number.</param>
internal sealed record Amount(EquatableArray<Condition> When, decimal Price);
