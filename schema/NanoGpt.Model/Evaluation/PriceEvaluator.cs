using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>Chooses the rates that apply to a request, and calculates prices.</summary>
internal sealed class PriceEvaluator
{
    private readonly PriceInfo price;
    private readonly (RateInfo Info, CompiledCondition[] When)[] rates;
    private readonly FieldInfo? duration;
    private readonly int durationIndex;

    public PriceEvaluator(ModelInfo model, PriceInfo price)
    {
        this.price = price;
        rates = [.. price.Rates.Select(rate => (rate, CompiledCondition.Of(rate.When, model)))];
        durationIndex = DurationIndex(model.Fields);
        duration = durationIndex < 0 ? null : model.Fields[durationIndex];
    }

    /// <summary>
    /// Returns the index of the field that says how long the video is: the one that affects the price, else the one that is called so, else
    /// the first that counts seconds; -1 if there is none.
    /// </summary>
    public static int DurationIndex(EquatableArray<FieldInfo> fields)
    {
        var (first, named) = (-1, -1);
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (field.Type == FieldType.Seconds)
            {
                if (field.IsCostDriver)
                {
                    return i;
                }

                first = first < 0 ? i : first;
            }

            if (named < 0 && field.Type is FieldType.Seconds or FieldType.Number && field.Name is "duration" or "seconds")
            {
                named = i;
            }
        }

        return named >= 0 ? named : first;
    }

    public decimal? Calculate<TView>(TView view, decimal? seconds)
        where TView : struct, IRequestView
    {
        foreach (var (rate, when) in rates)
        {
            if (CompiledCondition.EvaluateAll(when, view) == TruthValue.True)
            {
                return rate.PerSecond == 0 ? rate.PerVideo
                    : (seconds ?? Duration(view) ?? price.Seconds) is { } length ? rate.For(length)
                    : null;
            }
        }

        return null;
    }

    public PriceRange Estimate<TView>(TView view)
        where TView : struct, IRequestView
    {
        var dependsOn = new List<FieldInfo>();
        decimal? least = null;
        decimal? most = null;
        foreach (var rate in PossibleRates(view, dependsOn))
        {
            if (SecondsFor(rate, view, dependsOn) is not var (shortest, longest))
            {
                return new PriceRange(null, null, default, IsDurationUnknown: true);
            }

            var (low, high) = (rate.For(shortest), rate.For(longest));
            least = least < low ? least : low;
            most = most > high ? most : high;
        }

        return new PriceRange(least, most, dependsOn.ToEquatableArray());
    }

    // The first rate that applies, and those before it that apply if the service assumes the right value for a field that is not set.
    private List<RateInfo> PossibleRates<TView>(TView view, List<FieldInfo> dependsOn)
        where TView : struct, IRequestView
    {
        var possible = new List<RateInfo>();
        foreach (var (rate, when) in rates)
        {
            var truth = TruthValue.True;
            foreach (var condition in when)
            {
                var one = IsOpen(condition, view) ? TruthValue.Unknown : condition.Evaluate(view);
                truth = one < truth ? one : truth;
            }

            if (truth == TruthValue.False)
            {
                continue;
            }

            possible.Add(rate);
            if (truth == TruthValue.True)
            {
                break;
            }

            foreach (var condition in when)
            {
                if (IsOpen(condition, view))
                {
                    Note(dependsOn, condition.Field);
                }
            }
        }

        return possible;
    }

    private static bool IsOpen<TView>(CompiledCondition condition, TView view)
        where TView : struct, IRequestView
    {
        var value = view.GetValue(condition.Index);
        return ConditionEvaluator.DependsOnService(condition.Info, condition.Field, value) || value.Kind == FieldValueKind.Unknown;
    }

    private (decimal Shortest, decimal Longest)? SecondsFor<TView>(RateInfo rate, TView view, List<FieldInfo> dependsOn)
        where TView : struct, IRequestView
    {
        if (rate.PerSecond == 0)
        {
            return (0, 0);
        }

        if (duration is not null && view.GetValue(durationIndex).Kind is not (FieldValueKind.NotSet or FieldValueKind.Unknown) && Duration(view) is null)
        {
            return null;   // it is set to what is no duration
        }

        if ((Duration(view) ?? price.Seconds) is { } seconds)
        {
            return (seconds, seconds);
        }

        if (duration is null || Range(duration) is not { } range)
        {
            return null;
        }

        Note(dependsOn, duration);
        return range;
    }

    private decimal? Duration<TView>(TView view)
        where TView : struct, IRequestView
    {
        if (duration is null)
        {
            return null;
        }

        var value = view.GetValue(durationIndex);
        var scalar = duration.Fixed ?? (value.Kind == FieldValueKind.NotSet ? duration.Default : null);
        const decimal Longest = 1_000_000_000;   // more is no duration, and its price no number
        return scalar is { Kind: ScalarKind.Number } ? scalar.Number
            : value.Kind == FieldValueKind.Number && Math.Abs(value.Number) < Longest ? value.Number
            : null;
    }

    private static (decimal Shortest, decimal Longest)? Range(FieldInfo field)
    {
        if (field.Values.IsEmpty)
        {
            return field is { Min: { } min, Max: { } max } ? (min, max) : null;
        }

        var seconds = field.Values.Select(static value => decimal.Parse(value.Wire, NumberStyles.Float, CultureInfo.InvariantCulture)).ToList();
        return (seconds.Min(), seconds.Max());
    }

    private static void Note(List<FieldInfo> dependsOn, FieldInfo field)
    {
        if (!dependsOn.Contains(field))
        {
            dependsOn.Add(field);
        }
    }
}
