using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Requests;

public sealed class CostTests
{
    private static readonly VideoInput Clip = VideoInput.FromUrl("https://example.com/v.mp4");

    [Fact]
    public void All_drivers_set_give_the_exact_price()
    {
        var cost = new Sora2Request { Prompt = "x", ProMode = true, Resolution = Sora2Resolution.R720p, Duration = Sora2Duration.Seconds8 }.EstimateCost();
        Assert.Equal((CostCertainty.Exact, 2.4m, 2.4m), (cost.Certainty, cost.Minimum!.Value, cost.Maximum!.Value));
        Assert.Equal("2.4 USD (as of 2026-08-24)", cost.ToString());
    }

    [Fact]
    public void A_default_counts_as_set() =>
        Assert.Equal(0.4m, new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R720p }.EstimateCost().Maximum);

    [Fact]
    public void An_open_driver_gives_a_range()
    {
        var cost = new Sora2Request { Prompt = "x", ProMode = true }.EstimateCost();
        Assert.Equal((CostCertainty.Between, 1.2m, 2.0m), (cost.Certainty, cost.Minimum!.Value, cost.Maximum!.Value));
        Assert.Equal("Depends on Resolution, which is not set.", cost.Note);
    }

    [Fact]
    public void No_rate_means_unknown_and_not_zero()
    {
        var cost = new Sora2Request { Prompt = "x", ProMode = false, Resolution = Sora2Resolution.R1792x1024 }.EstimateCost();
        Assert.Equal((CostCertainty.Unknown, null, "unknown"), (cost.Certainty, cost.Minimum, cost.ToString()));
    }

    [Fact]
    public void Free_seconds_are_not_paid() =>
        Assert.Equal(2m, new LipsyncRequest { Video = Clip, Quality = LipsyncQuality.Ultra, Length = 8 }.EstimateCost().Minimum);

    [Fact]
    public void A_price_a_video_needs_no_length() =>
        Assert.Equal((CostCertainty.Exact, 0.25m), (Price().Certainty, Price().Minimum!.Value));

    [Fact]
    public void A_model_without_prices_is_unknown() =>
        Assert.Equal(CostCertainty.Unknown, new StoryRequest { Prompt = "x" }.EstimateCost().Certainty);

    [Fact]
    public void A_fixed_length_counts()
    {
        var info = new RequestTypeInfo("""
            model p m M ""
            fixed number duration duration 6
            price USD 2026-01-02
            rate when=duration=6 perSecond=0.05
            """);
        Assert.Equal(0.3m, CostEstimator.Estimate(new Bare(info)).Minimum);
    }

    [Fact]
    public void An_open_length_gives_the_range_of_its_values()
    {
        var info = new RequestTypeInfo("""
            model p m M ""
            seconds duration Duration values=10|5
            price USD 2026-01-02
            rate perSecond=0.1
            """);
        var cost = CostEstimator.Estimate(new Bare(info));
        Assert.Equal((0.5m, 1m), (cost.Minimum!.Value, cost.Maximum!.Value));
    }

    private static CostEstimate Price() => new LipsyncRequest { Video = Clip }.EstimateCost();

    private sealed record Bare(RequestTypeInfo Info) : NanoGptRequest
    {
        protected internal override RequestTypeInfo TypeInfo => Info;

        protected override void Accept(FieldVisitor v)
        {
        }
    }
}
