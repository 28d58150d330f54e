namespace NanoGpt.Emulator.Requests;

/// <summary>Validates requests by the model definitions and creates errors in the format of the service.</summary>
internal static class RequestValidation
{
    /// <summary>Returns an error with all <c>findings</c>, which the service does not send; null for a valid request.</summary>
    public static EmulatorResponse? Validate(ModelDefinition model, WireRequest request, bool rejectUnknownKeys)
    {
        if (rejectUnknownKeys && request.UnknownKeys is [var unknown, ..])
        {
            return ErrorResponses.InvalidValue(unknown, $"{model.Id} does not take '{unknown}'.");
        }

        var errors = request.Check().Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (errors.Count == 0)
        {
            return null;
        }

        var first = errors[0];
        var (status, code) = first.Code switch
        {
            FindingCodes.Required => (StatusCodes.Status400BadRequest, "missing_required_parameter"),
            FindingCodes.MediumTooLarge => (StatusCodes.Status413PayloadTooLarge, "file_too_large"),
            _ => (StatusCodes.Status400BadRequest, "invalid_parameter_value"),
        };
        var findings = errors.Select(finding => new JsonObject
        {
            ["code"] = finding.Code,
            ["field"] = finding.Field,
            ["param"] = Key(model, request, finding.Field),
            ["message"] = finding.Message,
        });
        return ErrorResponses.Create(
            status, "invalid_request_error", code, first.Message, Key(model, request, first.Field), new JsonArray([.. findings]));
    }

    /// <summary>Returns the key of a field; for a path inside an object or a list, the key of that object or list.</summary>
    public static string Key(ModelDefinition model, WireRequest request, string path)
    {
        var field = path.Split('.', '[')[0];
        return request.KeyOf(field) ?? model.FindField(field)?.Wire.Name ?? field;
    }
}

/// <summary>Reads the values of a request that determine its video.</summary>
internal static class RequestedVideo
{
    extension(WireRequest request)
    {
        public string Prompt => request.Text("prompt") ?? request.Text("script") ?? "";

        public string? Shape => request.Text("aspect_ratio") ?? request.Text("orientation") switch
        {
            "landscape" => "16:9",
            "portrait" => "9:16",
            _ => request.Text("size") ?? request.Text("resolution"),
        };

        public int? Seconds(ModelInfo model)
        {
            var field = RequestChecker.DurationField(model);
            var length = field is null
                ? null
                : field.Fixed ?? request.Values.GetValueOrDefault(field.Name)?.Scalar ?? field.Default;
            return (length?.Kind == ScalarKind.Number ? length.Number : model.Price?.Seconds) is { } number
                ? (int)Math.Clamp(number, 1, 600)
                : null;
        }

        private string? Text(string field) => request.Values.GetValueOrDefault(field)?.Scalar?.Text;
    }
}
