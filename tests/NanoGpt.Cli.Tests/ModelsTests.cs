using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Directories.Wording;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Tests;

public class ModelsTests
{
    [Fact]
    public async Task ModelsList_Directory_WritesOneLinePerModel()
    {
        using var directory = new SmallDirectory();
        var run = await Run.Of("models", "list", "--directory", directory.Path);
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(
            """
            ID      STATUS   TYPE           MODES                         PRICE
            moving  active   MovingRequest  text-to-video image-to-video  0.1 to 0.3 USD a second
            still   removed  StillRequest   text-to-video                 unknown
            """,
            run.Output.TrimEnd());
        Assert.Equal("2 models\n", run.Error);
    }

    [Fact]
    public async Task ModelsList_QuotedPrices_DifferFromUnknownPrices()
    {
        var run = await Run.Of("models", "list", "--mode", "upscale");
        Assert.Matches("(?m)^topaz-video-upscale .* quoted *$", run.Output);
        Assert.Matches("^\\d+ models\nquoted: VeniceClient.QuoteAsync .*\n$", run.Error);
        Assert.Contains("Price\n  quoted: VeniceClient.QuoteAsync ", (await Run.Of("models", "show", "topaz-video-upscale")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.5 USD a video", 0.5, 0.0)]
    [InlineData("0.1 to 0.3 USD a second", 0.0, 0.3, 0.0, 0.1)]
    [InlineData("1 to 2 USD a video", 1.0, 0.5, 2.0, 0.0)]
    [InlineData("0.5 to 0.8 USD a video or 0.1 USD a second", 0.5, 0.0, 0.0, 0.1, 0.8, 0.0)]
    [InlineData("0 USD a video or 0.1 USD a second", 0.0, 0.0, 0.0, 0.1)]
    public void Brief_RatesPerSecondAndPerVideo_AreShownApart(string brief, params double[] pairs)
    {
        var rates = pairs.Chunk(2).Select(pair => new RateInfo { PerVideo = (decimal)pair[0], PerSecond = (decimal)pair[1] }).ToEquatableArray();
        var pricing = new PriceInfo { Currency = "USD", AsOf = "2026-08-24", Rates = rates };
        Assert.Equal(brief, PriceView.Summarize(new ModelDefinition { Provider = "test", Id = "m", TypeName = "M", Title = "M", Summary = "M.", Price = pricing }));
    }

    [Fact]
    public async Task ModelsList_Mode_ListsOnlyItsModels()
    {
        using var directory = new SmallDirectory();
        var run = await Run.Of("models", "list", "--directory", directory.Path, "--mode", "image-to-video", "--json");
        Assert.Equal("moving", Assert.Single(run.Json["models"]!.AsArray())!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task ModelsShow_Model_ShowsAllItsFacts()
    {
        using var directory = new SmallDirectory();
        var run = await Run.Of("models", "show", "moving", "-d", directory.Path);
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Equal(
            """
            Moving Pictures (moving, test)
            Moves things.

            C# type   MovingRequest
            Modes     text-to-video, image-to-video
            Sources   a

            PROPERTY    WIRE                   TYPE               ALLOWED     DEFAULT
            Prompt      prompt                 string   required
            Image       imageUrl imageDataUrl  image
            ProMode     pro_mode               boolean                        false
            Resolution  resolution             enum               720p 1080p  720p
            Duration    duration               seconds            5s 10s      5

            Rules
              resolution = 1080p requires pro_mode = true: 1080p is rendered only in pro mode.

            Price as of 2026-01-01
              pro_mode = false: 0.1 USD a second
              pro_mode = true: 0.3 USD a second

            Disputes
              duration: Both.
            """,
            run.Output.TrimEnd());
    }

    [Fact]
    public async Task ModelsShow_RemovedModel_NamesTheSuccessor()
    {
        using var directory = new SmallDirectory();
        Assert.Contains("Removed; use moving\n", (await Run.Of("models", "show", "still", "-d", directory.Path)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelsShow_PartOfAnId_SuggestsNearIds()
    {
        var run = await Run.Of("models", "show", "sora");
        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains("sora-2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelsList_BrokenDirectory_ReportsAndShowsNothing()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/moving.yaml", "id: moving\nmodes: 5");
        var run = await Run.Of("models", "list", "-d", directory.Path);
        Assert.Equal((ExitCode.Invalid, ""), (run.Code, run.Output));
        Assert.Contains("): error NGPT", run.Error, StringComparison.Ordinal);
    }
}
