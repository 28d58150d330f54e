using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Endpoints;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Venice;

/// <summary>Lists the video models in Venice's shape. Needs no key.</summary>
internal sealed class VeniceModelListEndpoint(ProviderModels models)
{
    private const int DefaultPromptLength = 2500;

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context)
    {
        // Of the other types there are none here.
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
        ["model_type"] = model.Modes.Contains("text-to-video") ? "text-to-video" : model.Modes.Any(mode => mode.Contains("upscale", StringComparison.Ordinal)) ? "video" : "image-to-video",
        ["aspect_ratios"] = Values(model, "aspect_ratio"),
        ["resolutions"] = Values(model, "resolution"),
        ["durations"] = Values(model, "duration"),
        ["audio"] = model.FindField("audio") is not null,
        ["audio_configurable"] = model.FindField("audio") is not null,
        ["prompt_character_limit"] = model.FindField("prompt")?.MaxLength ?? DefaultPromptLength,
    };

    // Empty for a field that the model does not take: Venice's way to say that it must be left out.
    private static JsonArray Values(ModelDefinition model, string key) => model.Fields.FirstOrDefault(field => field.Wire.Name == key) is { } field
        ? [.. (field.Fixed is { } only ? [only.Text] : field.Values.Select(value => value.Wire)).Select(value => JsonValue.Create(value + field.Wire.Suffix))]
        : [];
}
