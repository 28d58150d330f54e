namespace NanoGpt.Catalogs.Forms;

/// <summary>Creates a small valid request of a model.</summary>
public static class ExampleRequest
{
    private const string Prompt = "A lighthouse at dusk, waves, slow dolly in";

    // Each round can repair one rule.
    private const int MaxRounds = 12;

    /// <summary>Returns a request with the required fields, and with what the rules of the model require.</summary>
    /// <param name="type">The form of the model.</param>
    public static FormRequest Create(FormType type)
    {
        var request = type.Empty with { Values = Fill(type.Empty.Values) };
        for (var round = 0; round < MaxRounds; round++)
        {
            if (request.Validate().Select(finding => Repair(request, finding)).FirstOrDefault(static one => one is not null)
                is not { } repaired)
            {
                break;
            }

            request = repaired;
        }

        return request;
    }

    /// <summary>Returns a request in which every field is set. It may break rules between fields.</summary>
    /// <param name="type">The form of the model.</param>
    public static FormRequest CreateFull(FormType type)
    {
        var values = type.Empty.Values;
        for (var i = 0; i < values.Fields.Count; i++)
        {
            values = values.Fields[i].Fixed is null ? values.With(i, Sample(values.Fields[i])) : values;
        }

        return type.Empty with { Values = values };
    }

    private static FormRequest? Repair(FormRequest request, Finding finding)
    {
        var model = request.Type.Model.Info;
        if (model.Rules.FirstOrDefault(rule => rule.Id == finding.Rule) is not { } rule)
        {
            return null;
        }

        if (rule.Kind == RuleKind.RequireAny)
        {
            return Set(request, model.IndexOf(rule.Fields[0]));
        }

        foreach (var condition in rule.Kind == RuleKind.Require ? rule.Conditions : default)
        {
            var index = model.IndexOf(condition.Field);
            var field = model.Fields[index];
            request = Remedies.FindChange(condition, field) is { } change
                ? request.With(index, FieldScalar.ToValue(field, change.Value))
                : Set(request, index);
        }

        return request;
    }

    private static FormRequest Set(FormRequest request, int index) => request.With(index, Sample(request.Type.Fields[index]));

    private static FormValues Fill(FormValues values)
    {
        for (var i = 0; i < values.Fields.Count; i++)
        {
            if (values.Fields[i] is { IsRequired: true, Fixed: null } field)
            {
                values = values.With(i, Sample(field));
            }
        }

        return values;
    }

    private static object Sample(FieldInfo field) => field.List is not { } list ? One(field) : (field.Type, One(field)) switch
    {
        (FieldType.Object, FormGroup group) => Repeat(group, list),
        (FieldType.Object, JsonElement json) => Repeat(json, list),
        (_, FormMedium medium) => Repeat(medium, list),
        (_, int choice) => Repeat(choice, list),
        (_, long number) => Repeat((int)number, list),
        var (_, one) => Repeat((string)one, list),
    };

    private static ValueList<T> Repeat<T>(T item, ListInfo list) =>
        ValueList.From(Enumerable.Repeat(item, Math.Max(1, list.Min ?? 1)));

    private static object One(FieldInfo field) => field.Type switch
    {
        FieldType.Image or FieldType.Audio or FieldType.Video => Medium(field),
        FieldType.Boolean => true,
        FieldType.Enum when field.IsClosed => 0,
        FieldType.Integer or FieldType.Seed => (long)Number(field),
        FieldType.Seconds => (int)Number(field),
        FieldType.Number => (double)Number(field),
        FieldType.Object when field.Fields.IsEmpty => JsonElement.Parse("{}"),
        FieldType.Object => new FormGroup(Fill(FormValues.Empty(field.Fields))),
        _ when !field.Values.IsEmpty => field.Values[0].Wire,
        _ => Text(field),
    };

    private static string Text(FieldInfo field)
    {
        var text = Prompt.PadRight(field.MinLength ?? 0, '.');
        return text[..Math.Min(text.Length, field.MaxLength ?? text.Length)];
    }

    private static decimal Number(FieldInfo field) =>
        field.Default is { Kind: ScalarKind.Number } assumed ? assumed.Number
        : Remedies.FindNearestNumber(field, field.Min ?? 1)?.Number ?? 1;

    private static FormMedium Medium(FieldInfo field)
    {
        var (type, extension) = field.Type switch
        {
            FieldType.Image => ("image/png", "png"),
            FieldType.Audio => ("audio/mpeg", "mp3"),
            _ => ("video/mp4", "mp4"),
        };
        return field.Media switch
        {
            { UrlKey: not null } => FormMedium.FromLink(field.Type, $"https://example.com/{field.Name}.{extension}"),
            { DataKey: null } => FormMedium.FromAttachment(field.Type, "attachment-id"),
            _ => FormMedium.FromFile(field.Type, Signature(field.Type), $"{field.Name}.{extension}", type),
        };
    }

    // The first bytes of a PNG, MP3 or MP4 file.
    private static byte[] Signature(FieldType type) => type switch
    {
        FieldType.Image => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0],
        FieldType.Audio => [0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0, 0, 0],
        _ => [0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6F, 0x6D],
    };
}
