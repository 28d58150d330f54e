using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>Reads <c>supported_parameters</c>, which describes the form on the service's web page.</summary>
internal static class NanoGptParameters
{
    private const int MaxFields = 200;
    private const int MaxOptions = 1000;

    private const string Key = "supported_parameters.parameters";
    private const string Place = Key + ".*";

    public static IReadOnlyList<ListedField> Read(JsonElement supported, string model, ListBuilder list)
    {
        var parameters = supported.Get("parameters").Members();
        var defaults = supported.Get("defaults");
        var fields = new List<ListedField>(Math.Min(parameters.Count, MaxFields));
        if (parameters.Count > MaxFields)
        {
            list.Uncompared(model, Key, $"it has {parameters.Count} parameters: the first {MaxFields} are read");
        }

        foreach (var parameter in parameters.Take(MaxFields))
        {
            if (!IsKey(parameter.Name))
            {
                list.Uncompared(model, Key, $"'{ListText.Clean(parameter.Name)}' is not a valid name");
            }
            else if (Field(parameter, defaults.Get(parameter.Name), model, list) is { } field)
            {
                fields.Add(field);
            }
        }

        return fields;
    }

    /// <summary>Returns the descriptions that limit the use of a parameter.</summary>
    public static IReadOnlyList<string> Remarks(JsonElement parameters) =>
    [
        .. from parameter in parameters.Members().Take(MaxFields)
           let text = Description(parameter.Value)
           where IsKey(parameter.Name) && text.Contains("only", StringComparison.OrdinalIgnoreCase)
           select $"The list says of {parameter.Name}: {text}",
    ];

    private static string Description(JsonElement parameter) => ListText.Clean(parameter.Get("description").Text() ?? "");

    private static string KeyOf(string parameter) => $"{Key}.{parameter}";

    // Documented keys contain only letters, digits, underscores, hyphens and periods.
    private static bool IsKey(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static ListedField? Field(JsonProperty parameter, JsonElement otherDefault, string model, ListBuilder list)
    {
        var value = parameter.Value;
        list.CheckKeys(value, Place);
        var options = Options(value, parameter.Name, model, list);
        var type = value.Get("type").Text();
        ListedKind? kind = type switch
        {
            "select" when options.Count > 0 => ListedKind.Choice,
            "number" or "integer" when options.Count > 0 => ListedKind.Choice,
            "switch" or "boolean" => ListedKind.Boolean,
            "integer" => ListedKind.Integer,
            "number" => ListedKind.Number,
            "string" or "text" => ListedKind.Text,
            _ => null,
        };
        if (kind is not { } known)
        {
            list.Uncompared(
                model, KeyOf(parameter.Name),
                type == "select" ? "no valid value" : $"the unknown type '{ListText.Clean(type ?? value.ValueKind.ToString())}'");
            return null;
        }

        var assumed = value.Get("default").Scalar();
        if (assumed is not null && otherDefault.Scalar() is { } other && other != assumed)
        {
            list.Uncompared(
                model, $"supported_parameters.defaults.{parameter.Name}", $"'{ListText.Clean(other)}' contradicts the parameter");
        }

        return new ListedField
        {
            Wire = parameter.Name,
            Label = Description(value) is { Length: > 0 } text ? text : ListText.Clean(value.Get("label").Text() ?? ""),
            Kind = known,
            Options = options,
            Default = assumed ?? otherDefault.Scalar(),
            Min = value.Get("min").Number(),
            Max = value.Get("max").Number(),
            Step = value.Get("step").Number() is > 0 and <= 1e9m and var step ? step : null,
            ShownWhen = ShownWhen(value.Get("showWhen"), parameter.Name, model, list),
        };
    }

    private static List<string> Options(JsonElement value, string name, string model, ListBuilder list)
    {
        var given = value.Get("options").ValueKind == JsonValueKind.Array ? value.Get("options") : value.Get("enum");
        var options = new List<string>();
        foreach (var option in given.Items().Take(MaxOptions))
        {
            list.CheckKeys(option, Place + ".options");
            var text = (option.ValueKind == JsonValueKind.Object ? option.Get("value") : option).Scalar();
            if (text is null || !ListText.IsClean(text))
            {
                list.Uncompared(model, KeyOf(name) + ".options", "an invalid value");
            }
            else if (!options.Contains(text, StringComparer.Ordinal))
            {
                options.Add(text);
            }
        }

        if (given.Items().Skip(MaxOptions).Any())
        {
            list.Uncompared(model, KeyOf(name) + ".options", $"more than {MaxOptions} values: the others are skipped");
        }

        return options;
    }

    // Accepts { "mode": "a" }, { "mode": ["a", "b"] } and { "field": "mode", "value": "a" }.
    private static List<ShownWhen> ShownWhen(JsonElement value, string name, string model, ListBuilder list)
    {
        var found = new List<ShownWhen>();
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return found;
        }

        var field = First(value, "field", "param", "parameter", "key").Text();
        var wanted = First(value, "value", "equals", "values", "in");
        if (field is not null && wanted.ValueKind != JsonValueKind.Undefined && value.Members().Count == 2)
        {
            Add(field, wanted);
        }
        else
        {
            foreach (var member in value.Members())
            {
                Add(member.Name, member.Value);
            }
        }

        if (found.Count == 0
            || found.Exists(
                condition => !IsKey(condition.Wire) || condition.Values.Count == 0 || !condition.Values.All(ListText.IsClean)))
        {
            list.Uncompared(model, KeyOf(name) + ".showWhen", "a condition that cannot be read");
            found.Clear();
        }

        return found;

        void Add(string wire, JsonElement values) => found.Add(new ShownWhen(
            wire,
            [.. (values.ValueKind == JsonValueKind.Array ? values.Items() : [values]).Select(item => item.Scalar() ?? "")]));
    }

    private static JsonElement First(JsonElement value, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (value.Get(name) is { ValueKind: not JsonValueKind.Undefined } found)
            {
                return found;
            }
        }

        return default;
    }
}
