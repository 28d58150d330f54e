using System.Globalization;

namespace NanoGpt;

/// <summary>Applies recorded prices to a request.</summary>
internal static class CostEstimator
{
    public static CostEstimate Estimate(VideoRequest request)
    {
        if (request.Model.Price is not { } price)
        {
            return new CostEstimate { Note = $"No price of {request.Model.Id} is recorded." };
        }

        var values = ValueCollector.Collect(request);
        var open = new List<string>();
        decimal? least = null;
        decimal? most = null;
        foreach (var rate in PossibleRates(price, values, open))
        {
            if (SecondsFor(rate, request.Model, price, values, open) is not var (shortest, longest))
            {
                return Unknown(price, "The length of the video is not known.");
            }

            var (low, high) = (rate.For(shortest), rate.For(longest));
            least = least < low ? least : low;
            most = most > high ? most : high;
        }

        if (least is null)
        {
            return Unknown(price, "No recorded price fits this request.");
        }

        var dependsOn = open.Count == 0 ? null : $"Depends on {string.Join(" and ", open)}, which {(open.Count == 1 ? "is" : "are")} not set.";
        return new CostEstimate
        {
            Certainty = least == most ? CostCertainty.Exact : CostCertainty.Between,
            Minimum = least,
            Maximum = most,
            Currency = price.Currency,
            AsOf = price.AsOf,
            Note = Join(price.Note, least == most ? null : dependsOn),
        };
    }

    /// <summary>
    /// The first rate whose conditions hold; before it, those that would if a field that is not set and has no default had the
    /// right value.
    /// </summary>
    private static List<RateInfo> PossibleRates(PriceInfo price, FieldValue[] values, List<string> open)
    {
        var rates = new List<RateInfo>();
        foreach (var rate in price.RateRows)
        {
            var isPossible = true;
            var isCertain = true;
            foreach (var condition in rate.When)
            {
                if (condition.IsOpen(values))
                {
                    isCertain = false;
                }
                else if (!condition.Holds(values))
                {
                    isPossible = false;
                }
            }

            if (!isPossible)
            {
                continue;
            }

            rates.Add(rate);
            if (isCertain)
            {
                break;
            }

            foreach (var condition in rate.When)
            {
                if (condition.IsOpen(values))
                {
                    Note(open, condition.Field);
                }
            }
        }

        return rates;
    }

    private static (decimal Shortest, decimal Longest)? SecondsFor(
        RateInfo rate, ModelInfo model, PriceInfo price, FieldValue[] values, List<string> open)
    {
        if (rate.PerSecond == 0)
        {
            return (0, 0);
        }

        var index = LengthField(model);
        if (index >= 0)
        {
            var row = model.Rows[index];
            var value = values[index].IsSet ? values[index] : row.Assumed;
            if (value.IsSet)
            {
                return double.IsFinite(value.Number) && Math.Abs(value.Number) < 1e9
                    ? ((decimal)value.Number, (decimal)value.Number)
                    : null;
            }
        }

        if (price.Seconds is { } seconds)
        {
            return (seconds, seconds);
        }

        if (index >= 0 && Range(model.Rows[index]) is { } range)
        {
            Note(open, model.Rows[index]);
            return range;
        }

        return null;
    }

    // A model may have several lengths (of the clip, of a sound); the one that drives the price counts, else the clip's.
    private static int LengthField(ModelInfo model)
    {
        var index = Array.FindIndex(model.Rows, row => row.Kind == FieldKind.Seconds && row.IsCostDriver);
        if (index < 0)
        {
            index = Array.FindIndex(model.Rows, row => row.Name is "duration" or "seconds" && row.Kind is FieldKind.Seconds or FieldKind.Number);
        }

        return index >= 0 ? index : Array.FindIndex(model.Rows, row => row.Kind == FieldKind.Seconds);
    }

    private static (decimal Shortest, decimal Longest)? Range(FieldInfo row)
    {
        if (row.ValueRows.Length == 0)
        {
            return row is { Min: { } min, Max: { } max } ? ((decimal)min, (decimal)max) : null;
        }

        var shortest = decimal.MaxValue;
        var longest = decimal.MinValue;
        foreach (var value in row.ValueRows)
        {
            var seconds = decimal.Parse(value.Wire, NumberStyles.Float, CultureInfo.InvariantCulture);
            shortest = Math.Min(shortest, seconds);
            longest = Math.Max(longest, seconds);
        }

        return (shortest, longest);
    }

    private static CostEstimate Unknown(PriceInfo price, string why) =>
        new() { Currency = price.Currency, AsOf = price.AsOf, Note = Join(price.Note, why) };

    private static void Note(List<string> open, FieldInfo field)
    {
        if (!open.Contains(field.ToString()))
        {
            open.Add(field.ToString());
        }
    }

    private static string? Join(string? first, string? second) => first is null ? second : second is null ? first : $"{first} {second}";
}
