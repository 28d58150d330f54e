using NanoGpt.Emulator.Endpoints;

namespace NanoGpt.Emulator.Venice;

internal sealed class VeniceModelListEndpoint(ProviderModels models)
{
    private const int DefaultPromptLength = 2500;

    private static readonly (string Fact, string Key)[] ReferenceImageKeys =
    [
        ("image_min_side", "reference_image_min_short_side_pixels"),
        ("image_min_ratio", "reference_image_min_aspect_ratio"),
        ("image_max_ratio", "reference_image_max_aspect_ratio"),
    ];

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context)
    {
        // The emulator has no models of other types.
        var type = context.Request.Query["type"].ToString();
        var offered = type is "video" or "all" ? models.Offered : [];
        return new(EmulatorResponse.Json(new JsonObject
        {
            ["object"] = "list",
            ["type"] = type.Length == 0 ? "text" : type,
            ["data"] = new JsonArray([.. offered.Select(Entry)]),
        }));
    }

    private static JsonObject Entry(ModelDefinition model) => new()
    {
        ["id"] = model.Id,
        ["object"] = "model",
        ["owned_by"] = "venice.ai",
        ["created"] = 0,
        ["type"] = "video",
        ["model_spec"] = Spec(model),
    };

    private static JsonObject Spec(ModelDefinition model)
    {
        var facts = Facts(model);
        var spec = new JsonObject
        {
            ["name"] = model.Title,
            ["offline"] = false,
            ["traits"] = new JsonArray(),
            ["constraints"] = Constraints(model, facts),
        };
        if (facts.TryGetValue("privacy", out var privacy))
        {
            spec["privacy"] = privacy;
        }

        foreach (var name in new[] { "uncensored", "beta" }.Where(facts.ContainsKey))
        {
            spec[name] = true;
        }

        if (facts.TryGetValue("regions", out var regions))
        {
            spec["regionRestrictions"] = JsonNode.Parse(regions);
        }

        if (model.Status == ModelStatus.Deprecated)
        {
            spec["deprecation"] = Deprecation(model, facts);
        }

        return spec;
    }

    private static JsonObject Deprecation(ModelDefinition model, Dictionary<string, string> facts)
    {
        var deprecation = new JsonObject { ["date"] = model.Since, ["replacementModelId"] = model.Successor };
        if (facts.TryGetValue("removal", out var removal))
        {
            deprecation["removesAt"] = removal;
        }

        if (facts.TryGetValue("redirects", out var redirects))
        {
            deprecation["autoRemap"] = redirects == "true";
        }

        return deprecation;
    }

    private static JsonObject Constraints(ModelDefinition model, Dictionary<string, string> facts)
    {
        var isConfigurable = model.Fields.Any(field => field is { Type: FieldType.Boolean, Wire.Name: "audio" });
        var constraints = new JsonObject
        {
            ["model_type"] = model.Modes.Contains("text-to-video") ? "text-to-video"
                : model.Modes.Contains("upscale") || model.Modes.Contains("video-to-video") ? "video"
                : "image-to-video",
            ["aspect_ratios"] = Values(model, "aspect_ratio"),
            ["resolutions"] = model.FindField("upscale_factor") is { } factor ? Factors(factor) : Values(model, "resolution"),
            ["durations"] = Values(model, "duration"),
            ["audio"] = isConfigurable || facts.ContainsKey("sound"),
            ["audio_configurable"] = isConfigurable,
            ["audio_input"] = model.Fields.Any(field => field.Type == FieldType.Audio),
            ["video_input"] = model.FindField("video") is { Type: FieldType.Video },
            ["prompt_character_limit"] = model.FindField("prompt")?.MaxLength ?? DefaultPromptLength,
        };
        if (facts.ContainsKey("per_reference_audio"))
        {
            constraints["per_reference_audio"] = true;
        }

        foreach (var (fact, key) in ReferenceImageKeys)
        {
            if (facts.TryGetValue(fact, out var number))
            {
                constraints[key] = JsonNode.Parse(number);
            }
        }

        return constraints;
    }

    private static Dictionary<string, string> Facts(ModelDefinition model) =>
        model.Facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);

    // The list of the service omits the factor 1.
    private static JsonArray Factors(FieldInfo factor) => new([.. factor.Values
        .Where(value => value.Wire != "1").Select(value => JsonValue.Create($"{value.Wire}x"))]);

    // Empty for a field that is not supported, which means for Venice that it must be omitted.
    private static JsonArray Values(ModelDefinition model, string key)
    {
        if (model.Fields.FirstOrDefault(field => field.Wire.Name == key) is not { } field)
        {
            return [];
        }

        var values = field.Fixed is { } value ? [value.Text] : field.Values.Select(value => value.Wire);
        return [.. values.Select(value => JsonValue.Create(value + field.Wire.Suffix))];
    }
}
