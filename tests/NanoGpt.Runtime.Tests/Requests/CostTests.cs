using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Requests;

public sealed class CostTests
{
    private static readonly VideoInput Clip = VideoInput.FromUrl("https://example.com/v.mp4");

    [Fact]
    public void EstimateCost_AllPriceFieldsSet_IsExact()
    {
        var cost = new Sora2Request { Prompt = "x", ProMode = true, Resolution = Sora2Resolution.R720p, Duration = Sora2Duration.Seconds8 }.EstimateCost();
        Assert.Equal((CostCertainty.Exact, 2.4m, 2.4m), (cost.Certainty, cost.Minimum!.Value, cost.Maximum!.Value));
        Assert.Equal("2.4 USD (as of 2026-08-24)", cost.ToString());
    }

    [Fact]
    public void EstimateCost_DefaultValue_CountsAsSet() =>
        Assert.Equal(0.4m, new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R720p }.EstimateCost().Maximum);

    [Fact]
    public void EstimateCost_PriceFieldNotSet_GivesARange()
    {
        var cost = new Sora2Request { Prompt = "x", ProMode = true }.EstimateCost();
        Assert.Equal((CostCertainty.Between, 1.2m, 2.0m), (cost.Certainty, cost.Minimum!.Value, cost.Maximum!.Value));
        Assert.Equal("Depends on Resolution, which is not set.", cost.Note);
    }

    [Fact]
    public void EstimateCost_NoMatchingRate_IsUnknown()
    {
        var cost = new Sora2Request { Prompt = "x", ProMode = false, Resolution = Sora2Resolution.R1792x1024 }.EstimateCost();
        Assert.Equal((CostCertainty.Unknown, null, "unknown"), (cost.Certainty, cost.Minimum, cost.ToString()));
    }

    [Fact]
    public void EstimateCost_UnknownDuration_NamesThePropertyToSet()
    {
        var info = new RequestTypeInfo("""
            model p m M ""
            seconds duration Length
            price USD 2026-01-02
            rate perSecond=0.05
            """);
        Assert.Equal("Set Length for an estimate.", CostEstimator.Estimate(new Bare(info)).Note);
    }

    [Fact]
    public void EstimateCost_FreeSeconds_AreNotCharged() =>
        Assert.Equal(2m, new LipsyncRequest { Video = Clip, Quality = LipsyncQuality.Ultra, Length = 8 }.EstimateCost().Minimum);

    [Fact]
    public void EstimateCost_PricePerVideo_NeedsNoDuration() =>
        Assert.Equal((CostCertainty.Exact, 0.25m), (Price().Certainty, Price().Minimum!.Value));

    [Fact]
    public void EstimateCost_ModelWithoutPrices_IsUnknown() =>
        Assert.Equal(CostCertainty.Unknown, new StoryRequest { Prompt = "x" }.EstimateCost().Certainty);

    [Fact]
    public void EstimateCost_FixedDuration_IsUsed()
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
    public void EstimateCost_DurationNotSet_GivesTheRangeOfItsValues()
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
