using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>Reads <c>supported_parameters</c>, which describes the form on the service's web page.</summary>
internal static class NanoGptParameters
{
    private const int MaxFields = 200;
    private const int MaxOptions = 1000;

    private static readonly HashSet<string> ParameterKeys = new(StringComparer.Ordinal)
    {
        "type", "label", "description", "default", "options", "min", "max", "step", "placeholder", "showWhen", "enum",
    };

    private static readonly HashSet<string> OptionKeys = new(StringComparer.Ordinal) { "value", "label", "description" };

    public static IReadOnlyList<ListedField> Read(JsonElement supported, string model, ListBuilder list)
    {
        var parameters = supported.Get("parameters").Members();
        var defaults = supported.Get("defaults");
        var fields = new List<ListedField>(Math.Min(parameters.Count, MaxFields));
        if (parameters.Count > MaxFields)
        {
            list.Notice(model, $"it lists {parameters.Count} parameters: the first {MaxFields} are read");
        }

        foreach (var parameter in parameters.Take(MaxFields))
        {
            if (!IsKey(parameter.Name))
            {
                list.Notice(model, $"parameter '{ListText.Clean(parameter.Name)}' has an invalid name: skipped");
            }
            else if (Field(parameter, defaults.Get(parameter.Name), model, list) is { } field)
            {
                fields.Add(field);
            }
        }

        return fields;
    }

    // Documented keys contain only letters, digits, underscores, hyphens and periods.
    private static bool IsKey(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static ListedField? Field(JsonProperty parameter, JsonElement otherDefault, string model, ListBuilder list)
    {
        var value = parameter.Value;
        list.CheckKeys(value, "parameter", ParameterKeys);
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
            var reason = type == "select"
                ? "offers no valid value" : $"has the unknown type '{ListText.Clean(type ?? value.ValueKind.ToString())}'";
            list.Notice(model, $"parameter '{parameter.Name}' {reason}: skipped");
            return null;
        }

        return new ListedField
        {
            Wire = parameter.Name,
            Label = ListText.Clean(value.Get("label").Text() ?? ""),
            Kind = known,
            Options = options,
            Default = value.Get("default").Scalar() ?? otherDefault.Scalar(),
            Min = value.Get("min").Number(),
            Max = value.Get("max").Number(),
            ShownWhen = ShownWhen(value.Get("showWhen"), parameter.Name, model, list),
        };
    }

    private static List<string> Options(JsonElement value, string name, string model, ListBuilder list)
    {
        var given = value.Get("options").ValueKind == JsonValueKind.Array ? value.Get("options") : value.Get("enum");
        var options = new List<string>();
        foreach (var option in given.Items().Take(MaxOptions))
        {
            list.CheckKeys(option, "option", OptionKeys);
            var text = (option.ValueKind == JsonValueKind.Object ? option.Get("value") : option).Scalar();
            if (text is null || !ListText.IsClean(text))
            {
                list.Notice(model, $"parameter '{name}' offers an invalid value: skipped");
            }
            else if (!options.Contains(text, StringComparer.Ordinal))
            {
                options.Add(text);
            }
        }

        if (given.Items().Skip(MaxOptions).Any())
        {
            list.Notice(model, $"parameter '{name}' offers more than {MaxOptions} values: the others are skipped");
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
            list.Notice(model, $"parameter '{name}' is offered under a condition that cannot be read: no rule is created");
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
