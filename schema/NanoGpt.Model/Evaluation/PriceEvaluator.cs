namespace NanoGpt.Evaluation;

/// <summary>Chooses the rates that can apply to a request, and estimates prices.</summary>
internal sealed class PriceEvaluator
{
    private readonly PriceInfo price;
    private readonly CompiledRate[] rates;
    private readonly FieldInfo? duration;
    private readonly int durationIndex;

    public PriceEvaluator(ModelInfo model, PriceInfo price)
    {
        this.price = price;
        rates = [.. price.Rates.Select(rate => new CompiledRate(rate, CompiledCondition.Compile(rate.When, model)))];
        durationIndex = DurationIndex(model.Fields);
        duration = durationIndex < 0 ? null : model.Fields[durationIndex];
    }

    // The index of the field for the duration of the video: the field of seconds that affects the price, otherwise the field that
    // is called "duration" or "seconds", otherwise the first field of seconds; -1 if there is none.
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

    public PriceRange Estimate<TView>(TView view)
        where TView : struct, IRequestView
    {
        var dependsOn = new List<FieldInfo>();
        decimal? min = null;
        decimal? max = null;
        var possible = PossibleRates(view, dependsOn);
        if (possible.Count == 0)
        {
            return new PriceRange(null, null, Unset(view));
        }

        foreach (var rate in possible)
        {
            if (SecondsFor(rate, view, dependsOn) is not var (shortest, longest))
            {
                if (IsUnset(durationIndex, view))
                {
                    AddOnce(dependsOn, duration!);
                }

                return new PriceRange(null, null, dependsOn.ToEquatableArray(), IsDurationUnknown: true);
            }

            var (low, high) = (rate.GetPrice(shortest), rate.GetPrice(longest));
            min = min < low ? min : low;
            max = max > high ? max : high;
        }

        return new PriceRange(min, max, dependsOn.ToEquatableArray());
    }

    // Returns the first rate that applies, and the rates before it that apply if the service assumes a certain value for a field
    // that is not set.
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
                    AddOnce(dependsOn, condition.Field);
                }
            }
        }

        return possible;
    }

    // The fields that are not set and that decide which rate applies.
    private EquatableArray<FieldInfo> Unset<TView>(TView view)
        where TView : struct, IRequestView
    {
        var unset = new List<FieldInfo>();
        foreach (var condition in rates.SelectMany(static rate => rate.When))
        {
            if (IsUnset(condition.Index, view))
            {
                AddOnce(unset, condition.Field);
            }
        }

        return unset.ToEquatableArray();
    }

    // The fields of a model are compared by reference: it is faster, and no two are equal.
    private static void AddOnce(List<FieldInfo> fields, FieldInfo field)
    {
        if (!fields.Exists(other => ReferenceEquals(other, field)))
        {
            fields.Add(field);
        }
    }

    private static bool IsUnset<TView>(int field, TView view)
        where TView : struct, IRequestView => field >= 0 && view.GetValue(field).Kind == FieldValueKind.NotSet;

    private static bool IsOpen<TView>(CompiledCondition condition, TView view)
        where TView : struct, IRequestView
    {
        var value = view.GetValue(condition.Index);
        return value.Kind == FieldValueKind.Unknown
            || ConditionEvaluator.DependsOnService(condition.Info, condition.Field, value);
    }

    private (decimal Shortest, decimal Longest)? SecondsFor<TView>(RateInfo rate, TView view, List<FieldInfo> dependsOn)
        where TView : struct, IRequestView
    {
        if (rate.PerSecond == 0)
        {
            return (0, 0);
        }

        var given = Duration(view);
        if (given is null && duration is not null
            && view.GetValue(durationIndex).Kind is not (FieldValueKind.NotSet or FieldValueKind.Unknown))
        {
            return null;   // the value is not a duration
        }

        if ((given ?? price.Seconds) is { } seconds)
        {
            return (seconds, seconds);
        }

        if (duration is null || Range(duration) is not { } range)
        {
            return null;
        }

        AddOnce(dependsOn, duration);
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
        const decimal Longest = 1_000_000_000;   // avoids an overflow of the price
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

        var seconds = field.Values.Select(
            static value => value.Number ?? throw new FormatException($"'{value.Wire}' is not a number."));
        return (seconds.Min(), seconds.Max());
    }

    private sealed record CompiledRate(RateInfo Info, CompiledCondition[] When);
}
