namespace NanoGpt.Generator.Emission;

/// <summary>Maps a field to a C# property.</summary>
/// <param name="Field">The field.</param>
/// <param name="Index">The index of the field in the definition, including fields with a fixed value.</param>
/// <param name="Accessor">The method of the reader and the visitor, such as <c>Integer</c>.</param>
/// <param name="Item">The C# type of one value, such as <c>long</c>.</param>
/// <param name="StorageType">The type that the reader and the visitor use if it is different, such as <c>int</c> for an
/// enum.</param>
/// <param name="IsStruct">Indicates that <paramref name="Item"/> is a value type.</param>
internal sealed record FieldShape(FieldInfo Field, int Index, string Accessor, string Item, string? StorageType, bool IsStruct)
{
    /// <summary>Returns the fields that have a property.</summary>
    public static List<FieldShape> Create(EquatableArray<FieldInfo> fields)
    {
        var shapes = new List<FieldShape>(fields.Count);
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Fixed is null)
            {
                shapes.Add(Create(fields[i], i));
            }
        }

        return shapes;
    }

    public bool IsList => Field.List is not null;

    public string Property => Escape.Name(Field.Property);

    /// <summary>Gets a value that indicates whether an enum is generated for the field.</summary>
    public bool HasEnum => StorageType == "int" && Field.TypeName is not null;

    public bool IsGroup => Accessor == "Group";

    public string PropertyType => (IsList ? $"{Name.ValueList}<{Item}>" : Item) + (Field.IsRequired ? "" : "?");

    /// <summary>Gets the expression that reads the value from reader <c>r</c>.</summary>
    public string Read => (IsList, Accessor) switch
    {
        (true, "Group") => $"r.GroupList<{Item}>({Index})",
        (true, _) when HasEnum => $"r.{Accessor}List<{Item}>({Index})",
        (true, _) => $"r.{Accessor}List({Index})",
        (_, "Group") => $"({Item}?)r.Group({Index})",
        _ when Field.IsRequired && IsStruct => $"{Cast(Item)}r.{Accessor}({Index}).GetValueOrDefault()",
        _ => $"{Cast(Item + "?")}r.{Accessor}({Index})",
    } + (Field.IsRequired && (IsList || !IsStruct) ? "!" : "");

    /// <summary>Gets the statement that passes the value to visitor <c>v</c>.</summary>
    public string Visit =>
        IsList && HasEnum ? $"v.{Accessor}List({Index}, {Name.ValueList}.ToInts({Property}));"
        : IsList ? $"v.{Accessor}List({Index}, {Property});"
        : HasEnum ? $"v.{Accessor}({Index}, (int?){Property});"
        : $"v.{Accessor}({Index}, {Property});";

    private string Cast(string type) => StorageType is null ? "" : $"({type})";

    private static FieldShape Create(FieldInfo field, int index)
    {
        var generatedType = field.TypeName is null ? null : Escape.Name(field.TypeName);
        return field.Type switch
        {
            // The runtime has no methods for these lists.
            FieldType.Boolean or FieldType.Seed or FieldType.Number or FieldType.Seconds when field.List is not null =>
                throw new InvalidOperationException($"Field '{field.Name}' is a list of an unsupported type."),
            FieldType.String => new(field, index, "Text", "string", null, false),
            FieldType.Enum when field.IsOpen || generatedType is null => new(field, index, "Text", "string", null, false),
            FieldType.Enum => new(field, index, "Enum", generatedType, "int", true),
            FieldType.Boolean => new(field, index, "Boolean", "bool", null, true),
            FieldType.Integer => new(field, index, "Integer", "int", "long", true),
            FieldType.Seed => new(field, index, "Integer", "long", null, true),
            FieldType.Number => new(field, index, "Number", "double", null, true),
            FieldType.Seconds when generatedType is not null => new(field, index, "Seconds", generatedType, "int", true),
            FieldType.Seconds => new(field, index, "Seconds", "int", null, true),
            FieldType.Image => new(field, index, "Image", Name.Image, null, false),
            FieldType.Audio => new(field, index, "Audio", Name.Audio, null, false),
            FieldType.Video => new(field, index, "Video", Name.Video, null, false),
            FieldType.Object when generatedType is not null => new(field, index, "Group", generatedType, null, false),
            FieldType.Object => new(field, index, "Json", Name.JsonElement, null, true),
            _ => throw new InvalidOperationException($"Field '{field.Name}' has an unknown type."),
        };
    }
}
