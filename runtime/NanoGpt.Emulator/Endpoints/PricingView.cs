using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Prices in the layouts of the service's list where one fits, else as the directory's rates.</summary>
internal static class PricingView
{
    public static JsonObject? Of(PricingSpec? pricing)
    {
        if (pricing is null)
        {
            return null;
        }

        var view = new JsonObject { ["currency"] = pricing.Currency };
        var rates = pricing.Rates;
        if (rates.All(rate => rate.When.IsEmpty && rate.PerSecond == 0))
        {
            view["per_video"] = rates[0].PerVideo;
        }
        else if (rates.All(rate => rate.When.IsEmpty && rate.PerVideo == 0))
        {
            view["per_second"] = rates[0].PerSecond;
        }
        else if (rates.All(rate => rate.PerVideo == 0 && rate.When is [{ Field: "resolution", Operator: ConditionOperator.IsOneOf }]))
        {
            view["per_second_by_resolution"] = new JsonObject(rates
                .SelectMany(rate => rate.When[0].Values.Select(value => KeyValuePair.Create(value.Text, (JsonNode?)rate.PerSecond)))
                .DistinctBy(price => price.Key));
        }
        else
        {
            view["rates"] = new JsonArray([.. rates.Select(Rate)]);
        }

        return view;
    }

    private static JsonObject Rate(RateSpec rate) => new()
    {
        ["when"] = string.Join(" and ", rate.When.Select(Describe)),
        ["per_video"] = rate.PerVideo,
        ["per_second"] = rate.PerSecond,
        ["free_seconds"] = rate.FreeSeconds,
    };

    private static string Describe(Condition condition)
    {
        var values = string.Join(" or ", condition.Values.Select(value => value.Text));
        return condition.Operator switch
        {
            ConditionOperator.IsOneOf => $"{condition.Field} is {values}",
            ConditionOperator.IsSet => $"{condition.Field} is set",
            ConditionOperator.IsUnset => $"{condition.Field} is not set",
            ConditionOperator.Above => $"{condition.Field} > {values}",
            ConditionOperator.AtLeast => $"{condition.Field} >= {values}",
            ConditionOperator.Below => $"{condition.Field} < {values}",
            _ => $"{condition.Field} <= {values}",
        };
    }
}
