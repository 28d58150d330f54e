namespace NanoGpt.Catalog.Tests.Kit;

/// <summary>Creates form states, valid and invalid ones, from a seed.</summary>
internal sealed class RandomForms(int seed)
{
    private readonly Random random = new(seed);

    public FormRequest Next()
    {
        var form = BuiltIn.Forms[random.Next(BuiltIn.Forms.Count)];
        var start = ExampleRequest.Create(form);
        return start with { Values = Vary(start.Values) };
    }

    private FormValues Vary(FormValues values)
    {
        for (var i = 0; i < values.Fields.Count; i++)
        {
            var field = values.Fields[i];
            if (field.Fixed is null && (random.Next(3) == 0 || IsValueThatGeneratedTypesRequire(field, values[i])))
            {
                values = values.With(i, random.Next(5) == 0 && !IsValueThatGeneratedTypesRequire(field, null) ? null : Value(field));
            }
        }

        return values;
    }

    // A generated property of a value type cannot be left out if it is required.
    private static bool IsValueThatGeneratedTypesRequire(FieldInfo field, object? value) => field is { IsRequired: true, List: null }
        && value is null && (field.IsNumeric || field.IsClosed || field.Type is FieldType.Boolean || field is { Type: FieldType.Object, Fields.IsEmpty: true });

    private object? Value(FieldInfo field) => field.List is null ? One(field) : field.Type switch
    {
        FieldType.Object when field.Fields.IsEmpty => List(() => System.Text.Json.JsonElement.Parse("""{"a":1}""")),
        FieldType.Object => List(() => (FormGroup)One(field)!),
        FieldType.Image or FieldType.Audio or FieldType.Video => List(() => (FormMedium)One(field)!),
        FieldType.Integer => List(() => random.Next(-3, 40)),
        FieldType.Enum when field.IsClosed => List(() => (int)One(field)!),
        _ => List(() => (string)One(field)!),
    };

    private ValueList<T> List<T>(Func<T> one) => ValueList.From(Enumerable.Range(0, random.Next(0, 6)).Select(_ => one()).ToList());

    private object? One(FieldInfo field) => field.Type switch
    {
        FieldType.Boolean => random.Next(2) == 0,
        FieldType.Enum when field.IsClosed => random.Next(field.Values.Count),
        FieldType.Integer or FieldType.Seed => (long)Number(field),
        FieldType.Seconds => (int)Number(field),
        FieldType.Number => (double)Number(field) + (random.Next(2) * 0.25),
        FieldType.Image or FieldType.Audio or FieldType.Video => Medium(field.Type),
        FieldType.Object when field.Fields.IsEmpty => System.Text.Json.JsonElement.Parse("""{"a":[1,"b"]}"""),
        FieldType.Object => new FormGroup(Vary(FormValues.Empty(field.Fields))),
        _ when !field.Values.IsEmpty && random.Next(2) == 0 => field.Values[random.Next(field.Values.Count)].Wire,
        _ => Text(),
    };

    private decimal Number(FieldInfo field) => random.Next(3) switch
    {
        0 when !field.Values.IsEmpty => FieldDomain.ScalarOf(field, field.Values[random.Next(field.Values.Count)]).Number,
        1 => Math.Clamp(field.Max ?? 10, -1_000_000, 1_000_000) + random.Next(-1, 2),
        _ => random.Next(-5, 200),
    };

    private string Text() => random.Next(5) switch
    {
        0 => new string('x', random.Next(1, 3000)),
        1 => "\"quotes\", \\ and\nlines, ümlaut, 日本, 🎬",
        2 => "@Element2 and @Image1",
        _ => "A tram in the rain",
    };

    private FormMedium Medium(FieldType type) => random.Next(4) switch
    {
        0 => FormMedium.FromLink(type, "http://localhost/cat.png"),
        1 => FormMedium.FromAttachment(type, "att-1"),
        _ => FormMedium.FromLink(type, "https://example.com/cat.png"),
    };
}
