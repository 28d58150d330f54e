using System.Text.Json.Nodes;
using NanoGpt.Catalogs.Forms;

namespace NanoGpt.Catalogs.Links;

/// <summary>Converts a form to the query of a link and back.</summary>
public static class FormLink
{
    /// <summary>The name of the query parameter.</summary>
    public const string Parameter = "request";

    /// <summary>
    /// Returns the query of a link that reproduces the form, except the contents of files; empty for an empty form.
    /// </summary>
    /// <param name="request">The request.</param>
    public static string Write(FormRequest request)
    {
        var values = WithoutFiles(request.Values);
        var body = JsonNode.Parse((request with { Values = values }).ToJson())!.AsObject();
        body.Remove("model");
        foreach (var field in request.Type.Fields)
        {
            if (field.Fixed is not null)
            {
                body.Remove(field.Wire.Name);
            }
        }

        return body.Count == 0 ? "" : $"?{Parameter}={Uri.EscapeDataString(body.ToJsonString())}";
    }

    /// <summary>Returns the form of a link.</summary>
    /// <param name="type">The form of the model.</param>
    /// <param name="value">The value of the query parameter; null for an empty form.</param>
    /// <returns>The request and the keys that the model no longer has; null in place of both if the value is not JSON.</returns>
    public static FormReading? Read(FormType type, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return new FormReading(type.Empty, []);
        }

        try
        {
            return type.Parse(value);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static FormValues WithoutFiles(FormValues values)
    {
        for (var i = 0; i < values.Fields.Count; i++)
        {
            values = values[i] switch
            {
                FormMedium { Input.Form: MediaForms.Data } => values.With(i, null),
                ValueList<FormMedium> media when media.Any(static medium => medium.Input.Form == MediaForms.Data) =>
                    values.With(i, ValueList.From(media.Where(static medium => medium.Input.Form != MediaForms.Data))),
                FormGroup group => values.With(i, group with { Values = WithoutFiles(group.Values) }),
                ValueList<FormGroup> groups =>
                    values.With(i, groups.Map(static group => group with { Values = WithoutFiles(group.Values) })),
                _ => values,
            };
        }

        return values;
    }
}
