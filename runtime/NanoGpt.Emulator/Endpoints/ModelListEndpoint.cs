namespace NanoGpt.Emulator.Endpoints;

/// <summary>Lists the models in the format that was recorded from the service. Requires no key.</summary>
internal sealed class ModelListEndpoint(ProviderModels models)
{
    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context)
    {
        var detailed = !string.Equals(context.Request.Query["detailed"], "false", StringComparison.OrdinalIgnoreCase);
        var response = EmulatorResponse.Json(new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. models.Offered.Select(model => detailed ? Detailed(model) : Brief(model))]),
        });
        return new(response.WithHeader("Access-Control-Allow-Origin", "*"));
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
        entry["pricing"] = PricingView.Create(model.Price);
        entry["capabilities"] = Capabilities(model);
        entry["supported_parameters"] = ParametersView.Create(model);
        entry["tags"] = new JsonArray([.. model.Modes.Select(mode => JsonValue.Create(mode))]);
        entry["category"] = "More";
        return entry;
    }

    private static JsonObject Architecture(ModelDefinition model)
    {
        string[] inputs =
        [
            .. model.Fields.Any(field => field.Name is "prompt" or "script") ? ["text"] : Array.Empty<string>(),
            .. Accepts(model, FieldType.Image) ? ["image"] : Array.Empty<string>(),
            .. Accepts(model, FieldType.Video) ? ["video"] : Array.Empty<string>(),
            .. Accepts(model, FieldType.Audio) ? ["audio"] : Array.Empty<string>(),
        ];
        return new JsonObject
        {
            ["modality"] = $"{string.Join('+', inputs)}->video",
            ["input_modalities"] = new JsonArray([.. inputs.Select(input => JsonValue.Create(input))]),
            ["output_modalities"] = new JsonArray("video"),
        };
    }

    private static JsonObject Capabilities(ModelDefinition model) => new()
    {
        ["video_generation"] = true,
        ["text_to_video"] = model.Modes.Contains("text-to-video"),
        ["image_to_video"] = model.Modes.Contains("image-to-video"),
        ["video_to_video"] = Accepts(model, FieldType.Video),
        ["audio_input"] = Accepts(model, FieldType.Audio),
        ["audio_generation"] = model.FindField("generate_audio") is not null,
        ["nsfw"] = false,
    };

    private static bool Accepts(ModelDefinition model, FieldType type) => model.Fields.Any(field => field.Type == type);

    // The latest date of the sources of the model: no source contains the date when the model was added.
    private long Created(ModelDefinition model) => models.Provider.Sources
        .Where(source => model.Sources.Contains(source.Id))
        .Select(source => Seconds(source.Date))
        .DefaultIfEmpty()
        .Max();

    private static long Seconds(string? date) =>
        DateTimeOffset.TryParseExact(
            date, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? day.ToUnixTimeSeconds()
            : 0;
}
