using System.Text.Json;
using NanoGpt.Cli.Sync.Listing;

namespace NanoGpt.Cli.Sync.Vendors;

/// <summary>Venice: <c>GET /models?type=video</c>, as recorded in April 2026.</summary>
internal sealed class VeniceVendor : Vendor
{
    // What the service allows where the list gives no limit.
    private const int DefaultPromptLength = 2500;

    private static readonly HashSet<string> ModelKeys = new(StringComparer.Ordinal) { "id", "object", "owned_by", "created", "type", "model_spec" };

    private static readonly HashSet<string> SpecKeys = new(StringComparer.Ordinal)
    {
        "name", "privacy", "offline", "betaModel", "beta", "uncensored", "regionRestrictions", "traits", "model_sets", "deprecation", "pricing",
        "constraints", "modelSource", "description",
    };

    private static readonly HashSet<string> ConstraintKeys = new(StringComparer.Ordinal)
    {
        "aspect_ratios", "resolutions", "durations", "model_type", "audio", "audio_configurable", "audio_input", "video_input",
        "prompt_character_limit", "per_reference_audio", "reference_image_min_short_side_pixels", "reference_image_min_aspect_ratio",
        "reference_image_max_aspect_ratio",
    };

    public override string Id => "venice";

    public override Uri Address { get; } = new("https://api.venice.ai/api/v1/models?type=video");

    public override VendorSeed Seed { get; } = new(
        """
        id: venice
        title: Venice
        summary: Video models of several makers behind a queue, with a price that can be asked beforehand.
        base_url: https://api.venice.ai/api/v1
        limits:
          submits_per_minute: 40
        sources:
        """,
        """
        # The request fields of the queue endpoint. The key is the name that all models share; `wire` is the service's spelling.

        prompt:
          type: string
          wire: prompt
          summary: What the video shows, or how a source video should change.

        duration:
          type: seconds
          wire: duration
          suffix: s
          summary: Length of the video.

        aspect_ratio:
          type: enum
          wire: aspect_ratio
          prefix: Ratio
          summary: Width of the picture compared with its height.

        resolution:
          type: enum
          wire: resolution
          prefix: R
          summary: Size of the picture in pixels.

        reference_images:
          type: image
          wire: reference_image_urls
          accepts: [url, data]
          list: { min: 1, max: 9 }
          summary: Images of the people, things or places that should appear.

        upscale_factor:
          type: integer
          wire: upscale_factor
          summary: How many times larger the video becomes.

        generate_audio:
          type: boolean
          wire: audio
          summary: Make sound too.

        """);

    protected override void Read(JsonElement root, ListBuilder list) => list.Read(root.Get("data"), (item, id) => Model(item, id, list));

    private static ListedModel Model(JsonElement item, string id, ListBuilder list)
    {
        var spec = item.Get("model_spec");
        var constraints = spec.Get("constraints");
        list.CheckKeys(item, "model", ModelKeys);
        list.CheckKeys(spec, "model_spec", SpecKeys);
        list.CheckKeys(constraints, "constraints", ConstraintKeys);
        var name = ListText.Clean(spec.Get("name").Text() ?? "");
        var mode = Mode(id, constraints);
        var pricing = spec.Get("pricing");
        var hasPrice = pricing.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
        if (hasPrice)
        {
            list.Notice(id, "the price has a layout that cannot be read, so it is only kept");
        }

        var gone = spec.Get("deprecation");
        return new ListedModel
        {
            Id = id,
            Title = name.Length > 0 ? name : id,
            Owner = item.Get("owned_by").Text() is { } owner && ListText.Clean(owner) is { Length: > 0 } maker ? maker : null,
            Modes = mode is null ? [] : [mode],
            Media = [.. Media(id, mode, constraints)],
            Fields = [.. Fields(id, mode, constraints, list)],
            PriceText = hasPrice ? pricing.Brief() : null,
            NeedsPrompt = mode is not "upscale",
            TakesPrompt = mode is not "upscale",
            PromptLength = mode is "upscale" ? null : (int)(constraints.Get("prompt_character_limit").Number() is >= 1 and <= 1_000_000 and var most ? most : DefaultPromptLength),
            DeprecatedSince = Date(gone.Get("date").Text()),
            Successor = gone.Get("replacementModelId").Text() is { } next && ModelId.IsValid(next) ? next : null,
        };
    }

    // The type of a model does not tell references and transitions from first frames; its id does.
    private static string? Mode(string id, JsonElement constraints) => constraints.Get("model_type").Text() switch
    {
        "text-to-video" => "text-to-video",
        "image-to-video" when id.Contains("reference-to-video", StringComparison.Ordinal) => "reference-to-video",
        "image-to-video" => "image-to-video",
        "video" when Texts(constraints, "resolutions").All(IsFactor) && Texts(constraints, "resolutions").Any() => "upscale",
        "video" => "video-to-video",
        _ => null,
    };

    private static bool IsFactor(string resolution) => resolution.Length == 2 && char.IsAsciiDigit(resolution[0]) && resolution[1] == 'x';

    private static IEnumerable<ListedField> Media(string id, string? mode, JsonElement constraints)
    {
        if (mode == "image-to-video")
        {
            yield return new ListedField { Name = "image", Wire = "image_url", Forms = "{ url: image_url, data: image_url }", Label = "First frame", Kind = ListedKind.Image, Required = true };
        }

        if (mode == "image-to-video" && id.Contains("transition", StringComparison.Ordinal))
        {
            yield return new ListedField
            {
                Name = "end_image", Wire = "end_image_url", Forms = "{ url: end_image_url, data: end_image_url }", Label = "Last frame", Kind = ListedKind.Image,
            };
        }

        if (mode == "reference-to-video")
        {
            yield return new ListedField { Name = "reference_images", Wire = "reference_image_urls", Kind = ListedKind.Image };
        }

        if (mode is "video-to-video" or "upscale" || (mode is not null && constraints.Get("video_input").Truth() == true))
        {
            yield return new ListedField
            {
                Name = "video", Wire = "video_url", Forms = "{ url: video_url, data: video_url }", Label = "Source video", Kind = ListedKind.Video, Required = mode is "video-to-video" or "upscale",
            };
        }

        if (constraints.Get("audio_input").Truth() == true)
        {
            yield return new ListedField { Name = "audio", Wire = "audio_url", Forms = "{ url: audio_url, data: audio_url }", Label = "Sound that drives the video", Kind = ListedKind.Audio };
        }
    }

    // An empty list means that the field must be left out.
    private static IEnumerable<ListedField> Fields(string id, string? mode, JsonElement constraints, ListBuilder list)
    {
        foreach (var key in new[] { "durations", "aspect_ratios", "resolutions" })
        {
            if (Texts(constraints, key).Count() != constraints.Get(key).Items().Count())
            {
                list.Notice(id, $"'{key}' has entries that cannot be values: left out");
            }
        }

        if (Texts(constraints, "durations").ToList() is { Count: > 0 } lengths)
        {
            var isAuto = lengths is ["Auto"];
            yield return new ListedField
            {
                Name = isAuto ? "automatic_duration" : null, Wire = "duration", Label = isAuto ? "Length, which the source video sets" : "Length of the video",
                Kind = ListedKind.Choice, Options = lengths, Required = !isAuto, IsConstant = isAuto,
            };
        }

        if (Texts(constraints, "aspect_ratios").ToList() is { Count: > 0 } ratios)
        {
            yield return new ListedField { Wire = "aspect_ratio", Label = "Width of the picture compared with its height", Kind = ListedKind.Choice, Options = ratios };
        }

        if (mode == "upscale")
        {
            // The list names them 2x and 4x under resolutions; requests send a bare factor under another key.
            var factors = Texts(constraints, "resolutions").Select(text => text[..1]).ToList();
            yield return new ListedField { Wire = "upscale_factor", Label = "How many times larger the video becomes", Kind = ListedKind.Choice, Options = factors, Default = "2" };
        }
        else if (Texts(constraints, "resolutions").ToList() is { Count: > 0 } sizes)
        {
            yield return new ListedField { Wire = "resolution", Label = "Size of the picture", Kind = ListedKind.Choice, Options = sizes };
        }

        if (constraints.Get("audio").Truth() == true && constraints.Get("audio_configurable").Truth() == true)
        {
            yield return new ListedField { Name = "generate_audio", Wire = "audio", Label = "Make sound too", Kind = ListedKind.Truth, Default = "true" };
        }
    }

    private static IEnumerable<string> Texts(JsonElement constraints, string key) =>
        constraints.Get(key).Items().Take(1000).Select(item => item.Text()).OfType<string>().Where(ListText.IsClean).Distinct(StringComparer.Ordinal);

    private static string? Date(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", out _) ? text[..10] : null;
}
