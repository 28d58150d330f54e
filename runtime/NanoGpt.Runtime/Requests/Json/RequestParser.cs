namespace NanoGpt;

/// <summary>Reads stored requests. Values that no property can hold are kept in the additional fields.</summary>
public static class RequestParser
{
    /// <summary>Reads a request from a JSON object.</summary>
    /// <param name="json">A JSON object with a <c>model</c>.</param>
    /// <param name="types">The request types. Of two with the same model id, the first is used.</param>
    /// <returns>The typed request, or a <see cref="RawVideoRequest"/> if no type has the model.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="FormatException">The JSON is not an object with a <c>model</c>.</exception>
    public static VideoRequest Parse(string json, IReadOnlyList<RequestTypeInfo> types)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(types);

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty(FieldReader.ModelKey, out var model)
            || model.ValueKind != JsonValueKind.String
            || string.IsNullOrWhiteSpace(model.GetString()))
        {
            throw new FormatException("A request is a JSON object with a 'model'.");
        }

        var id = model.GetString()!;
        foreach (var type in types)
        {
            if (type.Read is { } read && string.Equals(type.Model.Id, id, StringComparison.Ordinal))
            {
                return read(new FieldReader(root, type.Fields, isRequest: true));
            }
        }

        var raw = new RawVideoRequest(id);
        return raw with { AdditionalFields = new FieldReader(root, [], isRequest: true).Rest() };
    }
}
