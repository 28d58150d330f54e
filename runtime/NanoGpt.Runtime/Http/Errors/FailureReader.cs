namespace NanoGpt.Http;

/// <summary>Represents the reason of a failure: one message, null for none, and the errors of single fields.</summary>
internal sealed record Failure(string? Message, IReadOnlyList<FieldError> Fields)
{
    public static Failure None { get; } = new(null, []);
}

/// <summary>Reads reasons from JSON of any shape, at any depth, because services use more shapes than they document.</summary>
internal static class FailureReader
{
    private const int MaxReasons = 8;
    private const int MaxDepth = 8;

    // In the order of the message: from the general to the specific.
    private static readonly string[] Names =
        ["title", "error", "message", "msg", "error_description", "reason", "detail", "details", "errors", "issues", "_errors"];

    private static readonly string[] PathNames = ["loc", "path", "param", "field", "property"];

    public static Failure Read(JsonElement? element, SafeText text)
    {
        if (element is not { } value)
        {
            return Failure.None;
        }

        // The service wrote it for users.
        if (value.Find("userFriendlyError").AsCleanText(text) is { } friendly)
        {
            return new Failure(friendly, []);
        }

        var reasons = new List<FieldError>();
        Add(value, path: "", depth: 0, text, reasons);
        var general = reasons.Where(static reason => reason.Field.Length == 0).Select(static reason => reason.Message);
        var fields = reasons.Where(static reason => reason.Field.Length > 0).ToList();
        string[] specific = fields.Count == 0
            ? []
            : [string.Join("; ", fields.Select(static field => $"{field.Field}: {field.Message}"))];
        var message = string.Join(": ", general.Concat(specific));
        return message.Length == 0 ? Failure.None : new Failure(text.Clean(message), fields);
    }

    private static void Add(JsonElement value, string path, int depth, SafeText text, List<FieldError> reasons)
    {
        if (reasons.Count == MaxReasons || depth > MaxDepth)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String when ((JsonElement?)value).AsCleanText(text) is { } reason:
                if (!reasons.Exists(known => known.Field == path && known.Message.Contains(reason, StringComparison.Ordinal)))
                {
                    reasons.Add(new FieldError(path, reason));
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray().Take(MaxReasons))
                {
                    Add(item, path, depth + 1, text, reasons);
                }

                break;
            case JsonValueKind.Object:
                AddObject(value, ReadPath(value, text) is { } relative ? Join(path, relative) : path, depth, text, reasons);
                break;
        }
    }

    private static void AddObject(JsonElement value, string path, int depth, SafeText text, List<FieldError> reasons)
    {
        foreach (var name in Names)
        {
            if (value.Find(name) is { } found)
            {
                // Members of details and errors are named after fields.
                if (name is "details" or "errors" && found.ValueKind == JsonValueKind.Object)
                {
                    AddFields(found, path, depth + 1, text, reasons);
                }
                else
                {
                    Add(found, path, depth + 1, text, reasons);
                }
            }
        }
    }

    private static void AddFields(JsonElement fields, string path, int depth, SafeText text, List<FieldError> reasons)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        AddObject(fields, path, depth, text, reasons);
        foreach (var member in fields.EnumerateObject())
        {
            if (reasons.Count == MaxReasons)
            {
                return;
            }

            if (ReadName(member, text) is not { } name || Names.Contains(name))
            {
                continue;
            }

            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    AddFields(member.Value, Join(path, name), depth + 1, text, reasons);
                    break;
                case JsonValueKind.Array:
                    Add(member.Value, Join(path, name), depth + 1, text, reasons);
                    break;
            }
        }
    }

    // ["body", "duration"], ["elements", 0, "url"] or "duration".
    private static string? ReadPath(JsonElement item, SafeText text)
    {
        foreach (var name in PathNames)
        {
            switch (item.Find(name))
            {
                case { ValueKind: JsonValueKind.String } single:
                    return ((JsonElement?)single).AsCleanText(text);
                case { ValueKind: JsonValueKind.Array } list:
                    var segments = list.EnumerateArray().Take(MaxDepth)
                        .Select(static segment => ((JsonElement?)segment).AsText()).OfType<string>();
                    var path = string.Join('.', segments.Where(static (segment, index) => index > 0 || segment != "body"));
                    return path.Length == 0 ? null : text.Clean(path, 200);
            }
        }

        return null;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string? ReadName(JsonProperty member, SafeText text)
    {
        try
        {
            return text.Clean(member.Name, 200);
        }
        catch (InvalidOperationException)
        {
            return null;   // invalid UTF-8
        }
    }
}
