using System.Text.Json;
using NanoGpt.Directories.Sync.Comparison;
using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;
using NanoGpt.Testing.NanoGpt;

namespace NanoGpt.Directories.Tests.Sync;

/// <summary>Tests every recorded price layout: with figures of our own, the price that it gives or that it is not read, and each recorded price.</summary>
public class NanoGptPriceTests
{
    private static readonly ModelDefinition Model = new()
    {
        Provider = "nanogpt", Id = "m", TypeName = "M", Title = "M", Summary = "M.",
        Fields = new(
        [
            Field("resolution", FieldType.Enum) with { Values = Values("480p", "720p", "1080p") },
            Field("duration", FieldType.Seconds) with { Values = Values("5", "8", "10"), Default = Scalar.Of(5m) },
            Field("generate_audio", FieldType.Boolean) with { Default = Scalar.Of(false) },
            Field("pro_mode", FieldType.Boolean) with { Default = Scalar.Of(false) },
            Field("mode", FieldType.Enum) with { Values = Values("text-to-video", "video-edit") },
            Field("num_frames", FieldType.Integer) with { Min = 50, Max = 120, Default = Scalar.Of(81m) },
            Field("frames_per_second", FieldType.Integer) with { Min = 10, Max = 60, Default = Scalar.Of(24m) },
            Field("image", FieldType.Image) with { Media = new MediaInfo { UrlKey = "i" } },
            Field("reference_videos", FieldType.Video) with { Media = new MediaInfo { UrlKey = "v" } },
        ]),
    };

    [Theory]
    [InlineData("""{ "per_second": 0.2, "supported_durations": [5, 8] }""", "duration=8", 1.6)]
    [InlineData("""{ "per_video": 0.5 }""", "", 0.5)]
    [InlineData("""{ "per_video": 0.5, "fixed_duration_seconds": 6 }""", "", 0.5)]
    [InlineData("""{ "per_second_by_resolution": { "480p": 0.1, "720p": 0.2 }, "default_duration": 5, "default_resolution": "720p" }""", "resolution=720p", 1)]
    [InlineData("""{ "per_second_by_resolution": { "480p": 0.1, "720p": 0.2 }, "default_duration": 5, "default_resolution": "720p", "max_duration": 9, "min_duration": 2, "variant": "x" }""", "resolution=480p", 0.5)]
    [InlineData("""{ "per_second_by_resolution": { "480p": 0.1, "720p": 0.2 }, "image_input_fee": 0.03, "default_duration": 5, "default_resolution": "720p" }""", "resolution=720p image", 1.03)]
    [InlineData("""{ "per_resolution": { "480p": 0.1, "720p": 0.2 } }""", "resolution=720p", 0.2)]
    [InlineData("""{ "per_resolution": { "480p": 0.1, "720p": 0.2 }, "frame_multiplier": 1.5, "frame_threshold": 81 }""", "resolution=720p num_frames=100", 0.3)]
    [InlineData("""{ "per_resolution": { "480p": 0.1, "720p": 0.2 }, "frame_multiplier": 1.5, "frame_threshold": 81 }""", "resolution=720p", 0.2)]
    [InlineData("""{ "per_duration": { "5": 0.4, "10": 0.8 }, "unit": "per_video" }""", "duration=10", 0.8)]
    [InlineData("""{ "per_duration": { "5": 0.4, "10": 0.8 }, "unit": "per_video", "audio_multiplier": 2 }""", "duration=10 generate_audio=true", 1.6)]
    [InlineData("""{ "base_prices_by_resolution": { "480p": 0.1, "720p": 0.2 }, "duration_multipliers": { "5": 1, "8": 1.6 } }""", "resolution=720p duration=8", 0.32)]
    [InlineData("""{ "base_prices_by_resolution": { "480p": 0.1 }, "duration_multipliers": { "5": 1, "8": 1 }, "duration_overrides": { "8": { "480p": 0.15 } } }""", "resolution=480p duration=8", 0.15)]
    [InlineData("""{ "base_prices_by_resolution": { "480p": 0.1 }, "duration_multiplier": 2 }""", "resolution=480p duration=10", 0.2)]
    [InlineData("""{ "with_audio": 2, "without_audio": 1.5, "fixed_duration_seconds": 8 }""", "generate_audio=true", 2)]
    [InlineData("""{ "base_price": 3, "base_duration": 5, "per_extra_second": 0.5, "max_duration": 30 }""", "duration=8", 4.5)]
    [InlineData("""{ "base_price": 0.4, "pro_multiplier": 2 }""", "pro_mode=true", 0.8)]
    [InlineData("""{ "standard_prices_per_second": { "720p": 0.1 }, "pro_prices_per_second": { "720p": 0.3, "1080p": 0.5 }, "default_duration": 4 }""", "pro_mode=true resolution=1080p", 2.5)]
    [InlineData("""{ "per_second_by_mode": { "text_to_video": 0.1, "video_edit": 0.2 }, "default_duration": 5 }""", "mode=video-edit", 1)]
    [InlineData("""{ "per_second_by_mode": { "text_to_video": 0.1, "video_edit": 0.2 }, "default_duration": 5, "supported_durations": [5] }""", "mode=text-to-video", 0.5)]
    [InlineData("""{ "per_second_by_mode_and_resolution": { "text_to_video": { "720p": 0.1 }, "video_edit": { "720p": 0.2 } }, "default_resolution": "720p" }""", "mode=video-edit resolution=720p", 1)]
    [InlineData("""{ "base_price_per_second": 0.1, "resolution_multipliers": { "480p": 1, "720p": 2 }, "max_duration": 8 }""", "resolution=720p", 1)]
    [InlineData("""{ "text_to_video_per_second": { "720p": 0.1 }, "image_to_video_per_second": { "720p": 0.1 }, "text_to_video_with_reference_video_per_second": { "720p": 0.2 }, "default_duration": 5 }""", "resolution=720p reference_videos", 1)]
    [InlineData("""{ "text_to_video_per_second": { "720p": 0.4 }, "image_to_video_with_audio_per_second": 0.3, "image_to_video_without_audio_per_second": 0.2, "default_duration": 8 }""", "image generate_audio=true", 1.5)]
    [InlineData("""{ "raw": { "type": "resolution-per-second-audio-toggle", "withAudioPricesPerSecond": { "720p": 0.2 }, "withoutAudioPricesPerSecond": { "720p": 0.1 }, "defaultDuration": 5 } }""", "resolution=720p generate_audio=true", 1)]
    [InlineData("""{ "raw": { "type": "resolution-duration-audio-toggle", "withAudioPrices": { "720p": { "5": 0.2 } }, "withoutAudioPrices": { "720p": { "5": 0.1 } } } }""", "resolution=720p duration=5", 0.1)]
    [InlineData("""{ "raw": { "type": "wan27-video-dynamic", "pricesPerSecond": { "720p": 0.1 }, "defaultDuration": 5, "defaultResolution": "720p" } }""", "resolution=720p", 0.5)]
    [InlineData("""{ "raw": { "type": "resolution-fps-per-second", "pricesPerSecond": { "720p": 0.1 }, "highFpsThreshold": 30, "highFpsMultiplier": 2, "defaultDuration": 1 } }""", "resolution=720p frames_per_second=60", 1)]
    [InlineData("""{ "raw": { "type": "seedance20-turbo-dynamic", "textToVideoPricesPerSecond": { "720p": 0.1 }, "imageToVideoPricesPerSecond": { "720p": 0.1 }, "textToVideoWithReferenceVideoPricesPerSecond": { "720p": 0.3 } } }""", "resolution=720p", 0.5)]
    [InlineData("""{ "per_second": 0.05, "high_resolution_per_second": 0.07, "image_input_fee": 0.002, "default_duration": 6, "max_duration": 15 }""", "resolution=720p image", 0.352)]
    [InlineData("""{ "output_per_second": 0.1, "reference_video_input_per_second": 0.1, "extra_reference_image": 0.04, "included_reference_images": 5 }""", "", 0.5)]
    [InlineData("""{ "text_image_with_audio_per_second": 0.15, "text_image_without_audio_per_second": 0.1, "reference_prices": { "720p": { "with_audio": 0.8, "without_audio": 0.6 } } }""", "generate_audio=true", 0.75)]
    [InlineData("""{ "per_second_by_resolution": { "720p": 0.3 }, "video_reference_per_second_by_resolution": { "720p": 0.2 }, "video_reference_billing": "x", "video_edit_per_second_by_resolution": { "720p": 0.2 }, "video_edit_billing": "x" }""", "resolution=720p", 1.5)]
    [InlineData("""{ "raw": { "type": "wan26-dynamic", "textToVideoPricesPerSecond": { "720p": 0.1 }, "imageToVideoPricesPerSecond": { "720p": 0.1 }, "referenceToVideoPrices": { "720p": { "5": 0.7 } } } }""", "resolution=720p duration=5 reference_videos", 0.7)]
    [InlineData("""{ "raw": { "type": "wan27-video-dynamic", "pricesPerSecond": { "720p": 0.1 }, "videoEditPricesPerSecond": { "720p": 0.2 } } }""", "resolution=720p", 0.5)]
    [InlineData("""{ "raw": { "type": "resolution-per-second-audio-toggle", "withAudioPricesPerSecond": { "720p": 0.2 }, "withoutAudioPricesPerSecond": { "720p": 0.1 }, "videoReferenceWithAudioPricesPerSecond": { "720p": 0.4 }, "videoReferenceWithoutAudioPricesPerSecond": { "720p": 0.3 } } }""", "resolution=720p reference_videos", 1.5)]
    public void Read_KnownPriceLayout_GivesThePrice(string pricing, string request, double expected)
    {
        var listed = Read(pricing);
        Assert.NotNull(listed);
        var bound = PriceBinding.Bind(listed, Model, []);
        Assert.NotNull(bound);
        var model = Model with { Price = PriceBinding.Rates(bound, Model) };
        Assert.Equal((decimal)expected, RequestChecker.EstimatePrice(model, Values(request))!.Maximum);
    }

    [Theory]
    [InlineData("""{ "per_target_megapixel_second": 0.1, "minimum_price": 0.1, "default_duration": 5, "default_target_megapixels": 2, "min_target_megapixels": 1, "max_target_megapixels": 200 }""")]
    [InlineData("""{ "full_per_second_by_mode_and_resolution": { "standard": { "720p": 0.2 } }, "draft_per_second_by_mode": { "standard": 0.1 }, "enhance_per_second": 0.3, "default_duration": 5 }""")]
    [InlineData("""{ "per_frame_unit": 0.02, "frames_per_unit": 30, "default_duration": 5 }""")]
    [InlineData("""{ "minimum": 0.2, "note": "It depends." }""")]
    [InlineData("""{ "raw": { "type": "resolution-per-second-plus-input-seconds", "outputPricesPerSecond": { "480p": 0.05 }, "inputPricePerSecond": 0.01 } }""")]
    [InlineData("""{ "raw": { "type": "something-new", "pricesPerSecond": { "720p": 0.1 } } }""")]
    [InlineData("""{ "per_second": 0.2, "surcharge": 0.1 }""")]
    [InlineData("""{ "per_second": "0.2" }""")]
    [InlineData("""{ "per_second_by_resolution": { "480p": 0.1, "720p": null } }""")]
    [InlineData("""{ "per_duration": { "5": 0.4 }, "unit": "per_minute" }""")]
    public void Read_UnknownPriceLayout_ReturnsNull(string pricing) => Assert.Null(Read(pricing));

    [Fact]
    public void Read_EveryRecordedPrice_IsReadOrHasAReason()
    {
        var recorded = RecordedPrices.Read();
        Assert.Equal(151, recorded.Count);
        var unread = new List<string>();
        foreach (var (id, price) in recorded)
        {
            var copy = price.DeepClone().AsObject();
            copy.Remove("currency");
            if (Read(copy.ToJsonString(), out var problem) is null)
            {
                Assert.NotEqual("an unknown layout", problem);
                unread.Add(id);
            }
        }

        Assert.Equal(
            ["clarity-ai/crystal-video-upscaler", "flux-3", "grok-imagine-video-extend", "ltx-2.3-quality", "pixelcut/video-background-removal"],
            unread.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""[{ "when": [], "per_video": 3.4, "per_second": 0.7, "free_seconds": 5 }]""", true)]
    [InlineData("""[{ "when": [{ "field": "a", "operator": "set", "values": [] }], "per_video": 1, "per_second": 0 }]""", true)]
    [InlineData("""[]""", false)]
    [InlineData("""[{ "when": [{ "field": "a", "operator": "near", "values": ["1"] }], "per_video": 1, "per_second": 0 }]""", false)]
    [InlineData("""[{ "when": [{ "field": "a", "operator": "is", "values": [1] }], "per_video": 1, "per_second": 0 }]""", false)]
    [InlineData("""[{ "when": [], "per_video": -1, "per_second": 0 }]""", false)]
    [InlineData("""[{ "when": [], "per_video": 1, "per_second": 0 }, { "when": [], "per_video": 2, "per_second": 0 }]""", false)]
    public void Read_Rates_FormATreeOrAreNotRead(string rates, bool isRead) =>
        Assert.Equal(isRead, Read($$"""{ "rates": {{rates}} }""") is not null);

    [Fact]
    public void Bind_PriceOfAMissingField_ReturnsNull() =>
        Assert.Null(PriceBinding.Bind(Read("""{ "per_second_by_resolution": { "480p": 0.1, "720p": 0.2 } }""")!, Model with { Fields = default }, []));

    [Fact]
    public void Rates_TwoComponentsOfOneField_AreCombined()
    {
        var byResolution = new PriceBranches("resolution",
            [new(ConditionOperator.IsOneOf, "480p", new PriceAmount(1)), new(ConditionOperator.IsOneOf, "720p", new PriceAmount(2))]);
        var bound = PriceBinding.Bind(new ListedPrice { Currency = "USD", PerVideo = byResolution, PerSecond = byResolution }, Model, [])!;
        Assert.Equal([(1m, 1m), (2m, 2m)], PriceBinding.Rates(bound, Model).Rates.Select(rate => (rate.PerVideo, rate.PerSecond)));
    }

    private static ListedPrice? Read(string pricing) => Read(pricing, out _);

    private static ListedPrice? Read(string pricing, out string? problem)
    {
        using var json = JsonDocument.Parse(pricing.Insert(1, "\"currency\": \"USD\", "));
        ListedField[] fields =
        [
            new() { Wire = "duration", Kind = ListedKind.Choice, Options = ["5", "10"] },
            new() { Wire = "resolution", Kind = ListedKind.Choice, Options = ["720p", "480p"] },
        ];
        return NanoGptPrices.Read(json.RootElement, fields, out problem);
    }

    private static Dictionary<string, RequestValue> Values(string request) => request.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=')).ToDictionary(part => part[0], part => part switch
        {
            [_] => RequestValue.OfMedia(MediaForms.Url),
            [_, "true"] => RequestValue.Of(true),
            [_, var text] => decimal.TryParse(text, out var number) ? RequestValue.Of(number) : RequestValue.Of(text),
            _ => throw new ArgumentException(request, nameof(request)),
        }, StringComparer.Ordinal);

    private static FieldInfo Field(string name, FieldType type) => new() { Name = name, Property = name, Type = type, Wire = new WireInfo { Name = name } };

    private static EquatableArray<ValueInfo> Values(params string[] wires) => wires.Select(wire => new ValueInfo(wire, wire, false)).ToEquatableArray();
}
