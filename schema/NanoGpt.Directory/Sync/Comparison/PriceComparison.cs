using NanoGpt.Directories.Diff;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Compares two prices by the amounts that they give for requests.</summary>
/// <param name="Differs">Whether the listed price of some request is another.</param>
/// <param name="Uncovered">The rates of the directory that apply to requests without a listed price.</param>
internal sealed record PriceComparison(bool Differs, IReadOnlyList<RateInfo> Uncovered)
{
    private const int MaxRequests = 20_000;

    // Recorded prices can be rounded.
    private const decimal Tolerance = 0.000001m;

    public static PriceComparison Compare(ModelDefinition model, PriceInfo own, PriceInfo listed)
    {
        if (!string.Equals(own.Currency, listed.Currency, StringComparison.Ordinal))
        {
            return new PriceComparison(Differs: true, []);
        }

        var conditions = own.Rates.Concat(listed.Rates).SelectMany(rate => rate.When).ToList();
        var names = conditions.Select(condition => condition.Field).Append(RequestChecker.DurationField(model)?.Name)
            .ToHashSet(StringComparer.Ordinal);
        var fields = model.Fields.Where(input => names.Contains(input.Name) && input.Fixed is null).ToList();
        var values = fields.ConvertAll(field => Values(field, [.. conditions.Where(condition => condition.Field == field.Name)]));
        if (Combinations.Count(values) > MaxRequests)
        {
            return new PriceComparison(!own.Rates.Equals(listed.Rates), [.. own.Rates.Except(listed.Rates)]);
        }

        var (one, other) = (model with { Price = own }, model with { Price = listed });
        var differs = false;
        var uncovered = new HashSet<RateInfo>();
        foreach (var choice in Combinations.Enumerate(values))
        {
            var request = fields.Zip(choice).Where(pair => pair.Second is not null)
                .ToDictionary(pair => pair.First.Name, pair => pair.Second!, StringComparer.Ordinal);
            var ownPrice = Price(one, request);
            var listedPrice = Price(other, request);
            differs |= listedPrice is { } price
                && (ownPrice is not { } before || Math.Abs(price - before) > Tolerance * Math.Max(1, price));
            if (ownPrice is not null && listedPrice is null)
            {
                uncovered.Add(RateOf(one, request)!);
            }
        }

        return new PriceComparison(differs, [.. own.Rates.Where(uncovered.Contains)]);
    }

    // An unknown length is equal for both; two lengths compare the base price and the price per second.
    private static decimal? Price(ModelDefinition model, Dictionary<string, RequestValue> request) =>
        RateOf(model, request) is not { } rate ? null
        : rate.PerSecond == 0 ? rate.PerVideo
        : Seconds(model, request) is { } seconds ? rate.GetPrice(seconds)
        : rate.GetPrice(7) + (rate.GetPrice(1000) * 1000);

    private static RateInfo? RateOf(ModelDefinition model, Dictionary<string, RequestValue> request) =>
        model.Price!.Rates.FirstOrDefault(rate => RequestChecker.AllHold(rate.When, model, request));

    private static decimal? Seconds(ModelDefinition model, Dictionary<string, RequestValue> request) =>
        RequestChecker.DurationField(model) is { } field && (field.Fixed ?? ValueOf(field, request)) is { } value
            ? value.Number : model.Price!.Seconds;

    private static Scalar? ValueOf(FieldInfo field, Dictionary<string, RequestValue> request) =>
        request.TryGetValue(field.Name, out var value) ? value.Scalar : field.Default;

    private static List<RequestValue?> Values(FieldInfo field, List<ConditionInfo> conditions)
    {
        var values = new List<RequestValue?>();
        if (!field.IsRequired)
        {
            values.Add(null);
        }

        if (field.IsMedia || field.List is not null || field.Type == FieldType.Object)
        {
            values.Add(SampleValue.Create(field));
            return values;
        }

        var scalars = field.Type == FieldType.Boolean ? [Scalar.Of(true), Scalar.Of(false)]
            : field.Values.Select(value => FieldDomain.ScalarOf(field, value))
                .Concat(conditions.SelectMany(condition => condition.Values).SelectMany(value => Around(value, field)))
                .Concat(new[] { field.Min, field.Max }.OfType<decimal>().Select(Scalar.Of));
        values.AddRange(scalars.Where(scalar => FieldDomain.Allows(field, scalar)).Distinct().Select(RequestValue.Of));
        if (values.Count == 0)
        {
            values.Add(SampleValue.Create(field));
        }

        return values;
    }

    private static IEnumerable<Scalar> Around(Scalar value, FieldInfo field)
    {
        yield return value;
        if (value.Kind == ScalarKind.Number)
        {
            var step = field.Step ?? 1;
            yield return Scalar.Of(value.Number - step);
            yield return Scalar.Of(value.Number + step);
        }
    }
}
