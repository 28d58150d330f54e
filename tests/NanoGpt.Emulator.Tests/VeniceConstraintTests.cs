using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Tests.Kit;
using NanoGpt.Schema.Model;
using NanoGpt.Testing.Venice;

namespace NanoGpt.Emulator.Tests;

/// <summary>
/// Tests every constraint of every recorded Venice model as JSON: listed values are accepted, and all others are refused.
/// </summary>
public class VeniceConstraintTests
{
    private const string Link = "https://example.com/medium";

    private static readonly IReadOnlyList<RecordedModel> Recorded = RecordedModel.Read();

    public static TheoryData<string> Ids => [.. Recorded.Select(model => model.Id)];

    // Models of an earlier list are removed, or have a successor.
    private static IEnumerable<ModelDefinition> Listed =>
        Server.Catalog.Models.Where(model => model is { Provider: "venice", Status: not ModelStatus.Removed, Successor: null });

    [Fact]
    public void VeniceDirectory_Models_AreTheRecordedOnes()
    {
        Assert.Equal(116, Recorded.Count);
        Assert.Equal(Recorded.Select(model => model.Id), Listed.Select(model => model.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VeniceDirectory_ListedValues_AreAccepted(string id)
    {
        var model = Find(id);
        Accept(id, []);
        AcceptEach(id, "duration", model.Durations);
        AcceptEach(id, "aspect_ratio", model.Ratios);
        AcceptEach(id, "resolution", model.Kind == "upscale" ? [] : model.Sizes);
        if (model.Kind == "upscale")
        {
            Assert.Equal(["2x", "4x"], model.Sizes);
            AcceptEach(id, "upscale_factor", [1, 2, 4]);
        }

        if (model.Sound == "switch")
        {
            AcceptEach(id, "audio", [true, false]);
        }

        if (model.LongestPrompt > 0)
        {
            AcceptEach(id, "prompt", ["x", new string('x', model.LongestPrompt)]);
            AcceptEach(id, "negative_prompt", [new string('x', model.LongestPrompt)]);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VeniceDirectory_OtherValues_AreRefused(string id)
    {
        var model = Find(id);
        RefuseEach(id, "duration", Others(all => all.Durations, model.Durations));
        RefuseEach(id, "duration", ["5", "5 s", "1000s", 5, ""]);
        if (model.Ratios.Count > 0)
        {
            RefuseEach(id, "aspect_ratio", [.. Others(all => all.Ratios, model.Ratios), "5:6", "16x9", 16, ""]);
        }

        if (model.Kind == "upscale")
        {
            RefuseEach(id, "upscale_factor", [0, 3, 8, "2", "2x"]);
        }
        else if (model.Sizes.Count > 0)
        {
            RefuseEach(id, "resolution", [.. Others(all => all.Sizes, model.Sizes), "769P", "720", 720, ""]);
        }

        if (model.Sound == "switch")
        {
            RefuseEach(id, "audio", ["true", 1]);
        }

        if (model.LongestPrompt > 0)
        {
            RefuseEach(id, "prompt", ["", new string('x', model.LongestPrompt + 1), 5]);
            RefuseEach(id, "negative_prompt", [new string('x', model.LongestPrompt + 1)]);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VeniceDirectory_KeysOfOtherModels_AreUnknown(string id)
    {
        var model = Find(id);
        foreach (var key in RecordedModel.AllKeys)
        {
            var body = Body(model, (key, Example(key)));
            var unknown = WireRequest.Read(Spec(id), null, body).UnknownKeys;
            Assert.True(unknown.SequenceEqual(model.Keys.Contains(key) ? [] : [key]), $"{key}: {string.Join(", ", unknown)}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VeniceDirectory_KeysOfTheModel_AreAcceptedOrRequired(string id)
    {
        var model = Find(id);
        foreach (var key in model.Keys.Where(key => !model.RequiredKeys.Contains(key) && key is not ("aspect_ratio" or "resolution")))
        {
            // Reference audios go with an image or a video.
            Accept(id, [(key, Example(key)), .. key == "reference_audio_urls" ? new[] { ("reference_image_urls", Example("reference_image_urls")) } : []]);
        }

        // The one length of a model that has no choice is sent without being asked for.
        foreach (var key in model.RequiredKeys.Where(key => key != "duration" || !model.IsAutomatic))
        {
            Refuse(id, [(key, null)]);
        }
    }

    [Theory]
    [InlineData("wan-2-7-reference-to-video", "reference_image_urls", 9)]
    [InlineData("seedance-2-0-reference-to-video-basic", "reference_image_urls", 9)]
    [InlineData("seedance-2-0-reference-to-video-basic", "reference_video_urls", 10)]
    [InlineData("kling-o3-standard-reference-to-video", "elements", 4)]
    [InlineData("kling-o3-standard-reference-to-video", "scene_image_urls", 4)]
    public void VeniceDirectory_Lists_HaveAMaximumCount(string id, string key, int most)
    {
        Accept(id, [(key, Repeat(most))]);
        Refuse(id, [(key, Repeat(most + 1))]);
        Refuse(id, [(key, Repeat(0))]);

        JsonArray Repeat(int count) => new([.. Enumerable.Range(0, count).Select(_ => Example(key)![0]!.DeepClone())]);
    }

    [Fact]
    public void VeniceDirectory_Element_HasAtMostThreeReferenceImages()
    {
        const string Id = "kling-o3-pro-reference-to-video";
        Accept(Id, [("elements", Element(3))]);
        Refuse(Id, [("elements", Element(4))]);

        static JsonArray Element(int images) => new(new JsonObject
        {
            ["frontal_image_url"] = "data:image/png;base64,AAAA",
            ["reference_image_urls"] = new JsonArray([.. Enumerable.Repeat(Link, images).Select(link => JsonValue.Create(link))]),
            ["video_url"] = Link,
        });
    }

    [Fact]
    public void VeniceDirectory_PromptReferences_MustBeAttached()
    {
        const string Id = "kling-o3-pro-reference-to-video";
        Accept(Id, [("prompt", "@Element1 in @Image1"), ("elements", Example("elements")), ("scene_image_urls", Example("scene_image_urls"))]);
        Refuse(Id, [("prompt", "@Element2 in @Image1"), ("elements", Example("elements")), ("scene_image_urls", Example("scene_image_urls"))]);
    }

    [Fact]
    public void VeniceDirectory_ReferenceAudiosAlone_AreRefused() =>
        Refuse("seedance-2-0-fast-reference-to-video-basic", [("reference_audio_urls", Example("reference_audio_urls"))]);

    [Fact]
    public void VeniceDirectory_DeprecatedModels_AreMarked() => Assert.Equal(
        Recorded.Where(model => model.DeprecatedSince is not null).Select(model => (model.Id, model.DeprecatedSince)),
        Listed.Where(model => model.Status == ModelStatus.Deprecated).Select(model => (model.Id, model.Since)));

    private static IEnumerable<JsonNode> Others(Func<RecordedModel, IReadOnlyList<string>> values, IReadOnlyList<string> own) =>
        Recorded.SelectMany(values).Distinct().Except(own).Select(value => (JsonNode)value!);

    private static void AcceptEach(string id, string key, IEnumerable<JsonNode> values)
    {
        foreach (var value in values)
        {
            Accept(id, [(key, value)]);
        }
    }

    private static void AcceptEach(string id, string key, IEnumerable<string> values) => AcceptEach(id, key, values.Select(value => (JsonNode)value!));

    private static void RefuseEach(string id, string key, IEnumerable<JsonNode> values)
    {
        foreach (var value in values)
        {
            Refuse(id, [(key, value)]);
        }
    }

    private static void Accept(string id, (string Key, JsonNode? Value)[] changes) =>
        Assert.True(Errors(id, changes) is [], $"{Shown(changes)}: {string.Join(" ", Errors(id, changes))}");

    private static void Refuse(string id, (string Key, JsonNode? Value)[] changes) => Assert.True(Errors(id, changes) is not [], Shown(changes));

    private static string Shown((string Key, JsonNode? Value)[] changes) =>
        string.Join(", ", changes.Select(change => $"{change.Key} = {change.Value?.ToJsonString() ?? "nothing"}"));

    // Unknown keys are no errors of the checker, so they are counted as such here.
    private static List<string> Errors(string id, (string Key, JsonNode? Value)[] changes)
    {
        var request = WireRequest.Read(Spec(id), null, Body(Find(id), changes));
        return
        [
            .. request.UnknownKeys,
            .. request.Check().Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Message),
        ];
    }

    /// <summary>The least request of a model by the record, with some keys changed, or taken away.</summary>
    private static JsonObject Body(RecordedModel model, params (string Key, JsonNode? Value)[] changes)
    {
        var body = new JsonObject { ["model"] = model.Id };
        foreach (var key in model.RequiredKeys)
        {
            body[key] = key == "duration" ? model.Durations[0] : Example(key);
        }

        foreach (var (key, value) in changes)
        {
            body.Remove(key);
            if (value is not null)
            {
                body[key] = value.DeepClone();
            }
        }

        return body;
    }

    private static JsonNode? Example(string key) => key switch
    {
        "prompt" or "negative_prompt" => "A lighthouse in a storm",
        "audio" => true,
        "upscale_factor" => 2,
        "omni_reference_task_type" => "auto",
        "elements" => new JsonArray(new JsonObject { ["frontal_image_url"] = Link }),
        "keyframes" => new JsonArray(new JsonObject { ["image_url"] = Link, ["frame_index"] = 0 }),
        "consents" => new JsonObject
        {
            ["seedance"] = new JsonObject
            {
                ["confirmed_terms_and_privacy"] = true, ["confirmed_legal_right"] = true, ["confirmed_screening_acknowledged"] = true,
            },
        },
        _ when key.EndsWith("_urls", StringComparison.Ordinal) => new JsonArray(Link),
        _ => Link,
    };

    private static RecordedModel Find(string id) => Recorded.Single(model => model.Id == id);

    private static ModelDefinition Spec(string id) => Server.Catalog.Models.Single(model => model.Provider == "venice" && model.Id == id);
}
