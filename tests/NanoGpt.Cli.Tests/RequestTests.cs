using NanoGpt.Cli.Requests;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Definitions;
using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Tests;

/// <summary>Tests how the arguments of a command line become the body of a submission.</summary>
public sealed class RequestTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanogpt-request-");

    public static TheoryData<string> Models =>
        [.. DirectoryFiles.BuiltInCatalog().Models.Where(model => model.Status != ModelStatus.Removed).Select(model => model.Id)];

    [Theory]
    [InlineData("prompt=a=b@c:=d", "prompt", AssignmentKind.Value, "a=b@c:=d")]
    [InlineData("prompt=@Image1 walks", "prompt", AssignmentKind.Value, "@Image1 walks")]
    [InlineData("image@a=b.png", "image", AssignmentKind.File, "a=b.png")]
    [InlineData("config:={\"a\":1}", "config", AssignmentKind.Json, "{\"a\":1}")]
    [InlineData("prompt=", "prompt", AssignmentKind.Value, "")]
    public void Parse_Assignment_SplitsAtTheFirstOperator(string word, string field, object kind, string value) =>
        Assert.Equal(new FieldAssignment(field, (AssignmentKind)kind, value), FieldAssignment.Parse(word));

    [Theory]
    [InlineData("prompt")]
    [InlineData("=x")]
    [InlineData("")]
    [InlineData("a:b")]
    public void Parse_WordWithoutOperator_IsRefused(string word) =>
        Assert.Contains("field=value", Assert.Throws<RequestSyntaxException>(() => FieldAssignment.Parse(word)).Message, StringComparison.Ordinal);

    /// <summary>The value of each field of each model on the command line is read back from the request body.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void Build_EveryListedValue_ReachesTheWire(string id)
    {
        var model = DirectoryFiles.BuiltInCatalog().Models.Single(model => model.Id == id);
        foreach (var field in FieldNames.Settable(model))
        {
            foreach (var (word, expected) in Samples(field))
            {
                var builder = new RequestBodyBuilder(model);
                builder.Set(FieldAssignment.Parse(word));
                var read = WireRequest.Read(model, null, builder.Build());

                Assert.Empty(read.UnknownKeys);
                Assert.Empty(read.Malformed);
                Assert.DoesNotContain(read.Check(), finding => finding.Code == FindingCodes.DataMalformed);
                var value = field.List is null ? read.Values[field.Name] : Assert.Single(read.Values[field.Name].Items);
                Assert.Equal(expected, value.Scalar?.Text ?? value.Kind.ToString());
            }
        }
    }

    [Fact]
    public async Task Submit_Values_HaveTheirWireForm()
    {
        var body = (await Run.Of("submit", "sora-2", "prompt=A tram", "duration=8s", "pro_mode=true", "resolution=1792x1024", "--dry-run")).Json;
        Assert.Equal("""{"model":"sora-2","prompt":"A tram","seconds":"8","pro_mode":true,"resolution":"1792x1024"}""", body.ToJsonString());
    }

    [Fact]
    public async Task Submit_Files_BecomeDataUrlsAndTexts()
    {
        var image = Write("first.png", "not really a picture, but enough bytes to be cut short for the eye that looks at the dry run of it");
        var prompt = Write("prompt.txt", "Two lines\nof text\n");
        var body = (await Run.Of("submit", "sora-2", $"prompt@{prompt}", $"image@{image}", "--dry-run")).Json;
        Assert.Equal("Two lines\nof text", (string?)body["prompt"]);
        Assert.StartsWith("data:image/png;base64,", (string?)body["imageDataUrl"], StringComparison.Ordinal);
        Assert.EndsWith(" characters)", (string?)body["imageDataUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_WordsAndRequestFile_WordsTakePrecedence()
    {
        var request = Write("request.json", """{ "model": "sora-2", "prompt": "from the file", "imageUrl": "https://example.com/a.png", "camera": 1 }""");
        var run = await Run.Of("submit", "sora-2", "--request", request, "image=https://example.com/b.png", "--dry-run");
        Assert.Equal("""{"model":"sora-2","prompt":"from the file","camera":1,"imageUrl":"https://example.com/b.png"}""", run.Json.ToJsonString());
        Assert.Contains("warning: 'camera' is not a known field of sora-2", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("promt=x", "did you mean 'prompt'?")]
    [InlineData("pro_mode=maybe", "pro_mode must be true or false, not 'maybe'.")]
    [InlineData("duration=long", "duration must be a number of seconds, not 'long'.")]
    [InlineData("pro_mode@file", "pro_mode does not accept a file: write pro_mode=")]
    [InlineData("prompt:=null", "prompt cannot be null: leave it out.")]
    [InlineData("prompt:={", "prompt:= is not JSON")]
    [InlineData("resolution=4k", "error NGPT104: ")]
    [InlineData("resolution=1792x1024", "error NGPT120: resolution = 1792x1024 requires pro_mode = true: 1792x1024 is rendered only in pro mode.")]
    [InlineData("image@none.png", "none.png")]
    [InlineData("nothing", "'nothing' does not set a field")]
    public async Task Submit_InvalidWord_IsReportedAndNotSent(string word, string message)
    {
        var run = await Run.Of("submit", "sora-2", "prompt=A tram", word, "--dry-run");
        Assert.NotEqual(ExitCode.Ok, run.Code);
        Assert.Equal("", run.Output);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("""{ "model": "veo2-video" }""", "is for veo2-video, not for sora-2")]
    public async Task Estimate_InvalidRequestFile_IsReported(string json, string message)
    {
        var run = await Run.Of("estimate", "sora-2", "--request", Write("request.json", json));
        Assert.Equal((ExitCode.Invalid, ""), (run.Code, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Estimate_UnknownModel_SuggestsANearId()
    {
        var run = await Run.Of("estimate", "sora2");
        Assert.Equal((ExitCode.Invalid, "There is no model 'sora2': did you mean sora-2?\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task Estimate_KnownOrUnknownPrice_IsReported()
    {
        Assert.Equal(
            "4 USD by the prices of 2026-08-24\n",
            (await Run.Of("estimate", "sora-2", "prompt=A tram", "resolution=1792x1024", "pro_mode=true", "duration=8")).Output);
        var json = (await Run.Of("estimate", "sora-2", "prompt=A tram", "--json")).Json;
        Assert.Null(json["price"]);
        Assert.Equal((0.4m, 1.2m, "2026-08-24"), (json["minimum"]!.GetValue<decimal>(), json["maximum"]!.GetValue<decimal>(), json["asOf"]!.GetValue<string>()));
        Assert.Equal(
            "0.4 to 1.2 USD by the prices of 2026-08-24: set resolution and seconds for an exact price\n",
            (await Run.Of("estimate", "sora-2", "prompt=A tram")).Output);
        Assert.Equal("unknown: set resolution and duration for an estimate\n", (await Run.Of("estimate", "hunyuan-video-15", "prompt=A tram")).Output);
        Assert.Equal("unknown: no price is recorded\n", (await Run.Of("estimate", "longstories-movie", "prompt=A tram")).Output);
    }

    [Theory]
    [InlineData("""{ "prompt": "x", "seed": 42 }""", "veo2-video", true)]
    [InlineData("""{ "prompt": "x", "seed": "42" }""", "veo2-video", true)]
    [InlineData("""{ "prompt": "x", "seed": "many" }""", "veo2-video", false)]
    [InlineData("""{ "prompt": "x", "musicConfig": { "musicSlug": "" } }""", "longstories-movie", true)]
    [InlineData("""{ "prompt": "x", "voiceoverConfig": { "voiceId": "IKne3meq5aSn9XLyUdCD" } }""", "longstories-movie", true)]
    [InlineData("""{ "prompt": "x", "voiceoverConfig": { "voiceId": "nobody" } }""", "longstories-movie", false)]
    public async Task Estimate_DocumentedJson_IsAccepted(string json, string model, bool isAccepted) => Assert.Equal(
        isAccepted ? ExitCode.Ok : ExitCode.Invalid, (await Run.Of("estimate", model, "--request", Write("request.json", json))).Code);

    [Fact]
    public async Task Estimate_QuotedPrice_NamesTheQuoteMethod()
    {
        var run = await Run.Of("estimate", "topaz-video-upscale", "video=https://example.com/v.mp4");
        Assert.Equal(
            (ExitCode.Ok, "unknown: VeniceClient.QuoteAsync returns the price of a request free of charge\n"), (run.Code, run.Output));
        Assert.Equal("0.088 USD by the prices of 2026-09-29\n", (await Run.Of("estimate", "longcat-distilled-text-to-video", "prompt=A tram", "duration=5")).Output);
    }

    [Theory]
    [InlineData("--max-cost", "1", "above --max-cost 1. Nothing was sent.")]
    [InlineData("--max-cost", "0.8", null)]
    public async Task Submit_PriceAboveMaxCost_IsRefused(string option, string value, string? message)
    {
        var seconds = message is null ? 8 : 12;
        var run = await Run.Of("submit", "sora-2", "prompt=x", "resolution=720p", $"duration={seconds}", option, value, "--dry-run");
        Assert.Equal(message is null ? ExitCode.Ok : ExitCode.Invalid, run.Code);
        Assert.Contains(message ?? "Not sent. Price: 0.8 USD", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_UnknownPriceWithMaxCost_IsRefused()
    {
        var run = await Run.Of("submit", "longstories-movie", "prompt=x", "--max-cost", "100", "--dry-run");
        Assert.Equal((ExitCode.Invalid, ""), (run.Code, run.Output));
        Assert.Contains("it cannot be compared with --max-cost 100", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1", ExitCode.Invalid)]
    [InlineData("1.2", ExitCode.Ok)]
    public async Task Submit_OmittedFieldsWithMaxCost_CountTheMostExpensiveValue(string limit, int code) =>
        Assert.Equal(code, (await Run.Of("submit", "sora-2", "prompt=x", "--max-cost", limit, "--dry-run")).Code);

    public void Dispose() => folder.Delete(recursive: true);

    private static IEnumerable<(string Word, string Expected)> Samples(FieldInfo field) => field switch
    {
        { Values.IsEmpty: false } => field.Values.Select(value => ($"{field.Name}={value.Wire}", value.Wire)),
        { Media: { } media } => new[]
        {
            (media.UrlKey, $"{field.Name}=https://example.com/x"),
            (media.DataKey, $"{field.Name}=data:{MediaType(field.Type)};base64,AAAA"),
            (media.AttachmentKey, $"{field.Name}=attachment:some-attachment"),
        }.Where(form => form.Item1 is not null).Select(form => (form.Item2, "Media")),
        { Type: FieldType.Boolean } => [($"{field.Name}=true", "true"), ($"{field.Name}=false", "false")],
        { Type: FieldType.Integer or FieldType.Seed or FieldType.Seconds } => [($"{field.Name}=7", "7")],
        { Type: FieldType.Number } => [($"{field.Name}=0.25", "0.25")],
        { Type: FieldType.Object } => [($"{field.Name}:={{}}", "Object")],
        _ => [($"{field.Name}=some words", "some words")],
    };

    private static string MediaType(FieldType type) => type switch
    {
        FieldType.Image => "image/png",
        FieldType.Audio => "audio/mpeg",
        _ => "video/mp4",
    };

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
