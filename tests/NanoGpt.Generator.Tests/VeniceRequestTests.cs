using System.Globalization;
using System.Reflection;
using System.Text.Json;
using NanoGpt.Generator.Tests.Kit;
using NanoGpt.Testing.Venice;


namespace NanoGpt.Generator.Tests;

/// <summary>Tests that the generated C# types allow exactly what every recorded Venice model allows.</summary>
public sealed class VeniceRequestTests
{
    private static readonly Lazy<Assembly> Consumer = new(() => CSharpCompiler.Load(GeneratorHarness.Run(TestProject.Shipped)));
    private static readonly IReadOnlyList<RecordedModel> Recorded = RecordedModel.Read();

    // Where the property is not the key in PascalCase.
    private static readonly Dictionary<string, string> Properties = new(StringComparer.Ordinal)
    {
        ["audio"] = "GenerateAudio", ["image_url"] = "Image", ["end_image_url"] = "EndImage", ["audio_url"] = "Audio", ["video_url"] = "Video",
        ["reference_image_urls"] = "ReferenceImages", ["reference_video_urls"] = "ReferenceVideos", ["reference_audio_urls"] = "ReferenceAudios",
        ["scene_image_urls"] = "SceneImages", ["prompt"] = "Prompt", ["negative_prompt"] = "NegativePrompt", ["duration"] = "Duration",
        ["aspect_ratio"] = "AspectRatio", ["resolution"] = "Resolution", ["upscale_factor"] = "UpscaleFactor", ["elements"] = "Elements",
        ["consents"] = "Consents", ["omni_reference_task_type"] = "OmniReferenceTaskType",
    };

    public static TheoryData<string> Ids => [.. Recorded.Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void VeniceRequest_Properties_AreTheRecordedKeys(string id)
    {
        var model = Find(id);
        var expected = model.Keys.Where(key => key != "duration" || !model.IsAutomatic).Select(key => Properties[key]);

        Assert.Equal(expected.Order(StringComparer.Ordinal), Type(id).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => property.Name).Except(["Model", "EqualityContract"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VeniceRequest_Values_AreTheRecordedValues(string id)
    {
        var model = Find(id);
        AssertValues(id, "Duration", "duration", model.IsAutomatic ? [] : model.Durations);
        AssertValues(id, "AspectRatio", "aspect_ratio", model.Ratios);
        AssertValues(id, "Resolution", "resolution", model.Kind == "upscale" ? [] : model.Sizes);
        if (model.Kind == "upscale")
        {
            Assert.All([1, 2, 4], factor => Assert.Empty(Errors(With(id, "UpscaleFactor", factor))));
            Assert.All([0, 3, 8], factor => Assert.Equal(["NGPT104"], Errors(With(id, "UpscaleFactor", factor))));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VeniceRequest_PromptLength_IsTheRecordedMaximum(string id)
    {
        var longest = Find(id).LongestPrompt;
        foreach (var property in longest > 0 ? new[] { "Prompt", "NegativePrompt" } : [])
        {
            Assert.Empty(Errors(With(id, property, new string('x', longest))));
            Assert.Equal(["NGPT102"], Errors(With(id, property, new string('x', longest + 1))));
        }

        if (longest > 0)
        {
            // An empty text says as little as none.
            Assert.Equal(["NGPT108"], Errors(With(id, "Prompt", "")));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VeniceRequest_RequiredFields_AreTheRecordedOnes(string id)
    {
        var model = Find(id);
        Assert.Empty(Errors(Least(id)));
        foreach (var key in model.RequiredKeys.Where(key => key != "duration" || !model.IsAutomatic))
        {
            // A length is a number to C#, and none of the record's is 0.
            var isNumber = key == "duration";
            Assert.Equal([isNumber ? "NGPT104" : "NGPT108"], Errors(With(id, Properties[key], isNumber ? 0 : null)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void VeniceRequest_Json_NamesTheModelAndIsReadBack(string id)
    {
        var request = Least(id);
        var json = JsonDocument.Parse(request.ToJson()).RootElement;
        Assert.Equal(id, json.GetProperty("model").GetString());
        Assert.Equal(Find(id).Durations[0], json.GetProperty("duration").GetString());
        Assert.Equal(Find(id).RequiredKeys.Append("model").Order(StringComparer.Ordinal), json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));

        var parse = Consumer.Value.GetType("NanoGpt.Models.NanoGptModels", throwOnError: true)!.GetMethod("Parse")!;
        var parsed = (VideoRequest)parse.Invoke(null, [request.ToJson()])!;
        Assert.Equal(request.GetType(), parsed.GetType());
        Assert.Equal(request, parsed);
    }

    [Theory]
    [InlineData("seedance-2-0-reference-to-video-basic", "ReferenceImages", 9)]
    [InlineData("seedance-2-0-reference-to-video-basic", "ReferenceVideos", 10)]
    [InlineData("kling-o3-pro-reference-to-video", "SceneImages", 4)]
    [InlineData("kling-o3-pro-reference-to-video", "Elements", 4)]
    public void VeniceRequest_Lists_HaveAMaximumCount(string id, string property, int most)
    {
        Assert.Empty(Errors(With(id, property, List(id, property, most))));
        Assert.Equal(["NGPT103"], Errors(With(id, property, List(id, property, most + 1))));
        Assert.Equal(["NGPT103"], Errors(With(id, property, List(id, property, 0))));
    }

    [Fact]
    public void VeniceRequest_Element_HasAtMostThreeReferenceImages()
    {
        const string Id = "kling-o3-pro-reference-to-video";
        Assert.Empty(Errors(With(Id, "Elements", Elements(3))));
        Assert.Equal(["NGPT103"], Errors(With(Id, "Elements", Elements(4))));

        static object Elements(int images)
        {
            var elements = List(Id, "Elements", 1);
            var element = ((System.Collections.IEnumerable)elements).Cast<object>().Single();
            var property = element.GetType().GetProperty("ReferenceImages")!;
            property.SetValue(element, Filled(property.PropertyType, images));
            return elements;
        }
    }

    [Theory]
    [InlineData("@Element1 meets @Element2", "")]
    [InlineData("@Element3 waits", "NGPT125")]
    [InlineData("@Image1 by night", "NGPT125")]
    public void VeniceRequest_PromptReferences_MustBeAttached(string prompt, string code)
    {
        const string Id = "kling-o3-standard-reference-to-video";
        var request = With(Id, "Elements", List(Id, "Elements", 2));
        request.GetType().GetProperty("Prompt")!.SetValue(request, prompt);
        Assert.Equal(code, string.Join(' ', Errors(request)));
    }

    private static void AssertValues(string id, string property, string key, IReadOnlyList<string> recorded)
    {
        if (recorded.Count == 0)
        {
            return;
        }

        var type = Nullable.GetUnderlyingType(Type(id).GetProperty(property)!.PropertyType) ?? Type(id).GetProperty(property)!.PropertyType;
        var sent = new List<string?>();
        foreach (var value in Enum.GetValues(type))
        {
            var request = With(id, property, value);
            Assert.Empty(Errors(request));
            sent.Add(JsonDocument.Parse(request.ToJson()).RootElement.GetProperty(key).GetString());
        }

        Assert.Equal(recorded.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
        Assert.Equal(["NGPT104"], Errors(With(id, property, Enum.ToObject(type, 9999))));
    }

    /// <summary>The request with the record's required keys and nothing else.</summary>
    private static VideoRequest Least(string id)
    {
        var model = Find(id);
        var request = (VideoRequest)Activator.CreateInstance(Type(id))!;
        foreach (var key in model.RequiredKeys.Where(key => key != "duration" || !model.IsAutomatic))
        {
            object value = key switch
            {
                "prompt" => "A lighthouse in a storm",
                "duration" => Enum.ToObject(Type(id).GetProperty("Duration")!.PropertyType, int.Parse(model.Durations[0][..^1], CultureInfo.InvariantCulture)),
                "video_url" => VideoInput.FromUrl("https://example.com/a.mp4"),
                _ => ImageInput.FromUrl("https://example.com/a.png"),
            };
            request.GetType().GetProperty(Properties[key])!.SetValue(request, value);
        }

        return request;
    }

    private static VideoRequest With(string id, string property, object? value)
    {
        var request = Least(id);
        var target = request.GetType().GetProperty(property)!;
        var type = Nullable.GetUnderlyingType(target.PropertyType) ?? target.PropertyType;
        target.SetValue(request, value is int number && type.IsEnum ? Enum.ToObject(type, number) : value);
        return request;
    }

    private static object List(string id, string property, int count) => Filled(Type(id).GetProperty(property)!.PropertyType, count);

    private static object Filled(Type list, int count)
    {
        var type = list.GetGenericArguments()[0];
        var items = Array.CreateInstance(type, count);
        for (var i = 0; i < count; i++)
        {
            items.SetValue(
                type == typeof(ImageInput) ? ImageInput.FromUrl("https://example.com/a.png")
                : type == typeof(VideoInput) ? VideoInput.FromUrl("https://example.com/a.mp4")
                : Activator.CreateInstance(type), i);
        }

        return list.GetMethod("op_Implicit", [items.GetType()])!.Invoke(null, [items])!;
    }

    private static string[] Errors(VideoRequest request) =>
        [.. request.Validate().Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Code)];

    private static RecordedModel Find(string id) => Recorded.Single(model => model.Id == id);

    private static Type Type(string id) => Types.Value[id];

    private static readonly Lazy<Dictionary<string, Type>> Types = new(() => Consumer.Value.GetExportedTypes()
        .Where(type => type.GetCustomAttribute<VideoModelAttribute>() is { Provider: "venice" })
        .ToDictionary(type => type.GetCustomAttribute<VideoModelAttribute>()!.Id, StringComparer.Ordinal));
}
