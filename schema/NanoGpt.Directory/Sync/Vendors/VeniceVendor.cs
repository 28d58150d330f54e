using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>Reads the list of Venice: <c>GET /models?type=video</c>, as recorded in April 2026.</summary>
internal sealed class VeniceVendor : Vendor
{
    // The limit of the service if the list contains none.
    private const int DefaultPromptLength = 2500;

    // The fields whose values the constraints contain; the list never contains the others.
    private static readonly HashSet<string> ListedFields = new(StringComparer.Ordinal)
    {
        "prompt", "audio", "video", "duration", "automatic_duration", "aspect_ratio", "resolution", "upscale_factor",
        "generate_audio",
    };

    public override string Id => ProviderIds.Venice;

    public override Uri Address { get; } = new("https://api.venice.ai/api/v1/models?type=video");

    public override IReadOnlyList<ListKey> Keys => VeniceKeys.All;

    public override IReadOnlyList<string> FactsOfList { get; } =
    [
        "privacy", "uncensored", "beta", "sound", "per_reference_audio", "image_min_side", "image_min_ratio", "image_max_ratio",
        "removal", "redirects", "regions",
    ];

    public override bool ListsDeprecations => true;

    public override bool WouldList(FieldInfo field) => ListedFields.Contains(field.Name);

    protected override void Read(JsonElement root, ListBuilder list) =>
        list.Read(root.Get("data"), (item, id) => Model(item, id, list));

    private static ListedModel Model(JsonElement item, string id, ListBuilder list)
    {
        var spec = item.Get("model_spec");
        var constraints = spec.Get("constraints");
        list.CheckKeys(item, "");
        list.CheckKeys(spec, "model_spec");
        list.CheckKeys(spec.Get("deprecation"), "model_spec.deprecation");
        list.CheckKeys(constraints, "model_spec.constraints");
        if (item.Get("type").Text() is { } type && type != "video")
        {
            list.Uncompared(id, "type", $"'{ListText.Clean(type)}' instead of 'video'");
        }

        var name = ListText.Clean(spec.Get("name").Text() ?? "");
        var mode = Mode(id, constraints);
        var pricing = spec.Get("pricing");
        var hasPrice = pricing.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
        var deprecation = spec.Get("deprecation");
        var prompt = mode is "upscale" ? null : PromptLength(constraints);
        return new ListedModel
        {
            Id = id,
            Name = name.Length > 0 ? name : null,
            Owner = item.Get("owned_by").Text() is { } owner && ListText.Clean(owner) is { Length: > 0 } maker ? maker : null,
            Modes = mode is null ? [] : [mode],
            Unlisted = [.. Unlisted(id, mode, prompt)],
            Fields = [.. Fields(id, mode, prompt, constraints, list)],
            Facts = Facts(spec, constraints),
            PriceText = hasPrice ? pricing.Brief() : null,
            PriceProblem = hasPrice ? "an unknown layout" : null,
            NeedsPrompt = prompt is not null,
            TakesPrompt = prompt is not null,
            DeprecatedSince = Date(deprecation.Get("date").Text()),
            Successor = deprecation.Get("replacementModelId").Text() is { } next && ModelId.IsValid(next) ? next : null,
        };
    }

    // The model type does not distinguish references and transitions from first frames; the id does.
    private static string? Mode(string id, JsonElement constraints) => constraints.Get("model_type").Text() switch
    {
        "text-to-video" => "text-to-video",
        "image-to-video" when id.Contains("reference-to-video", StringComparison.Ordinal) => "reference-to-video",
        "image-to-video" when id.Contains("transition", StringComparison.Ordinal)
            || id.Contains("first-last-frame", StringComparison.Ordinal) => "transition",
        "image-to-video" => "image-to-video",
        "video" when Texts(constraints, "resolutions").All(IsFactor) && Texts(constraints, "resolutions").Any() => "upscale",
        "video" => "video-to-video",
        _ => null,
    };

    private static bool IsFactor(string resolution) =>
        resolution.Length == 2 && char.IsAsciiDigit(resolution[0]) && resolution[1] == 'x';

    private static int? PromptLength(JsonElement constraints) =>
        constraints.Get("prompt_character_limit").Number() is >= 1 and <= 1_000_000 and var limit
            ? (int)limit : DefaultPromptLength;

    private static IEnumerable<ListedField> Unlisted(string id, string? mode, int? prompt)
    {
        if (prompt is not null)
        {
            yield return new ListedField { Wire = "negative_prompt", Kind = ListedKind.Text, MaxLength = prompt };
        }

        if (mode is "image-to-video" or "transition")
        {
            yield return Medium("image", "image_url", ListedKind.Image, isRequired: true);
        }

        if (mode is "transition")
        {
            yield return Medium("end_image", "end_image_url", ListedKind.Image, isRequired: true);
        }

        // Kling O3 accepts elements; other models accept plain images.
        if (mode is "reference-to-video" && id.StartsWith("kling-o3-", StringComparison.Ordinal))
        {
            yield return new ListedField { Name = "elements", Wire = "elements", Kind = ListedKind.Group };
            yield return Medium("scene_images", "scene_image_urls", ListedKind.Image);
        }
        else if (mode is "reference-to-video")
        {
            yield return Medium("reference_images", "reference_image_urls", ListedKind.Image);
        }

        if (mode is "video-to-video" or "upscale")
        {
            yield return Medium("video", "video_url", ListedKind.Video, isRequired: true);
        }
    }

    private static ListedField Medium(string name, string wire, ListedKind kind, bool isRequired = false) =>
        new() { Name = name, Wire = wire, Forms = $"{{ url: {wire}, data: {wire} }}", Kind = kind, Required = isRequired };

    private static IEnumerable<ListedField> Fields(
        string id, string? mode, int? prompt, JsonElement constraints, ListBuilder list)
    {
        foreach (var key in new[] { "durations", "aspect_ratios", "resolutions" })
        {
            if (Texts(constraints, key).Count() != constraints.Get(key).Items().Count())
            {
                list.Uncompared(id, $"model_spec.constraints.{key}", "it has invalid or repeated entries");
            }
        }

        if (prompt is not null)
        {
            yield return new ListedField { Wire = "prompt", Kind = ListedKind.Text, MaxLength = prompt };
        }

        if (IsTrue(constraints, "video_input"))
        {
            yield return Medium("video", "video_url", ListedKind.Video);
        }

        if (IsTrue(constraints, "audio_input"))
        {
            yield return Medium("audio", "audio_url", ListedKind.Audio);
        }

        // An empty list means that the field must be omitted.
        if (Texts(constraints, "durations").ToList() is { Count: > 0 } lengths)
        {
            var isAuto = lengths is ["Auto"];
            yield return new ListedField
            {
                Name = isAuto ? "automatic_duration" : null,
                Wire = "duration",
                Kind = ListedKind.Choice,
                Options = lengths,
                Required = !isAuto,
                IsConstant = isAuto,
            };
        }

        if (Texts(constraints, "aspect_ratios").ToList() is { Count: > 0 } ratios)
        {
            yield return new ListedField { Wire = "aspect_ratio", Kind = ListedKind.Choice, Options = ratios };
        }

        if (mode == "upscale")
        {
            // Requests send the factor under another key than the 2x and 4x of the list. The list omits 1, which does not change
            // the size.
            var factors = Texts(constraints, "resolutions").Select(text => text[..1]).Prepend("1")
                .Distinct(StringComparer.Ordinal).ToList();
            yield return new ListedField { Wire = "upscale_factor", Kind = ListedKind.Choice, Options = factors, Default = "2" };
        }
        else if (Texts(constraints, "resolutions").ToList() is { Count: > 0 } sizes)
        {
            yield return new ListedField { Wire = "resolution", Kind = ListedKind.Choice, Options = sizes };
        }

        if (IsTrue(constraints, "audio_configurable") && !IsTrue(constraints, "audio"))
        {
            list.Uncompared(id, "model_spec.constraints.audio_configurable", "true for a model without sound");
        }
        else if (IsTrue(constraints, "audio_configurable"))
        {
            yield return new ListedField { Name = "generate_audio", Wire = "audio", Kind = ListedKind.Boolean, Default = "true" };
        }
    }

    private static Dictionary<string, string> Facts(JsonElement spec, JsonElement constraints)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("privacy", spec.Get("privacy").Text());
        Add("uncensored", IsTrue(spec, "uncensored") ? "true" : null);
        Add("beta", IsTrue(spec, "beta") || IsTrue(spec, "betaModel") ? "true" : null);
        Add("sound", IsTrue(constraints, "audio") && !IsTrue(constraints, "audio_configurable") ? "always" : null);
        Add("per_reference_audio", IsTrue(constraints, "per_reference_audio") ? "true" : null);
        Add("image_min_side", constraints.Get("reference_image_min_short_side_pixels").Scalar());
        Add("image_min_ratio", constraints.Get("reference_image_min_aspect_ratio").Scalar());
        Add("image_max_ratio", constraints.Get("reference_image_max_aspect_ratio").Scalar());
        Add("removal", Date(spec.Get("deprecation").Get("removesAt").Text()));
        Add("redirects", spec.Get("deprecation").Get("autoRemap").Boolean() switch
        {
            true => "true",
            false => "false",
            _ => null,
        });
        Add("regions", spec.Get("regionRestrictions") is { ValueKind: JsonValueKind.Array } regions ? regions.Brief() : null);
        return facts;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                facts.Add(name, ListText.Clean(value));
            }
        }
    }

    private static bool IsTrue(JsonElement element, string key) => element.Get(key).Boolean() == true;

    private static IEnumerable<string> Texts(JsonElement constraints, string key) =>
        constraints.Get(key).Items().Take(1000).Select(item => item.Text()).OfType<string>().Where(ListText.IsClean)
            .Distinct(StringComparer.Ordinal);

    private static string? Date(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", out _) ? text[..10] : null;
}
