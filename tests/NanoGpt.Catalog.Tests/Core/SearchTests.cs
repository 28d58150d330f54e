using NanoGpt.Catalog.Tests.Kit;
using NanoGpt.Catalogs.Prices;
using NanoGpt.Catalogs.Search;

namespace NanoGpt.Catalog.Tests;

public sealed class SearchTests
{
    private static readonly IReadOnlyList<ModelRow> Rows = [.. BuiltIn.Directory.Models.Select(static model => new ModelRow(model))];
    private static readonly ModelSearch Search = new(Rows);

    [Fact]
    public void Find_NoSelection_ReturnsAllModels() => Assert.Equal(Rows.Count, Search.Find(ModelQuery.All).Rows.Count);

    [Fact]
    public void Find_Words_MustAllMatch()
    {
        var found = Search.Find(ModelQuery.All with { Text = "SORA  pro" }).Rows;

        Assert.NotEmpty(found);
        Assert.All(found, static row => Assert.Contains("sora", row.Model.Key, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Find_SelectedValues_AreAlternativesWithinAFacet()
    {
        var query = ModelQuery.All.Toggle(Facet.Mode, "lipsync").Toggle(Facet.Mode, "upscale").Toggle(Facet.Provider, "NanoGPT");

        var found = Search.Find(query).Rows;

        Assert.NotEmpty(found);
        Assert.All(found, static row => Assert.Contains(row.Model.Info.Modes, static mode => mode is "lipsync" or "upscale"));
        Assert.All(found, static row => Assert.Equal("nanogpt", row.Model.Info.Provider));
    }

    [Fact]
    public void Find_Counts_ArePreciselyWhatASelectionAdds()
    {
        var query = ModelQuery.All.Toggle(Facet.Input, "end frame");

        var result = Search.Find(query);

        foreach (var facet in Enum.GetValues<Facet>().Where(static facet => facet != Facet.Input))
        {
            foreach (var (value, count) in result.Counts[(int)facet])
            {
                Assert.Equal(count, Search.Find(query.Toggle(facet, value)).Rows.Count);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Find_SortedByPrice_PutsUnknownPricesLast(bool descending)
    {
        var prices = Search.Find(ModelQuery.All with { Sort = SortColumn.Price, IsDescending = descending }).Rows
            .Select(static row => row.PriceOf(Clip.Default)?.Minimum).ToList();

        var known = prices.TakeWhile(static price => price is not null).ToList();
        Assert.True(known.Count > 20);
        Assert.All(prices.Skip(known.Count), static price => Assert.Null(price));
        Assert.Equal(descending ? known.OrderDescending() : known.Order(), known);
    }

    [Fact]
    public void PriceOf_Clip_IsThatOfTheRequest()
    {
        var row = Rows.Single(static row => row.Model.Key == "nanogpt/sora-2");
        var request = BuiltIn.Request("nanogpt/sora-2", ("duration", 8), ("resolution", 0));

        Assert.Equal(request.EstimateCost().Maximum, row.PriceOf(new Clip(8, "720p"))!.Maximum);
        Assert.Null(row.PriceOf(new Clip(9, "720p")));
        Assert.Null(row.PriceOf(new Clip(8, "4k")));
    }

    [Fact]
    public void FromUrl_WrittenUrl_ReturnsTheSameQuery()
    {
        var query = (ModelQuery.All with
        {
            Text = "a b&c", Sort = SortColumn.Price, IsDescending = true, Clip = new Clip(5, null),
        }).Toggle(Facet.AspectRatio, "16:9").Toggle(Facet.Input, "end frame");

        Assert.Equal(query, ModelQuery.FromUrl(query.ToUrl()));
        Assert.Equal("", ModelQuery.All.ToUrl());
        Assert.Equal(ModelQuery.All, ModelQuery.FromUrl("?utm_source=x&seconds=abc"));
    }

    [Fact]
    public void Create_PriceSeries_HasAPointForEachDuration()
    {
        var series = PriceSeries.Create(BuiltIn.Directory.Find("nanogpt/sora-2")!).ToList();

        Assert.Equal(["720p", "1792x1024"], series.Select(static one => one.Resolution));
        Assert.Equal([4m, 8m, 12m], series[0].Points.Select(static point => point.Seconds));
    }

    [Theory]
    [InlineData(0, "0 1")]
    [InlineData(1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(4.32, "0 1 2 3 4 5")]
    [InlineData(12, "0 2 4 6 8 10 12")]
    [InlineData(0.034, "0 0.01 0.02 0.03 0.04")]
    [InlineData(300, "0 50 100 150 200 250 300")]
    public void Create_ChartAxis_HasRoundTicksUpToTheValue(double highest, string ticks) => Assert.Equal(
        ticks, string.Join(' ', ChartAxis.Create((decimal)highest).Ticks.Select(Messages.Amount)));
}
