using System.Text.Json;
using NanoGpt.Generator.Tests.Kit;

namespace NanoGpt.Generator.Tests;

/// <summary>Tests two providers in one project: neither changes the names, ids or order of the other.</summary>
public sealed class ProviderTests
{
    private const string Globs = "nanogpt/*;venice/*";

    // The same model under the same id, at both.
    private static readonly TestProject Twins = TestProject.Small
        .WithModel("minimal", SmallDirectory.Minimal)
        .WithModel("gone", SmallDirectory.Removed)
        .WithFile(Venice("provider.yaml", SmallDirectory.Provider.Replace("id: nanogpt", "id: venice\ntype_prefix: Venice", StringComparison.Ordinal)))
        .WithFile(Venice("fields.yaml", SmallDirectory.Fields))
        .WithFile(Venice("models/minimal.yaml", SmallDirectory.Minimal))
        .WithFile(Venice("models/gone.yaml", SmallDirectory.Removed));

    [Fact]
    public void Generator_IdOfTwoProviders_GivesTwoTypes()
    {
        var run = GeneratorHarness.Run(Twins.WithProperty("NanoGptModels", Globs));

        Assert.Empty(run.Log);
        Assert.Empty(CSharpCompiler.Complaints(run));
        Assert.Equal(["MinimalRequest.g.cs", "NanoGptModels.g.cs", "VeniceMinimalRequest.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("record VeniceMinimalRequest : global::NanoGpt.VeniceRequest", run["VeniceMinimalRequest.g.cs"], StringComparison.Ordinal);
        Assert.Contains("const string VeniceMinimal = \"minimal\"", run["NanoGptModels.g.cs"], StringComparison.Ordinal);
        Assert.Contains("removed nanogpt gone successor=minimal\n", run["NanoGptModels.g.cs"], StringComparison.Ordinal);
        Assert.Contains("removed venice gone successor=minimal\n", run["NanoGptModels.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Globs, "nanogpt/minimal venice/minimal", "MinimalRequest")]
    [InlineData("nanogpt/*", "nanogpt/minimal", "MinimalRequest")]
    [InlineData("venice/*", "venice/minimal", "VeniceMinimalRequest")]
    [InlineData("minimal", "nanogpt/minimal venice/minimal", "MinimalRequest")]
    public void Parse_IdOfTwoProviders_IsTheModelOfTheFirst(string globs, string listed, string read) => Assert.Equal(
        $"{listed}: {read}",
        CSharpCompiler.Run(GeneratorHarness.Run(Twins.WithProperty("NanoGptModels", globs).WithCSharp("""
            /// <summary>Called by the test.</summary>
            public static class Probe
            {
                /// <summary>Called by the test.</summary>
                public static string Run()
                {
                    var ids = new System.Collections.Generic.List<string>();
                    foreach (var model in NanoGpt.Models.NanoGptModels.All) ids.Add(model.Provider + "/" + model.Id);
                    return string.Join(" ", ids) + ": " + NanoGpt.Models.NanoGptModels.Parse("{\"model\":\"minimal\",\"prompt\":\"A cat\"}").GetType().Name;
                }
            }
            """))));

    [Theory]
    [InlineData("nanogpt/*")]
    [InlineData("venice/*")]
    [InlineData("sora-*")]
    public void NanoGptModels_Selection_ChangesNoName(string globs)
    {
        var all = GeneratorHarness.Run(TestProject.Shipped);
        var some = GeneratorHarness.Run(TestProject.Shipped.WithProperty("NanoGptModels", globs));

        Assert.InRange(some.Sources.Count, 2, all.Sources.Count - 1);
        Assert.All(some.Sources.Where(source => source.Key != "NanoGptModels.g.cs"), source => Assert.Equal(all[source.Key], source.Value));
    }

    [Fact]
    public void NanoGptModels_MisspelledProvider_SuggestsTheRightOne() => Assert.Equal(
        ["warning NGPT050: 'venise/*' in the property NanoGptModels matches no model; did you mean 'venice/*'?"],
        GeneratorHarness.Run(TestProject.Shipped.WithProperty("NanoGptModels", "nanogpt/*;venise/*")).Log);

    [Fact]
    public void Generator_OwnModelAndSources_NeedNoCopyOfTheBuiltInProvider()
    {
        var run = GeneratorHarness.Run(TestProject.Small
            .WithModel("minimal", SmallDirectory.Minimal)
            .WithFile(YamlFile.Own("plain.yaml", """
                id: plain
                title: Plain
                summary: Names no sources.
                modes: [text-to-video]
                inputs: { prompt: { required: true } }
                """))
            .WithFile(YamlFile.Own("sourced.yaml", """
                id: sourced
                title: Sourced
                summary: Names a source of the user.
                modes: [text-to-video]
                inputs: { prompt: { required: true } }
                sources: [my-notes]
                """))
            .WithFile(YamlFile.Own("provider.yaml", "id: nanogpt\nsources: { my-notes: { title: My notes } }\n")));

        Assert.Empty(run.Log);
        Assert.Empty(CSharpCompiler.Complaints(run));
        Assert.Equal(
            ["MinimalRequest.g.cs", "NanoGptModels.g.cs", "PlainRequest.g.cs", "SourcedRequest.g.cs"],
            run.Sources.Keys.Order(StringComparer.Ordinal));
    }

    // Fields that no recorded model takes, in a model of the user's own for the built-in provider.
    [Fact]
    public void Generator_OwnModelOfTheOtherProvider_UsesItsFields()
    {
        var run = GeneratorHarness.Run(TestProject.Shipped
            .WithFile(new YamlFile("/project/models/frames.yaml", """
                id: frames
                title: Frames
                summary: Goes from image to image.
                modes: [image-to-video]
                inputs:
                  prompt: { required: true }
                  duration: { required: true, values: [5] }
                  omni_reference_task_type:
                  reference_documents:
                  keyframes: { required: true }
                  consents:
                sources: [openapi-2026-08-21]
                """, "user", "venice"))
            .WithProperty("NanoGptModels", "nanogpt/sora-2")
            .WithCSharp("""
                using NanoGpt.Models;

                /// <summary>Called by the test.</summary>
                public static class Probe
                {
                    /// <summary>Called by the test.</summary>
                    public static string Run() => new VeniceFramesRequest
                    {
                        Prompt = "A lighthouse",
                        Duration = VeniceFramesDuration.Seconds5,
                        OmniReferenceTaskType = VeniceFramesOmniReferenceTaskType.Edit,
                        ReferenceDocuments = new[] { "https://example.com/brief.pdf" },
                        Keyframes = new[]
                        {
                            new VeniceFramesKeyframes { Image = NanoGpt.ImageInput.FromUrl("https://example.com/a.png"), FrameIndex = 0 },
                            new VeniceFramesKeyframes { Image = NanoGpt.ImageInput.FromBytes(new byte[] { 1, 2, 3 }, "image/png"), FrameIndex = 120 },
                        },
                        Consents = new VeniceFramesConsents
                        {
                            Seedance = new VeniceFramesConsentsSeedance
                            {
                                ConfirmedTermsAndPrivacy = true, ConfirmedLegalRight = true, ConfirmedScreeningAcknowledged = true,
                            },
                        },
                    }.ToJson();
                }
                """));

        Assert.Empty(run.Log);
        var json = (string)CSharpCompiler.Run(run)!;
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse("""
            {
              "model": "frames", "prompt": "A lighthouse", "duration": "5s", "omni_reference_task_type": "edit",
              "reference_document_urls": ["https://example.com/brief.pdf"],
              "keyframes": [
                { "image_url": "https://example.com/a.png", "frame_index": 0 }, { "image_url": "data:image/png;base64,AQID", "frame_index": 120 }
              ],
              "consents": {
                "seedance": { "confirmed_terms_and_privacy": true, "confirmed_legal_right": true, "confirmed_screening_acknowledged": true }
              }
            }
            """).RootElement), json);
    }

    private static YamlFile Venice(string path, string text) => new("/schema/venice/" + path, text, Provider: "venice");
}
