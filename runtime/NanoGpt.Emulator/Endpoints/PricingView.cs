namespace NanoGpt.Emulator.Endpoints;

/// <summary>Creates the prices of a model in a format of the service, or as rates of the directory if none is suitable.</summary>
internal static class PricingView
{
    public static JsonObject? Create(PriceInfo? pricing)
    {
        if (pricing is not { Rates.IsEmpty: false })
        {
            return null;
        }

        var view = new JsonObject { ["currency"] = pricing.Currency };
        var rates = pricing.Rates;
        if (rates is [{ When.IsEmpty: true, PerSecond: 0 } video])
        {
            view["per_video"] = video.PerVideo;
        }
        else if (rates is [{ When.IsEmpty: true, PerVideo: 0 } second])
        {
            view["per_second"] = second.PerSecond;
        }
        else if (rates.All(
            rate => rate.PerVideo == 0 && rate.When is [{ Field: "resolution", Operator: ConditionOperator.IsOneOf }]))
        {
            view["per_second_by_resolution"] = new JsonObject(rates
                .SelectMany(
                    rate => rate.When[0].Values, (rate, value) => KeyValuePair.Create(value.Text, (JsonNode?)rate.PerSecond))
                .DistinctBy(price => price.Key));
        }
        else
        {
            view["rates"] = new JsonArray([.. rates.Select(Rate)]);
        }

        return view;
    }

    private static JsonObject Rate(RateInfo rate) => new()
    {
        ["when"] = ConditionText.Join(rate.When),
        ["per_video"] = rate.PerVideo,
        ["per_second"] = rate.PerSecond,
        ["free_seconds"] = rate.FreeSeconds,
    };
}
