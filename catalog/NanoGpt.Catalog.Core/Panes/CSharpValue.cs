using NanoGpt.Catalogs.Forms;

namespace NanoGpt.Catalogs.Panes;

/// <summary>Formats the values of a form as C# expressions of the generated types.</summary>
public static class CSharpValue
{
    private const string Indentation = "    ";

    /// <summary>Returns a value as an expression.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value in the form; null if it is not set.</param>
    public static string Format(FieldInfo field, object? value) => Format(field, value, "");

    internal static string Format(FieldInfo field, object? value, string indent) => value switch
    {
        null => "null",
        ValueList<string> texts => List(texts, text => Literal(text)),
        ValueList<int> numbers => List(numbers, number => Format(field, number, indent)),
        ValueList<FormMedium> media => List(media, medium => Format(field, medium)),
        ValueList<FormGroup> groups => Lines(groups.Select(group => Format(field, group, indent + Indentation)), indent),
        ValueList<JsonElement> items => List(items, item => Json(item)),
        string text => Literal(text),
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int number => Member(field, number),
        FormMedium medium => Format(field, medium),
        FormGroup group => Initializer(field.TypeName!, group.Values, indent),
        _ => Json((JsonElement)value),
    };

    internal static string Initializer(string type, FormValues values, string indent)
    {
        var lines = new StringBuilder($"new {type}\n{indent}{{\n");
        var inner = indent + Indentation;
        for (var i = 0; i < values.Fields.Count; i++)
        {
            if (values[i] is { } value)
            {
                lines.Append(CultureInfo.InvariantCulture, $"{inner}{values.Fields[i].Property} = ");
                lines.Append(Format(values.Fields[i], value, inner)).Append(",\n");
            }
        }

        return lines.Append(indent).Append('}').ToString();
    }

    // Letters of all scripts are kept, so that a prompt stays readable.
    internal static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                literal.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '"' or '\\' => literal.Append('\\').Append(c),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                _ when IsInvisible(c) => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }

    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    private static string Member(FieldInfo field, int value)
    {
        if (field.TypeName is not { } type)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        return (field.IsClosed ? field.Values[value] : field.FindNumber(value)) is { } listed
            ? $"{type}.{listed.Member}"
            : string.Create(CultureInfo.InvariantCulture, $"({type})({value})");   // a number that is not listed
    }

    private static string Format(FieldInfo field, FormMedium medium)
    {
        var type = medium.Input.Kind + "Input";
        if (medium.Input.Url is { } link)
        {
            return $"{type}.FromUrl({Literal(link)})";
        }

        if (medium.Input.AttachmentId is { } id)
        {
            return $"{type}.FromAttachment({Literal(id)})";
        }

        var file = MediumFile.NameOf(field, medium);
        var isKnown = MediaTypes.FromFileName(file, MediaTypes.PrefixOf(field.Type)) == medium.Input.MediaType;
        return medium.Input.MediaType is { } mediaType && !isKnown
            ? $"{type}.FromFile({Literal(file)}, {Literal(mediaType)})"
            : $"{type}.FromFile({Literal(file)})";
    }

    private static string List<T>(ValueList<T> items, Func<T, string> format) => $"[{string.Join(", ", items.Select(format))}]";

    private static string Lines(IEnumerable<string> items, string indent) =>
        $"\n{indent}[\n{string.Concat(items.Select(item => $"{indent}{Indentation}{item},\n"))}{indent}]";

    private static string Json(JsonElement json) => $"JsonDocument.Parse({Literal(json.GetRawText())}).RootElement";
}
