using NanoGpt.Emulator.Endpoints;

namespace NanoGpt.Emulator.Venice;

internal sealed class VeniceModelListEndpoint(ProviderModels models)
{
    private const int DefaultPromptLength = 2500;

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
        ["model_spec"] = new JsonObject
        {
            ["name"] = model.Title,
            ["offline"] = false,
            ["traits"] = new JsonArray(),
            ["constraints"] = Constraints(model),
        },
    };

    private static JsonObject Constraints(ModelDefinition model) => new()
    {
        ["model_type"] = model.Modes.Contains("text-to-video") ? "text-to-video"
            : model.Modes.Any(mode => mode.Contains("upscale", StringComparison.Ordinal)) ? "video"
            : "image-to-video",
        ["aspect_ratios"] = Values(model, "aspect_ratio"),
        ["resolutions"] = Values(model, "resolution"),
        ["durations"] = Values(model, "duration"),
        ["audio"] = model.FindField("audio") is not null,
        ["audio_configurable"] = model.FindField("audio") is not null,
        ["prompt_character_limit"] = model.FindField("prompt")?.MaxLength ?? DefaultPromptLength,
    };

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
