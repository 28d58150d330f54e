using System.Text.Json;

namespace NanoGpt;

/// <summary>Reads stored requests back. Tolerant: what no property can take is kept in the additional fields.</summary>
public static class RequestParser
{
    /// <summary>The request that a JSON object says.</summary>
    /// <param name="json">A JSON object with a <c>model</c>.</param>
    /// <param name="models">The models that there are types for. Of two with one id the first is taken.</param>
    /// <returns>The typed request; for an unknown model a <see cref="RawVideoRequest"/>.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="FormatException">The JSON is not an object with a <c>model</c>.</exception>
    public static VideoRequest Parse(string json, IReadOnlyList<ModelInfo> models)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(models);

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
        foreach (var info in models)
        {
            if (info.Read is { } read && string.Equals(info.Id, id, StringComparison.Ordinal))
            {
                return read(new FieldReader(root, info));
            }
        }

        var raw = new RawVideoRequest(id);
        return raw with { AdditionalFields = new FieldReader(root, raw.Model).Rest() };
    }
}
