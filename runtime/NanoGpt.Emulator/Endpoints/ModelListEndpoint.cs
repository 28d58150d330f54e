using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Lists the models in the shape that was recorded from the running service. Needs no key.</summary>
internal sealed class ModelListEndpoint(ProviderModels models)
{
    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context)
    {
        var detailed = !string.Equals(context.Request.Query["detailed"], "false", StringComparison.OrdinalIgnoreCase);
        var answer = EmulatorResponse.Json(new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. models.Offered.Select(model => detailed ? Detailed(model) : Brief(model))]),
        });
        return new(answer with { Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" } });
    }

    private JsonObject Brief(ModelDefinition model) => new()
    {
        ["id"] = model.Id,
        ["object"] = "model",
        ["created"] = Created(model),
        ["owned_by"] = model.Id[..Math.Max(model.Id.IndexOfAny(['/', '-']), 1)],
    };

    private JsonObject Detailed(ModelDefinition model)
    {
        var entry = Brief(model);
        entry["name"] = model.Title;
        entry["description"] = model.Summary;
        entry["architecture"] = Architecture(model);
        entry["pricing"] = PricingView.Of(model.Price);
        entry["capabilities"] = Capabilities(model);
        entry["supported_parameters"] = ParametersView.Of(model);
        entry["tags"] = new JsonArray([.. model.Modes.Select(mode => JsonValue.Create(mode))]);
        entry["category"] = "More";
        return entry;
    }

    private static JsonObject Architecture(ModelDefinition model)
    {
        var inputs = new List<string>();
        Add("text", model.Fields.Any(input => input.Name is "prompt" or "script"));
        Add("image", Takes(model, FieldType.Image));
        Add("video", Takes(model, FieldType.Video));
        Add("audio", Takes(model, FieldType.Audio));
        return new JsonObject
        {
            ["modality"] = $"{string.Join('+', inputs)}->video",
            ["input_modalities"] = new JsonArray([.. inputs.Select(input => JsonValue.Create(input))]),
            ["output_modalities"] = new JsonArray("video"),
        };

        void Add(string name, bool taken)
        {
            if (taken)
            {
                inputs.Add(name);
            }
        }
    }

    private static JsonObject Capabilities(ModelDefinition model) => new()
    {
        ["video_generation"] = true,
        ["text_to_video"] = model.Modes.Contains("text-to-video"),
        ["image_to_video"] = model.Modes.Contains("image-to-video"),
        ["video_to_video"] = Takes(model, FieldType.Video),
        ["audio_input"] = Takes(model, FieldType.Audio),
        ["audio_generation"] = model.FindField("generate_audio") is not null,
        ["nsfw"] = false,
    };

    private static bool Takes(ModelDefinition model, FieldType type) => model.Fields.Any(input => input.Type == type);

    /// <summary>The newest date among the model's sources, since no source says when a model was added.</summary>
    private long Created(ModelDefinition model) => models.Provider.Sources
        .Where(source => model.Sources.Contains(source.Id))
        .Select(source => Seconds(source.Date))
        .DefaultIfEmpty()
        .Max();

    private static long Seconds(string? date) =>
        DateTimeOffset.TryParseExact(date, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? day.ToUnixTimeSeconds()
            : 0;
}
