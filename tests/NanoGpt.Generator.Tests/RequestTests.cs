using System.Text.Json;
using NanoGpt.Generator.Tests.Kit;

namespace NanoGpt.Generator.Tests;

/// <summary>Compiles generated requests with a consumer's code, loads them and uses them.</summary>
public sealed class RequestTests
{
    private static readonly TestProject Project = TestProject.Small
        .WithModel("minimal", SmallDirectory.Minimal)
        .WithModel("everything-2.0", SmallDirectory.Everything)
        .WithModel("media", SmallDirectory.Media)
        .WithModel("priced", SmallDirectory.RulesAndPrices)
        .WithModel("old", SmallDirectory.Deprecated)
        .WithModel("gone", SmallDirectory.Removed);

    private const string Everything = """
        new Everything2_0Request
        {
            Prompt = "A \"cat\"", Resolution = Everything2_0Resolution.R1080p, Look = Everything2_0Look.FilmNoir,
            Styles = new[] { Everything2_0Styles.Wild, Everything2_0Styles.Calm }, Duration = Everything2_0Duration.Seconds10,
            StartAt = 15, ProMode = true, Frames = 81, Guidance = 7.5, Seed = 12345678901,
            Extra = System.Text.Json.JsonDocument.Parse("{\"a\":[1]}").RootElement, Tags = new[] { "one", "two" }, Counts = new[] { 1, 2 },
            Camera = new Everything2_0Camera { Pan = -0.5, Zoom = Everything2_0CameraZoom.Out },
            Shots = new[] { new Everything2_0Shots { Text = "first", Length = Everything2_0ShotsLength.Seconds2 } },
        }
        """;

    [Fact]
    public void ToJson_SetProperties_AreWritten() => AssertJson(
        """{ "model": "minimal", "prompt": "A cat" }""",
        """new MinimalRequest { Prompt = "A cat" }.ToJson()""");

    [Fact]
    public void ToJson_EveryFieldType_HasItsWireForm() => AssertJson(
        """
        {
          "model": "everything-2.0", "prompt": "A \"cat\"", "resolution": "1080p", "look": "film noir", "styles": ["wild", "calm"],
          "duration": "10s", "start_at": 15, "pro_mode": true, "frames": 81, "guidanceScale": 7.5, "seed": 12345678901,
          "quality": "best", "extra": { "a": [1] }, "tags": ["one", "two"], "counts": [1, 2],
          "camera": { "pan": -0.5, "zoom": "out" }, "shots": [{ "text": "first", "length": "2" }]
        }
        """,
        Everything + ".ToJson()");

    [Fact]
    public void ToJson_Media_UseTheKeyOfTheirForm() => AssertJson(
        """
        {
          "model": "media", "imageUrl": "https://example.com/a.png",
          "referenceImages": ["https://example.com/b.png", "data:image/png;base64,AQID"], "audioUrl": "https://example.com/c.mp3",
          "videoDataUrl": "data:video/mp4;base64,BAUG"
        }
        """,
        """
        new MediaRequest
        {
            Image = NanoGpt.ImageInput.FromUrl("https://example.com/a.png"),
            References = new[]
            {
                NanoGpt.ImageInput.FromUrl("https://example.com/b.png"), NanoGpt.ImageInput.FromBytes(new byte[] { 1, 2, 3 }, "image/png"),
            },
            Audio = NanoGpt.AudioInput.FromUrl("https://example.com/c.mp3"),
            Video = NanoGpt.VideoInput.FromBytes(new byte[] { 4, 5, 6 }, "video/mp4"),
        }.ToJson()
        """);

    [Fact]
    public void Parse_WrittenRequest_GivesTheSameRequest()
    {
        var code = Probe("bool", $$"""
            {
                var request = {{Everything}};
                var parsed = NanoGptModels.Parse(request.ToJson());
                return parsed is Everything2_0Request && parsed.ToJson() == request.ToJson()
                    && ((Everything2_0Request)parsed with { Extra = null, Shots = null }) == (request with { Extra = null, Shots = null });
            }
            """);

        Assert.Equal(true, Run(code));
    }

    [Fact]
    public void Parse_UnknownKeysAndModels_AreKept() => AssertJson(
        """[{ "model": "minimal", "prompt": "A cat", "new_key": [true] }, { "model": "unheard-of", "prompt": "A cat" }]""",
        """
        "[" + NanoGptModels.Parse("{\"model\":\"minimal\",\"prompt\":\"A cat\",\"new_key\":[true]}").ToJson() + ","
            + NanoGptModels.Parse("{\"model\":\"unheard-of\",\"prompt\":\"A cat\"}").ToJson() + "]"
        """);

    [Theory]
    [InlineData("new MinimalRequest { Prompt = \"A cat\" }", "")]
    [InlineData("new Everything2_0Request { Prompt = \"ab\", Duration = Everything2_0Duration.Seconds5 }", "NGPT102 Prompt")]
    [InlineData("new Everything2_0Request { Prompt = \"abc\", Duration = (Everything2_0Duration)7 }", "NGPT104 Duration")]
    [InlineData("new Everything2_0Request { Prompt = \"abc\", Duration = Everything2_0Duration.Seconds5, StartAt = 61 }", "NGPT101 StartAt")]
    [InlineData("new Everything2_0Request { Prompt = \"abc\", Duration = Everything2_0Duration.Seconds5, StartAt = 7 }", "NGPT105 StartAt")]
    [InlineData("new Everything2_0Request { Prompt = \"abc\", Duration = Everything2_0Duration.Seconds5, Guidance = 0 }", "NGPT101 Guidance")]
    [InlineData("new Everything2_0Request { Prompt = \"abc\", Duration = Everything2_0Duration.Seconds5, Frames = 90 }", "NGPT104 Frames")]
    [InlineData("new Everything2_0Request { Prompt = \"abc\", Duration = Everything2_0Duration.Seconds5, Resolution = Everything2_0Resolution.R1080p }", "NGPT107 Resolution")]
    [InlineData("new PricedRequest { Prompt = \"x\", Resolution = PricedResolution.R1080p }", "NGPT120 Resolution")]
    [InlineData("new PricedRequest { Prompt = \"x\", ProMode = true, Frames = 82, Duration = PricedDuration.Seconds10 }", "NGPT120 ProMode")]
    [InlineData("new PricedRequest()", "NGPT121 Prompt")]
    [InlineData("new MediaRequest { Image = NanoGpt.ImageInput.FromUrl(\"https://example.com/a.png\"), Caption = \"@Reference1\" }", "NGPT125 Caption")]
    public void Validate_Request_GivesItsFindings(string request, string expected)
    {
        var code = Probe("string", $$"""
            {
                var found = new System.Collections.Generic.List<string>();
                foreach (var finding in {{request}}.Validate()) found.Add(finding.Code + " " + finding.Property);
                return string.Join(", ", found);
            }
            """);

        var found = (string)Run(code)!;
        Assert.Equal(expected.Split(' ')[0], found.Split(' ')[0]);
        Assert.Equal(expected.Length == 0 ? 0 : 1, found.Length == 0 ? 0 : found.Split(", ").Length);
    }

    [Theory]
    [InlineData("new PricedRequest { Prompt = \"x\" }", "0.5")]
    [InlineData("new PricedRequest { Prompt = \"x\", ProMode = true, Resolution = PricedResolution.R1080p, Duration = PricedDuration.Seconds10 }", "5")]
    [InlineData("new PricedRequest { Prompt = \"x\", ProMode = true }", "1.5 to 2.5")]
    [InlineData("new MinimalRequest { Prompt = \"x\" }", "")]
    public void EstimateCost_Request_FollowsThePriceList(string request, string expected) =>
        Assert.Equal(expected, Run(Probe("string", $$"""
            {
                var cost = {{request}}.EstimateCost();
                var culture = System.Globalization.CultureInfo.InvariantCulture;
                return cost.Minimum == cost.Maximum
                    ? cost.Minimum?.ToString("0.##", culture) ?? ""
                    : cost.Minimum?.ToString("0.##", culture) + " to " + cost.Maximum?.ToString("0.##", culture);
            }
            """)));

    [Fact]
    public void All_Index_ListsModelsByProviderAndId() => Assert.Equal(
        "everything-2.0 media minimal old priced",
        Run(Probe("string", """
            {
                var ids = new System.Collections.Generic.List<string>();
                foreach (var model in NanoGptModels.All) ids.Add(model.Id);
                return string.Join(" ", ids);
            }
            """)));

    [Fact]
    public void Ids_Index_AreConstants() => Assert.Equal("everything-2.0", Run(Probe("string", """
        => C;
        const string C = NanoGptModels.Everything2_0;
        """)));

    [Fact]
    public void DeprecatedModel_GeneratedType_IsObsoleteWithItsOwnId()
    {
        var run = GeneratorHarness.Run(Project.WithCSharp("class User { object o = new NanoGpt.Models.OldRequest { Prompt = \"x\" }; }"));

        var complaint = Assert.Single(CSharpCompiler.Complaints(run));
        Assert.Contains("NGPT140", complaint, StringComparison.Ordinal);
        Assert.Contains("The model old is deprecated since 2026-01-01. Use MinimalRequest.", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void RemovedModel_GeneratedType_IsAnErrorThatNamesTheSuccessor()
    {
        var run = GeneratorHarness.Run(Project.WithModel("lost", SmallDirectory.RemovedWithInputs)
            .WithCSharp("class User { object o = new NanoGpt.Models.LostRequest { Prompt = \"x\" }; }"));

        var complaint = Assert.Single(CSharpCompiler.Complaints(run));
        Assert.Contains("error NGPT141: 'LostRequest' is obsolete: 'The model lost is removed since 2026-01-01. Use MinimalRequest.'", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lost")]
    [InlineData("LOst")]
    public void RemovedModel_NameOfAnotherModel_IsNotGenerated(string type)
    {
        var run = GeneratorHarness.Run(Project.WithModel("lost", SmallDirectory.RemovedWithInputs)
            .WithModel("found", SmallDirectory.Minimal.Replace("id: minimal", $"id: found\ntype: {type}", StringComparison.Ordinal)));

        Assert.Empty(run.Log);
        Assert.Empty(CSharpCompiler.Complaints(run));
        Assert.Contains($"record {type}Request", run[$"{type}Request.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain(run.Sources, static source => source.Value.Contains("NGPT141", StringComparison.Ordinal));
    }

    [Fact]
    public void RemovedModel_Index_DoesNotContainIt()
    {
        var index = GeneratorHarness.Run(Project.WithModel("lost", SmallDirectory.RemovedWithInputs))["NanoGptModels.g.cs"];

        Assert.DoesNotContain("LostRequest", index, StringComparison.Ordinal);
        Assert.Contains("removed nanogpt lost ", index, StringComparison.Ordinal);
    }

    [Fact]
    public void RequiredField_NotSet_IsACompilerError()
    {
        var run = GeneratorHarness.Run(Project.WithCSharp("class User { object o = new NanoGpt.Models.MinimalRequest(); }"));

        Assert.Contains("CS9035", Assert.Single(CSharpCompiler.Complaints(run)), StringComparison.Ordinal);
    }

    [Fact]
    public void GeneratedRecord_PartialDeclaration_MayAddAConstructor() => Assert.Equal("""{"model":"minimal","prompt":"A cat"} {"model":"minimal","prompt":"A dog"}""", CSharpCompiler.Run(
        GeneratorHarness.Run(Project.WithCSharp("""
            #pragma warning disable CS1591
            namespace NanoGpt.Models
            {
                public sealed partial record MinimalRequest
                {
                    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
                    public MinimalRequest(string prompt) => Prompt = prompt;
                }
            }

            public static class Probe
            {
                public static string Run() => new NanoGpt.Models.MinimalRequest("A cat").ToJson() + " "
                    + NanoGpt.Models.NanoGptModels.Parse("{\"model\":\"minimal\",\"prompt\":\"A dog\"}").ToJson();
            }
            """))));

    private static void AssertJson(string expected, string expression)
    {
        var actual = (string)Run(Probe("string", $"=> {expression};"))!;
        Assert.True(
            JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(actual).RootElement),
            $"Expected {expected}\nbut was {actual}");
    }

    private static object? Run(string code) => CSharpCompiler.Run(GeneratorHarness.Run(Project.WithCSharp(code)));

    private static string Probe(string type, string body) => $$"""
        using NanoGpt.Models;

        /// <summary>Called by the test.</summary>
        public static class Probe
        {
            /// <summary>Called by the test.</summary>
            public static {{type}} Run() {{body}}
        }
        """;
}
