using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>Says what a request costs by recorded prices.</summary>
public static class PriceCalculator
{
    /// <summary>Calculates the price of a job.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">The values by the fields' semantic names.</param>
    /// <param name="seconds">The output's length, if the caller knows it better than the request says.</param>
    /// <returns>The price in the currency of <see cref="ModelSpec.Pricing"/>; null if no recorded rate covers the request.</returns>
    public static decimal? Calculate(ModelSpec model, IReadOnlyDictionary<string, RequestValue> values, decimal? seconds = null)
    {
        if (model.Pricing is not { } pricing)
        {
            return null;
        }

        foreach (var rate in pricing.Rates)
        {
            if (ConditionEvaluator.AllHold(rate.When, model, values))
            {
                return Price(rate, seconds ?? Length(model, pricing, values));
            }
        }

        return null;
    }

    /// <summary>The field that says how long the output is: the one that drives the price, else the clip's length, else the first.</summary>
    public static FieldSpec? LengthField(ModelSpec model)
    {
        FieldSpec? first = null;
        FieldSpec? named = null;
        foreach (var field in model.Inputs)
        {
            if (field.Type == FieldType.Seconds)
            {
                if (field.Cost)
                {
                    return field;
                }

                first ??= field;
            }

            if (field.Type is FieldType.Seconds or FieldType.Number && field.Name is "duration" or "seconds")
            {
                named ??= field;
            }
        }

        return named ?? first;
    }

    private static decimal? Price(RateSpec rate, decimal? seconds)
    {
        if (rate.PerSecond == 0)
        {
            return rate.PerVideo;
        }

        return seconds is { } length ? rate.PerVideo + (rate.PerSecond * Math.Max(0, length - rate.FreeSeconds)) : null;
    }

    private static decimal? Length(ModelSpec model, PricingSpec pricing, IReadOnlyDictionary<string, RequestValue> values)
    {
        if (LengthField(model) is { } field)
        {
            var scalar = field.Fixed ?? (values.TryGetValue(field.Name, out var value) ? value.Scalar : field.Default);
            if (scalar is { Kind: ScalarKind.Number })
            {
                return scalar.Number;
            }
        }

        return pricing.Seconds;
    }
}
