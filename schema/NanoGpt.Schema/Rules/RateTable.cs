namespace NanoGpt.Schema.Rules;

/// <summary>Puts the two halves of a price together: a request costs the first amount of each half that fits it.</summary>
public static class RateTable
{
    /// <summary>Every pair of amounts that is the price of some request, in the order in which they are tried.</summary>
    /// <param name="inputs">The model's fields.</param>
    /// <param name="perVideo">What a job costs, in the order in which the amounts are tried.</param>
    /// <param name="perSecond">What a second costs, in the order in which the amounts are tried.</param>
    /// <param name="free">Seconds that the first half already pays for.</param>
    public static IReadOnlyList<RatePair> Join(
        IReadOnlyList<FieldInfo> inputs,
        IReadOnlyList<(EquatableArray<ConditionInfo> When, decimal Price)> perVideo,
        IReadOnlyList<(EquatableArray<ConditionInfo> When, decimal Price)> perSecond,
        decimal free)
    {
        var conditions = new EquatableArray<ConditionInfo>[perVideo.Count * perSecond.Count];
        for (var i = 0; i < conditions.Length; i++)
        {
            conditions[i] = Both(perVideo[i / perSecond.Count].When, perSecond[i % perSecond.Count].When);
        }

        var pairs = new List<RatePair>(conditions.Length);
        var used = RateAnalysis.Used(inputs, conditions);
        for (var i = 0; i < conditions.Length; i++)
        {
            if (used[i])
            {
                var (video, second) = (i / perSecond.Count, i % perSecond.Count);
                pairs.Add(new(video, second, new RateInfo
                {
                    When = conditions[i], PerVideo = perVideo[video].Price, PerSecond = perSecond[second].Price, FreeSeconds = free,
                }));
            }
        }

        return pairs;
    }

    // Both halves may ask the same of a field; once is enough.
    private static EquatableArray<ConditionInfo> Both(EquatableArray<ConditionInfo> one, EquatableArray<ConditionInfo> other)
    {
        var both = new List<ConditionInfo>(one.Count + other.Count);
        Add(one);
        Add(other);
        return both.ToEquatableArray();

        void Add(EquatableArray<ConditionInfo> conditions)
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

/// <summary>A rate, and what it is made of.</summary>
/// <param name="Video">The index of the first half's amount.</param>
/// <param name="Second">The index of the second half's amount.</param>
/// <param name="Rate">Both together.</param>
public sealed record RatePair(int Video, int Second, RateInfo Rate);
