using NanoGpt.Catalogs.Forms;

namespace NanoGpt.Catalogs.Panes;

/// <summary>Writes a request as a command of the tool.</summary>
public static class CommandPane
{
    /// <summary>Returns the command.</summary>
    /// <param name="request">The request.</param>
    public static string Format(FormRequest request)
    {
        var words = new List<string> { "nanogpt run", ShellText.Quote(request.Type.Model.Key) };
        using var body = JsonDocument.Parse(request.ToJson());
        for (var i = 0; i < request.Type.Fields.Count; i++)
        {
            if (request.Values[i] is { } value)
            {
                words.AddRange(Arguments(request.Type.Fields[i], value, body.RootElement));
            }
        }

        return string.Join(" ", words) + "\n";
    }

    private static IEnumerable<string> Arguments(FieldInfo field, object value, JsonElement body) => value switch
    {
        FormMedium medium => [Medium(field, medium)],
        ValueList<FormMedium> media => media.Select(medium => Medium(field, medium)),
        ValueList<string> texts => texts.Select(text => Text(field, text)),
        ValueList<int> items => items.Select(item => Text(field, Spell(field, item))),
        FormGroup or JsonElement or ValueList<FormGroup> or ValueList<JsonElement> =>
            [ShellText.Quote($"{field.Name}:={body.GetProperty(field.Wire.Name).GetRawText()}")],
        _ => [Text(field, Spell(field, value))],
    };

    private static string Spell(FieldInfo field, object value) => field.Spell(FieldScalar.FromValue(field, value)!).Text;

    private static string Text(FieldInfo field, string text) => $"{field.Name}={ShellText.Quote(text)}";

    private static string Medium(FieldInfo field, FormMedium medium) =>
        medium.Input.Url is { } link ? Text(field, link)
        : medium.Input.AttachmentId is { } id ? Text(field, $"attachment:{id}")
        : $"{field.Name}@{ShellText.Quote(MediumFile.NameOf(field, medium))}";
}
