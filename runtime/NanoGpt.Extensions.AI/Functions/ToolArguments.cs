namespace NanoGpt.Extensions.AI.Functions;

/// <summary>Reads the arguments of a call. Text in them is data and is never interpreted.</summary>
internal sealed class ToolArguments
{
    // Media of this size do not belong into arguments: links and files take their place.
    private const int MaxLength = 2_000_000;
    private const int MaxTextLength = 1000;

    // Of a repeated key, a service may read another value than the evaluator.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonObject values;

    private ToolArguments(JsonObject values) => this.values = values;

    /// <summary>Reads the arguments of a call.</summary>
    /// <exception cref="ToolException">An argument is unknown, missing, too large or of another type.</exception>
    public static ToolArguments Read(
        IReadOnlyList<ToolParameter> parameters, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        var values = new JsonObject();
        var length = 0L;
        foreach (var (name, value) in arguments)
        {
            if (parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
            {
                var names = parameters.Select(static parameter => parameter.Name).ToList();
                throw Invalid(
                    $"There is no argument '{Shorten(name)}'; "
                    + NearestWord.Hint(NearestWord.Find(name, names), $"known arguments are {string.Join(", ", names)}."));
            }

            if (value is JsonElement { ValueKind: JsonValueKind.Null } or null)
            {
                continue;
            }

            length += LengthOf(value);
            if (length > MaxLength)
            {
                throw Invalid(
                    $"The arguments have more than {MaxLength} characters: send media as links, or as files by 'files'.");
            }

            if (!HasValidText(value))
            {
                throw Invalid($"{name} contains half of a surrogate pair, which is no character: leave it out.");
            }

            values[name] = ToNode(value) is { } node && parameter.Accepts(node)
                ? node : throw Invalid($"{name} must be of type {parameter.TypeName}.");
        }

        return parameters.FirstOrDefault(parameter => parameter.IsRequired && !values.ContainsKey(parameter.Name)) is { } missing
            ? throw Invalid($"{missing.Name} is required: {missing.Description}")
            : new ToolArguments(values);
    }

    /// <summary>Returns a text; null if it is not set.</summary>
    /// <exception cref="ToolException">The text is too long.</exception>
    public string? FindText(string name) => values[name]?.GetValue<string>() switch
    {
        { Length: > MaxTextLength } => throw Invalid($"{name} has more than {MaxTextLength} characters."),
        var text => text,
    };

    public string GetText(string name) => FindText(name)!;

    /// <summary>Returns a number; null if it is not set.</summary>
    /// <exception cref="ToolException">The number is not in the range.</exception>
    public decimal? FindNumber(string name, decimal min, decimal max) => values[name] is not JsonValue value ? null
        : value.TryGetValue<decimal>(out var number) && number >= min && number <= max ? number
        : throw Invalid(string.Create(CultureInfo.InvariantCulture, $"{name} must be {min} to {max}."));

    public bool? FindFlag(string name) => values[name]?.GetValue<bool>();

    public JsonObject? FindObject(string name) => values[name]?.AsObject();

    private static ToolException Invalid(string message) => new(ToolErrors.InvalidArguments, message);

    private static string Shorten(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private static long LengthOf(object value) => value switch
    {
        string text => text.Length,
        JsonElement element => element.GetRawText().Length,
        JsonNode node => node.ToJsonString().Length,
        _ => 0,
    };

    // A text with an escape such as \ud800 cannot be read.
    private static bool HasValidText(object value)
    {
        if (value is not JsonElement element || !element.GetRawText().Contains("\\u", StringComparison.Ordinal))
        {
            return true;
        }

        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(element.GetRawText()));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (JsonException)
        {
            return true;   // deeper than JSON may be, which is reported when it is read
        }
    }

    // Chat clients give JSON, or the values of their own JSON readers.
    private static JsonNode? ToNode(object value)
    {
        try
        {
            return value switch
            {
                JsonElement element => JsonNode.Parse(element.GetRawText(), nodeOptions: null, Strict),
                JsonNode node => JsonNode.Parse(node.ToJsonString(), nodeOptions: null, Strict),
                _ => JsonSerializer.SerializeToNode(value, value.GetType(), AIJsonUtilities.DefaultOptions),
            };
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return null;   // such as an object with a repeated key, or an object of another program
        }
    }
}
