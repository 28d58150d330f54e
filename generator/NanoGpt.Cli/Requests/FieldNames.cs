using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Cli.Requests;

/// <summary>Finds the field that a person means: by the directory's name, or by any spelling of the wire.</summary>
internal static class FieldNames
{
    /// <exception cref="RequestSyntaxException">The model has no such field, or no choice in it.</exception>
    public static FieldInfo Find(ModelDefinition model, string name)
    {
        var field = model.FindField(name) ?? model.Fields.FirstOrDefault(input => Spellings(input).Contains(name, StringComparer.Ordinal));
        return field switch
        {
            null => throw new RequestSyntaxException(Unknown(model, name)),
            { Fixed: { } value } => throw new RequestSyntaxException($"{model.Id} takes no {name}: it is always {value.Text}."),
            _ => field,
        };
    }

    /// <summary>The fields that a request can set.</summary>
    public static IEnumerable<FieldInfo> Settable(ModelDefinition model) => model.Fields.Where(field => field.Fixed is null);

    private static IEnumerable<string> Spellings(FieldInfo field) =>
        [field.Wire.Name, .. field.Wire.Aliases, .. new[] { field.Media?.UrlKey, field.Media?.DataKey, field.Media?.AttachmentKey }.OfType<string>()];

    private static string Unknown(ModelDefinition model, string name)
    {
        var names = Settable(model).Select(field => field.Name).ToList();
        return DidYouMean.Find(name, names) is { } guess
            ? $"{model.Id} has no field '{name}'; did you mean '{guess}'?"
            : $"{model.Id} has no field '{name}'; it takes {string.Join(", ", names)}.";
    }
}
