using NanoGpt.Schema.Model;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Loading;

public sealed class PricingTests
{
    private const string Inputs = "inputs: { prompt: , resolution: { default: 720p }, duration: { values: [5, 10], default: 5 }, pro_mode: , num_frames: }\n";

    [Theory]
    [InlineData("per_video: 0.4", 0.4)]
    [InlineData("per_second: 0.1", 0.5)]
    [InlineData("per_second: 0.1", 1.0, "duration", 10)]
    [InlineData("{ per_video: 1, per_second: 0.1 }", 1.5)]
    [InlineData("base: { price: 3.4, seconds: 5, per_extra_second: 0.68 }", 3.4)]
    [InlineData("base: { price: 3.4, seconds: 5, per_extra_second: 0.68 }", 6.8, "duration", 10)]
    [InlineData("per_video: { resolution: { 720p: 2, 1080p: 4 } }", 2.0)]
    [InlineData("per_video: { resolution: { 720p: 2, 1080p: 4 } }", 4.0, "resolution", "1080p")]
    [InlineData("per_video: { resolution: { 720p: 2, 1080p: 4 } }", null, "resolution", "480p")]
    [InlineData("per_video: { pro_mode: { true: 2, unset: 1 } }", 2.0)]
    [InlineData("per_video: { pro_mode: { set: 1, \"true\": 2 } }", 2.0, "pro_mode", true)]
    [InlineData("per_video: { pro_mode: { set: 1, \"true\": 2 } }", 1.0, "pro_mode", false)]
    [InlineData("per_video: { num_frames: { \"<=81\": 1, \">81\": 2 } }", 2.0, "num_frames", 82)]
    [InlineData("per_video: { num_frames: { \"<=81\": 1, \">81\": 2, 100: 3 } }", 3.0, "num_frames", 100)]
    [InlineData("per_video: { num_frames: { \"<=81\": 1, \">81\": 2 } }", 2.0)]
    [InlineData("{ per_second: 0.1, seconds: 8 }", 0.5)]
    public void EstimatePrice_SeveralRates_UsesTheMostExpensiveThatCanApply(
        string pricing, double? price, string? field = null, object? value = null) =>
        Assert.Equal((decimal?)price, RequestChecker.EstimatePrice(Model(pricing), Values(field, value))!.Maximum);

    [Fact]
    public void EstimatePrice_UnknownLength_NamesTheFieldToSet()
    {
        var model = Assert.Single(Verify.Model("""
            inputs: { prompt: , duration: }
            pricing: { currency: USD, as_of: "2026-08-24", per_second: 1 }
            """).Models);
        var range = RequestChecker.EstimatePrice(model, Values(null, null))!;
        Assert.Equal((null, true), (range.Maximum, range.IsDurationUnknown));
        Assert.Equal("duration", Assert.Single(range.DependsOn).Name);
        Assert.Equal(3m, RequestChecker.EstimatePrice(model, Values("duration", 3))!.Maximum);
    }

    [Fact]
    public void EstimatePrice_NoRateApplies_NamesTheFieldsToSet()
    {
        var range = RequestChecker.EstimatePrice(Model("per_video: { num_frames: { set: 1 } }"), Values(null, null))!;
        Assert.Null(range.Maximum);
        Assert.Equal("num_frames", Assert.Single(range.DependsOn).Name);
    }

    [Fact]
    public void EstimatePrice_NoPrices_ReturnsNull() =>
        Assert.Null(RequestChecker.EstimatePrice(Assert.Single(Load.Model("").Models), Values(null, null)));

    [Fact]
    public void Rates_OfDifferentSpecificity_StartWithTheMostSpecific()
    {
        var rates = Model("per_video: { num_frames: { set: 1, \"<=81\": 2, 5: 3 } }").Price!.Rates;
        Assert.Equal([3m, 2m, 1m], rates.Select(rate => rate.PerVideo));
    }

    [Fact]
    public void Rates_OfTheSameField_AreCombined()
    {
        var rates = Model("{ per_video: { resolution: { 720p: 1, 1080p: 2 } }, per_second: { resolution: { 720p: 3, 1080p: 4 } } }").Price!.Rates;
        Assert.Equal([(1m, 3m), (2m, 4m)], rates.Select(rate => (rate.PerVideo, rate.PerSecond)));
        Assert.All(rates, rate => Assert.Single(rate.When));
    }

    [Theory]
    [InlineData("per_video: { duration: { 5: 1, 10: 2, set: 3 } }", "no request uses the price under 'set': another condition always applies first: remove this price or correct that condition")]
    [InlineData("{ per_video: { resolution: { 720p: 1, 1080p: 2 } }, per_second: { resolution: { 720p: 3 } } }", "no request uses the price under '1080p': 'per_second' has no price for such a request: add it, or remove this price")]
    [InlineData("base: { price: { resolution: { 720p: 1 } }, seconds: 5, per_extra_second: { resolution: { 720p: 2, 1080p: 3 } } }", "no request uses the price under '1080p': 'price' has no price for such a request: add it, or remove this price")]
    public void Load_PriceOfNoRequest_IsReportedWithTheReason(string pricing, string message) =>
        Assert.Equal([message], Load.Model(Text(pricing)).Issues.Select(issue => issue.Message));

    private static ModelDefinition Model(string pricing) => Assert.Single(Verify.Model(Text(pricing)).Models);

    private static string Text(string pricing)
    {
        var keys = pricing.StartsWith('{') ? pricing[1..^1] : pricing;
        return Inputs + "pricing: { currency: USD, as_of: \"2026-08-24\", " + keys + " }";
    }

    private static Dictionary<string, RequestValue> Values(string? field, object? value)
    {
        var values = new Dictionary<string, RequestValue>();
        if (field is not null)
        {
            values[field] = value switch
            {
                int number => RequestValue.Of(number),
                bool truth => RequestValue.Of(truth),
                _ => RequestValue.Of((string)value!),
            };
        }

        return values;
    }
}
