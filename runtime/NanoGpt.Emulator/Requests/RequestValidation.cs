namespace NanoGpt.Emulator.Requests;

/// <summary>Validates requests by the model definitions and creates errors in the format of the service.</summary>
internal static class RequestValidation
{
    /// <summary>
    /// Returns the error; null for a valid request. It lists all errors in <c>findings</c>, which the service does not send.
    /// </summary>
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
