namespace NanoGpt.Schema.Rules;

/// <summary>Joins the two components of a price: a request costs the first amount of each component that applies to it.</summary>
public static class RateTable
{
    /// <summary>Returns each pair of amounts that is the price of some request, in the order of evaluation.</summary>
    /// <param name="inputs">The fields of the model.</param>
    /// <param name="perVideo">The prices of a job in the order of evaluation.</param>
    /// <param name="perSecond">The prices of a second in the order of evaluation.</param>
    /// <param name="freeSeconds">The number of seconds that the price of a job includes.</param>
    public static IReadOnlyList<RatePair> Join(
        IReadOnlyList<FieldInfo> inputs,
        IReadOnlyList<ConditionalPrice> perVideo,
        IReadOnlyList<ConditionalPrice> perSecond,
        decimal freeSeconds)
    {
        var conditions = new ConditionInfo[perVideo.Count * perSecond.Count][];
        for (var i = 0; i < conditions.Length; i++)
        {
            conditions[i] = [.. perVideo[i / perSecond.Count].When.Concat(perSecond[i % perSecond.Count].When).Distinct()];
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
                    When = conditions[i].ToEquatableArray(),
                    PerVideo = perVideo[video].Price,
                    PerSecond = perSecond[second].Price,
                    FreeSeconds = freeSeconds,
                }));
            }
        }

        return pairs;
    }
}

/// <summary>Represents an amount of one component of a price.</summary>
/// <param name="When">The conditions that must all hold.</param>
/// <param name="Price">The amount.</param>
public record ConditionalPrice(EquatableArray<ConditionInfo> When, decimal Price);

/// <summary>Represents a rate and its two components.</summary>
/// <param name="Video">The index of the price of a job.</param>
/// <param name="Second">The index of the price of a second.</param>
/// <param name="Rate">The rate.</param>
public sealed record RatePair(int Video, int Second, RateInfo Rate);
