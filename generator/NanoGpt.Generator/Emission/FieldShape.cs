namespace NanoGpt.Generator.Emission;

/// <summary>How one row of a field table looks in C#: the single place that maps a YAML type to a property and its verbs.</summary>
/// <param name="Field">The field.</param>
/// <param name="Index">Its row; fixed fields have one too.</param>
/// <param name="Kind">The verb of its line in the table: <c>seed</c>.</param>
/// <param name="Verb">The method of reader and visitor: <c>Integer</c>.</param>
/// <param name="Item">The C# type of one value: <c>long</c>.</param>
/// <param name="Carrier">What reader and visitor carry it as, where that is another type: <c>int</c> for an enum.</param>
/// <param name="IsStruct">Whether <paramref name="Item"/> is a value type.</param>
internal sealed record FieldShape(FieldInfo Field, int Index, string Kind, string Verb, string Item, string? Carrier, bool IsStruct)
{
    /// <summary>By which markers the text names the items of which properties.</summary>
    public EquatableArray<ReferenceShape> References { get; private init; }

    /// <summary>The rows of a table.</summary>
    public static FieldShape[] Of(EquatableArray<FieldInfo> fields)
    {
        var shapes = new FieldShape[fields.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            shapes[i] = Of(fields[i], i);
            if (!fields[i].References.IsEmpty)
            {
                shapes[i] = shapes[i] with { References = fields[i].References.Select(reference => Of(reference, fields)).ToEquatableArray() };
            }
        }

        return shapes;
    }

    /// <summary>Those of the rows that have a property.</summary>
    public static List<FieldShape> Properties(FieldShape[] shapes)
    {
        var properties = new List<FieldShape>(shapes.Length);
        foreach (var shape in shapes)
        {
            if (shape.HasProperty)
            {
                properties.Add(shape);
            }
        }

        return properties;
    }

    /// <summary>Whether it has a property.</summary>
    public bool HasProperty => Field.Fixed is null;

    /// <summary>Whether it takes a list.</summary>
    public bool IsList => Field.List is not null;

    /// <summary>The property's name.</summary>
    public string Property => Escape.Name(Field.Property);

    /// <summary>Whether values are members of an enum that is made for the field.</summary>
    public bool HasEnum => HasProperty && Carrier == "int" && Field.TypeName is not null;

    /// <summary>The property's type.</summary>
    public string PropertyType => (IsList ? $"{Name.ValueList}<{Item}>" : Item) + (Field.IsRequired ? "" : "?");

    /// <summary>The expression that takes the property's value from reader <c>r</c>.</summary>
    public string Read => (IsList, Verb) switch
    {
        (true, "Group") => $"r.GroupList<{Item}>({Index})",
        (true, _) when HasEnum => $"r.{Verb}List<{Item}>({Index})",
        (true, _) => $"r.{Verb}List({Index})",
        (_, "Group") => $"({Item}?)r.Group({Index})",
        _ when Field.IsRequired && IsStruct => $"{Cast(Item)}r.{Verb}({Index}).GetValueOrDefault()",
        _ => $"{Cast(Item + "?")}r.{Verb}({Index})",
    } + (Field.IsRequired && (IsList || !IsStruct) ? "!" : "");

    /// <summary>The statement that shows the property's value to visitor <c>v</c>.</summary>
    public string Visit =>
        IsList && HasEnum ? $"v.{Verb}List({Index}, {Name.ValueList}.ToInts({Property}));"
        : IsList ? $"v.{Verb}List({Index}, {Property});"
        : HasEnum ? $"v.{Verb}({Index}, (int?){Property});"
        : $"v.{Verb}({Index}, {Property});";

    private static ReferenceShape Of(ReferenceInfo reference, EquatableArray<FieldInfo> fields)
    {
        foreach (var field in fields)
        {
            if (string.Equals(field.Name, reference.Field, StringComparison.Ordinal))
            {
                return new(reference.Marker, Escape.Name(field.Property), field.List is not null);
            }
        }

        throw new InvalidOperationException($"A reference names the field '{reference.Field}', which the model does not take.");
    }

    private string Cast(string type) => Carrier is null ? "" : $"({type})";

    private static FieldShape Of(FieldInfo field, int index)
    {
        var made = field.TypeName is null ? null : Escape.Name(field.TypeName);
        return field.Type switch
        {
            // The runtime has no verbs for these lists. Say so, instead of emitting calls that do not compile.
            FieldType.Boolean or FieldType.Seed or FieldType.Number or FieldType.Seconds when field.List is not null =>
                throw new InvalidOperationException($"Field '{field.Name}' is a list of a kind that has no lists."),
            _ when field.Fixed is not null => new(field, index, "fixed", "", "", null, false),
            FieldType.String => new(field, index, "text", "Text", "string", null, false),
            FieldType.Enum when field.IsOpen || made is null => new(field, index, "text", "Text", "string", null, false),
            FieldType.Enum => new(field, index, "choice", "Choice", made, "int", true),
            FieldType.Boolean => new(field, index, "flag", "Flag", "bool", null, true),
            FieldType.Integer => new(field, index, "integer", "Integer", "int", "long", true),
            FieldType.Seed => new(field, index, "seed", "Integer", "long", null, true),
            FieldType.Number => new(field, index, "number", "Number", "double", null, true),
            FieldType.Seconds when made is not null => new(field, index, "seconds", "Seconds", made, "int", true),
            FieldType.Seconds => new(field, index, "seconds", "Seconds", "int", null, true),
            FieldType.Image => new(field, index, "image", "Image", Name.Image, null, false),
            FieldType.Audio => new(field, index, "audio", "Audio", Name.Audio, null, false),
            FieldType.Video => new(field, index, "video", "Video", Name.Video, null, false),
            FieldType.Object when made is not null => new(field, index, "group", "Group", made, null, false),
            FieldType.Object => new(field, index, "json", "Json", Name.JsonElement, null, true),
            _ => throw new InvalidOperationException($"Field '{field.Name}' has no known type."),
        };
    }
}

/// <summary>How a text names the items of a property.</summary>
/// <param name="Marker">What stands before the number.</param>
/// <param name="Property">The property.</param>
/// <param name="IsList">Whether it is a list; else it is a single medium.</param>
internal sealed record ReferenceShape(string Marker, string Property, bool IsList);
