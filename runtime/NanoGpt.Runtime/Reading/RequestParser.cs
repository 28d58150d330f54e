using System.Text.Json;

namespace NanoGpt;

/// <summary>Reads stored requests back. Tolerant: what no property can take is kept in the additional fields.</summary>
public static class RequestParser
{
    /// <summary>The request that a JSON object says.</summary>
    /// <param name="json">A JSON object with a <c>model</c>.</param>
    /// <param name="create">Makes the request of a model from a reader; null for a model that it does not know.</param>
    /// <returns>The typed request; for an unknown model a <see cref="RawVideoRequest"/>.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="FormatException">The JSON is not an object with a <c>model</c>.</exception>
    public static VideoRequest Parse(string json, Func<string, FieldReader, VideoRequest?> create)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(create);

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty(FieldReader.ModelKey, out var model)
            || model.ValueKind != JsonValueKind.String
            || string.IsNullOrWhiteSpace(model.GetString()))
        {
            throw new FormatException("A request is a JSON object with a 'model'.");
        }

        var reader = new FieldReader(root, isRequest: true);
        if (create(model.GetString()!, reader) is { } request)
        {
            return request;
        }

        var raw = new RawVideoRequest(model.GetString()!);
        reader.Attach(raw);
        reader.For(raw.Model);
        return raw;
    }
}
