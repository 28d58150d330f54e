namespace NanoGpt.Directories.Diff;

/// <summary>As much of a property's C# type as code that uses it depends on.</summary>
/// <param name="Item">The type of a value.</param>
/// <param name="IsList">Whether it is a list of them.</param>
internal readonly record struct PropertyType(string Item, bool IsList)
{
    public static PropertyType Of(FieldInfo field) => new(Name(field), field.List is not null);

    public override string ToString() => IsList ? $"a list of {Item}" : Item;

    private static string Name(FieldInfo field) => field.Type switch
    {
        FieldType.Enum when field.IsOpen => "text with known values",
        FieldType.Enum => "an enum",
        FieldType.Seconds when !field.Values.IsEmpty => "an enum of seconds",
        FieldType.Integer or FieldType.Seconds => "int",
        FieldType.Number => "double",
        FieldType.Seed => "long",
        FieldType.Boolean => "bool",
        FieldType.Object when field.Fields.IsEmpty => "JSON",
        FieldType.Object => "a record",
        FieldType.Image => "an image",
        FieldType.Audio => "an audio",
        FieldType.Video => "a video",
        _ => "string",
    };
}
