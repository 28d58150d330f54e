using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NanoGpt.Cli.Output;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Definitions;
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
            PROVIDER  ID      STATUS   TYPE           MODES                         PRICE
            test      moving  active   MovingRequest  text-to-video image-to-video  0.1 to 0.3 USD a second
            test      still   removed  StillRequest   text-to-video                 unknown
            """,
            run.Output.TrimEnd());
        Assert.Equal("2 models\n", run.Error);
    }

    [Fact]
    public async Task ModelsList_QuotedPrices_DifferFromUnknownPrices()
    {
        var run = await Run.Of("models", "list", "--mode", "upscale");
        Assert.Matches("(?m)^venice +topaz-video-upscale .* quoted *$", run.Output);
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

            Media on the command line
              image: image@FILE for a file, or image=https://… for a link

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

    [Theory]
    [InlineData("--mode lipsink", "No model has --mode lipsink: did you mean 'lipsync'?")]
    [InlineData("--has imge", "No model has --has imge: did you mean 'image'?")]
    [InlineData("--resolution 1080", "No model has --resolution 1080: ")]
    [InlineData("--provider venus", "There is no provider 'venus': the directory contains nanogpt and venice.")]
    public async Task ModelsList_UnknownWord_IsAUsageErrorWithASuggestion(string option, string message)
    {
        var run = await Run.Of(["models", "list", .. option.Split(' ')]);
        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.StartsWith($"nanogpt: {message}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelsList_Filters_AreCombined()
    {
        var all = await IdsAsync("--provider", "venice");
        var some = await IdsAsync("--provider", "venice", "--has", "image", "--audio", "--resolution", "1080p", "--max-price", "1");
        Assert.Contains("wan-2.6-text-to-video", all);
        Assert.DoesNotContain("wan-2.6-text-to-video", some);
        Assert.InRange(some.Count, 5, all.Count - 1);
        Assert.Empty(some.Except(all));
    }

    [Fact]
    public async Task ModelsList_SortByPrice_StartsWithTheCheapestAndEndsWithUnknownOnes()
    {
        var ids = await IdsAsync("--provider", "nanogpt", "--sort", "price");
        Assert.Equal(73, ids.Count);
        Assert.True(ids.IndexOf("wan-video-22-turbo") < ids.IndexOf("sora-2"));
        Assert.True(ids.IndexOf("sora-2") < ids.IndexOf("longstories"));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(140)]
    public async Task ModelsList_Terminal_NeverBreaksAnId(int width)
    {
        var lines = (await OnTerminalAsync(width, "models", "list")).Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= Math.Max(width, 46), line));
        Assert.All(
            DirectoryFiles.BuiltInCatalog().Models, model => Assert.Contains(lines, line => line.Contains(model.Id, StringComparison.Ordinal)));
        Assert.Equal(width >= 60, lines[0].Contains('╭', StringComparison.Ordinal));
        Assert.Equal(width >= 100, lines.Any(line => line.Contains("PROVIDER", StringComparison.Ordinal)));
        Assert.Equal(width >= 140, lines.Any(line => line.Contains("MODES", StringComparison.Ordinal)));
        Assert.Equal(width is 60 or 100, lines.Any(line => line.Contains("promptchan-video (removed)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ModelsShow_NarrowTerminal_ListsFieldsInLines()
    {
        Assert.Contains("\n  duration: seconds, 4 8 12\n", await OnTerminalAsync(60, "models", "show", "sora-2"), StringComparison.Ordinal);
        Assert.Contains("PROPERTY", await OnTerminalAsync(120, "models", "show", "sora-2"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(100, true)]
    public async Task ModelsShow_SeveralModelsOnATerminal_BreakNoName(int width, bool isTable)
    {
        var text = await OnTerminalAsync(width, "models", "show", "sora-2", "veo3-1-video");
        Assert.Equal(isTable, text.Contains('╭', StringComparison.Ordinal));
        Assert.All(["orientation", "negative_prompt", "veo3-1-video"], name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ModelsShow_SeveralModels_AreColumns()
    {
        var run = await Run.Of("models", "show", "sora-2", "veo3-1-video");
        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Matches("(?m)^ +sora-2 +veo3-1-video$", run.Output);
        Assert.Matches("(?m)^duration +4 8 12 +4 6 8$", run.Output);
        Assert.Matches("(?m)^pro_mode +boolean, default false +-$", run.Output);
        Assert.Equal(2, JsonNode.Parse((await Run.Of("models", "show", "sora-2", "veo3-1-video", "--json")).Output)!.AsArray().Count);
    }

    private static async Task<List<string>> IdsAsync(params string[] options) =>
    [
        .. (await Run.Of(["models", "list", "--json", .. options])).Json["models"]!.AsArray()
            .Select(model => model!["id"]!.GetValue<string>()),
    ];

    private static async Task<string> OnTerminalAsync(int width, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var host = new CommandHost(output, TextWriter.Null, isTerminal: true, _ => null) { Width = width };
        Assert.Equal(ExitCode.Ok, await NanoGptCommand.RunAsync(args, host, TestContext.Current.CancellationToken));
        return Regex.Replace(output.ToString(), "\u001b\\[[0-9;]*m", "").Replace("\r", "", StringComparison.Ordinal);
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
