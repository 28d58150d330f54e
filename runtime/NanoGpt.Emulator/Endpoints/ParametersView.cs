namespace NanoGpt.Emulator.Endpoints;

/// <summary>
/// Creates the parameters of a model in the format of the service: options are strings; prompt and media are omitted.
/// </summary>
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
                defaults[key] = Json(field, value);
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
            ["default"] = field.Default is { } value ? Json(field, value) : null,
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

    private static JsonNode Json(FieldInfo field, Scalar value) => value.Kind switch
    {
        ScalarKind.Boolean => value.Number == 1,
        ScalarKind.Number when field.Wire.IsText => value.Text + field.Wire.Suffix,
        ScalarKind.Number => value.Number,
        _ => value.Text,
    };

    private static string Label(string name) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.Replace('_', ' '));
}
