using System.Text.Json;

namespace NanoGpt.Http;

/// <summary>Represents the reason of a failure: one message, null for none, and the errors of single fields.</summary>
internal sealed record Failure(string? Message, IReadOnlyList<FieldError> Fields)
{
    public static Failure None { get; } = new(null, []);
}

/// <summary>
/// Reads reasons from JSON of any shape: a text, an object or a list under any of the usual names, at any depth. Services use
/// more shapes than they document.
/// </summary>
internal static class FailureReader
{
    private const int MostReasons = 8;
    private const int Deepest = 8;

    // In the order of the message: from the general to the particular.
    private static readonly string[] Names =
        ["title", "error", "message", "msg", "error_description", "reason", "detail", "details", "errors", "issues", "_errors"];

    private static readonly string[] Places = ["loc", "path", "param", "field", "property"];

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
        Add(value, place: "", depth: 0, text, reasons);
        var general = reasons.Where(static reason => reason.Field.Length == 0).Select(static reason => reason.Message);
        var fields = reasons.Where(static reason => reason.Field.Length > 0).ToList();
        string[] particular = fields.Count == 0
            ? []
            : [string.Join("; ", fields.Select(static field => $"{field.Field}: {field.Message}"))];
        var message = string.Join(": ", general.Concat(particular));
        return message.Length == 0 ? Failure.None : new Failure(text.Clean(message), fields);
    }

    private static void Add(JsonElement value, string place, int depth, SafeText text, List<FieldError> reasons)
    {
        if (reasons.Count == MostReasons || depth > Deepest)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String when ((JsonElement?)value).AsCleanText(text) is { } reason:
                if (!reasons.Exists(known => known.Field == place && known.Message.Contains(reason, StringComparison.Ordinal)))
                {
                    reasons.Add(new FieldError(place, reason));
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray().Take(MostReasons))
                {
                    Add(item, place, depth + 1, text, reasons);
                }

                break;
            case JsonValueKind.Object:
                AddObject(value, PlaceOf(value, text) is { } own ? Join(place, own) : place, depth, text, reasons);
                break;
        }
    }

    private static void AddObject(JsonElement value, string place, int depth, SafeText text, List<FieldError> reasons)
    {
        foreach (var name in Names)
        {
            if (value.Find(name) is { } found)
            {
                // Members of details and errors are named after fields.
                if (name is "details" or "errors" && found.ValueKind == JsonValueKind.Object)
                {
                    AddFields(found, place, depth + 1, text, reasons);
                }
                else
                {
                    Add(found, place, depth + 1, text, reasons);
                }
            }
        }
    }

    private static void AddFields(JsonElement fields, string place, int depth, SafeText text, List<FieldError> reasons)
    {
        if (depth > Deepest)
        {
            return;
        }

        AddObject(fields, place, depth, text, reasons);
        foreach (var member in fields.EnumerateObject())
        {
            if (reasons.Count == MostReasons)
            {
                return;
            }

            if (NameOf(member, text) is not { } name || Names.Contains(name))
            {
                continue;
            }

            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    AddFields(member.Value, Join(place, name), depth + 1, text, reasons);
                    break;
                case JsonValueKind.Array:
                    Add(member.Value, Join(place, name), depth + 1, text, reasons);
                    break;
            }
        }
    }

    // ["body", "duration"], ["elements", 0, "url"] or "duration".
    private static string? PlaceOf(JsonElement item, SafeText text)
    {
        foreach (var name in Places)
        {
            switch (item.Find(name))
            {
                case { ValueKind: JsonValueKind.String } place:
                    return ((JsonElement?)place).AsCleanText(text);
                case { ValueKind: JsonValueKind.Array } list:
                    var steps = list.EnumerateArray().Take(Deepest)
                        .Select(static step => ((JsonElement?)step).AsText()).OfType<string>();
                    var path = string.Join('.', steps.Where(static (step, index) => index > 0 || step != "body"));
                    return path.Length == 0 ? null : text.Clean(path, 200);
            }
        }

        return null;
    }

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    private static string? NameOf(JsonProperty member, SafeText text)
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
