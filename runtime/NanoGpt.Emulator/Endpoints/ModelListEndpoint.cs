namespace NanoGpt.Emulator.Endpoints;

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
        ["text_to_video"] = model.Modes.Any(mode => mode is "text-to-video" or "scripted"),
        ["image_to_video"] = model.Fields.Any(field => field.Type == FieldType.Image && field.Name != "end_image"),
        ["video_to_video"] = model.Fields.Any(field => field.Type == FieldType.Video && field.Name != "reference_videos"),
        ["audio_input"] = Accepts(model, FieldType.Audio),
        ["audio_generation"] = IsStated(model, "audio_generation"),
        ["nsfw"] = IsStated(model, "nsfw"),
    };

    private static bool IsStated(ModelDefinition model, string name) =>
        model.Facts.Any(fact => fact.Name == name && fact.Value == "true");

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

/// <summary>Creates the parameters of a model: options are strings; prompt and media are omitted.</summary>
internal static class ParametersView
{
    public static JsonObject Create(ModelDefinition model)
    {
        var (parameters, defaults) = (new JsonObject(), new JsonObject());
        foreach (var field in model.Fields.Where(IsListed))
        {
            var key = field.Wire.Name;
            parameters[key] = Parameter(field);
            if (field.Default is { } value)
            {
                defaults[key] = WireNode.Create(field, value);
            }
        }

        return new JsonObject { ["parameters"] = parameters, ["defaults"] = defaults };
    }

    private static bool IsListed(FieldInfo field) =>
        field is { IsMedia: false, Fixed: null, List: null, Type: not FieldType.Object }
        && field.Name is not ("prompt" or "script");

    private static JsonObject Parameter(FieldInfo field)
    {
        var parameter = new JsonObject
        {
            ["type"] = field.Type switch
            {
                FieldType.Boolean => "switch",
                FieldType.Integer or FieldType.Number or FieldType.Seed => "number",
                FieldType.Seconds when field.Values.IsEmpty => "number",
                FieldType.Seconds => "select",
                _ => field.Values.IsEmpty ? "string" : "select",
            },
            ["label"] = Label(field.Name),
            ["description"] = field.Summary,
            ["default"] = field.Default is { } value ? WireNode.Create(field, value) : null,
        };
        if (!field.Values.IsEmpty)
        {
            parameter["options"] = new JsonArray([.. field.Values.Select(option => Option(field, option))]);
        }

        foreach (var (name, number) in new[] { ("min", field.Min), ("max", field.Max), ("step", field.Step) })
        {
            if (number is not null)
            {
                parameter[name] = number;
            }
        }

        return parameter;
    }

    private static JsonObject Option(FieldInfo field, ValueInfo value) => new()
    {
        ["value"] = value.Wire + field.Wire.Suffix,
        ["label"] = field.Type == FieldType.Seconds ? $"{value.Wire} seconds" : value.Wire,
    };

    private static string Label(string name) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.Replace('_', ' '));
}

/// <summary>Creates the prices of a model in a format of the service, or as rates of the directory if none is suitable.</summary>
internal static class PricingView
{
    public static JsonObject? Create(PriceInfo? pricing)
    {
        if (pricing is not { Rates.IsEmpty: false })
        {
            return null;
        }

        var view = new JsonObject { ["currency"] = pricing.Currency };
        var rates = pricing.Rates;
        if (rates is [{ When.IsEmpty: true, PerSecond: 0 } video])
        {
            view["per_video"] = video.PerVideo;
        }
        else if (rates is [{ When.IsEmpty: true, PerVideo: 0 } second])
        {
            view["per_second"] = second.PerSecond;
        }
        else if (rates.All(
            rate => rate.PerVideo == 0 && rate.When is [{ Field: "resolution", Operator: ConditionOperator.IsOneOf }]))
        {
            view["per_second_by_resolution"] = new JsonObject(rates
                .SelectMany(
                    rate => rate.When[0].Values, (rate, value) => KeyValuePair.Create(value.Text, (JsonNode?)rate.PerSecond))
                .DistinctBy(price => price.Key));
        }
        else
        {
            view["rates"] = new JsonArray([.. rates.Select(Rate)]);
        }

        return view;
    }

    private static JsonObject Rate(RateInfo rate) => new()
    {
        ["when"] = new JsonArray([.. rate.When.Select(Condition)]),
        ["per_video"] = rate.PerVideo,
        ["per_second"] = rate.PerSecond,
        ["free_seconds"] = rate.FreeSeconds,
    };

    private static JsonObject Condition(ConditionInfo condition) => new()
    {
        ["field"] = condition.Field,
        ["operator"] = condition.Operator switch
        {
            ConditionOperator.IsSet => "set",
            ConditionOperator.IsUnset => "unset",
            ConditionOperator.Above => "above",
            ConditionOperator.AtLeast => "at_least",
            ConditionOperator.Below => "below",
            ConditionOperator.AtMost => "at_most",
            _ => "is",
        },
        ["values"] = new JsonArray([.. condition.Values.Select(value => JsonValue.Create(value.Text))]),
    };
}
