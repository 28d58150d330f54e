namespace NanoGpt.Catalogs.Forms;

/// <summary>
/// Reads the value of a field from JSON and passes it to a visitor, as generated code does for each type of field.
/// </summary>
internal static class FieldAccess
{
    public static object? Read(FieldInfo field, int index, FieldReader reader) => (field.Type, field.List is not null) switch
    {
        (FieldType.String, false) => reader.Text(index),
        (FieldType.String, true) => reader.TextList(index),
        (FieldType.Enum, false) => field.IsClosed ? reader.Enum(index) : reader.Text(index),
        (FieldType.Enum, true) => field.IsClosed
            ? ValueList.ToInts(reader.EnumList<ListedValue>(index))
            : reader.TextList(index),
        (FieldType.Boolean, _) => reader.Boolean(index),
        (FieldType.Integer, false) or (FieldType.Seed, _) => reader.Integer(index),
        (FieldType.Integer, true) => reader.IntegerList(index),
        (FieldType.Number, _) => reader.Number(index),
        (FieldType.Seconds, _) => reader.Seconds(index),
        (FieldType.Image, false) => FormMedium.Of(reader.Image(index)),
        (FieldType.Image, true) => reader.ImageList(index)?.Map(static input => new FormMedium(input)),
        (FieldType.Audio, false) => FormMedium.Of(reader.Audio(index)),
        (FieldType.Audio, true) => reader.AudioList(index)?.Map(static input => new FormMedium(input)),
        (FieldType.Video, false) => FormMedium.Of(reader.Video(index)),
        (FieldType.Video, true) => reader.VideoList(index)?.Map(static input => new FormMedium(input)),
        (FieldType.Object, false) => field.Fields.IsEmpty ? reader.Json(index) : reader.Group(index),
        _ => field.Fields.IsEmpty ? reader.JsonList(index) : reader.GroupList<FormGroup>(index),
    };

    public static void Visit(FieldInfo field, int index, object? value, FieldVisitor visitor)
    {
        switch ((field.Type, field.List is not null))
        {
            case (FieldType.String, false):
            case (FieldType.Enum, false) when !field.IsClosed:
                visitor.Text(index, (string?)value);
                break;
            case (FieldType.String, true):
            case (FieldType.Enum, true) when !field.IsClosed:
                visitor.TextList(index, (ValueList<string>?)value);
                break;
            case (FieldType.Enum, false):
                visitor.Enum(index, (int?)value);
                break;
            case (FieldType.Enum, true):
                visitor.EnumList(index, (ValueList<int>?)value);
                break;
            case (FieldType.Boolean, _):
                visitor.Boolean(index, (bool?)value);
                break;
            case (FieldType.Integer, false) or (FieldType.Seed, _):
                visitor.Integer(index, (long?)value);
                break;
            case (FieldType.Integer, true):
                visitor.IntegerList(index, (ValueList<int>?)value);
                break;
            case (FieldType.Number, _):
                visitor.Number(index, (double?)value);
                break;
            case (FieldType.Seconds, _):
                visitor.Seconds(index, (int?)value);
                break;
            case (FieldType.Object, false) when field.Fields.IsEmpty:
                visitor.Json(index, (JsonElement?)value);
                break;
            case (FieldType.Object, false):
                visitor.Group(index, (FormGroup?)value);
                break;
            case (FieldType.Object, true) when field.Fields.IsEmpty:
                visitor.JsonList(index, (ValueList<JsonElement>?)value);
                break;
            case (FieldType.Object, true):
                visitor.GroupList(index, (ValueList<FormGroup>?)value);
                break;
            default:
                VisitMedia(field, index, value, visitor);
                break;
        }
    }

    private static void VisitMedia(FieldInfo field, int index, object? value, FieldVisitor visitor)
    {
        var (one, list) = ((value as FormMedium)?.Input, value as ValueList<FormMedium>);
        switch ((field.Type, field.List is not null))
        {
            case (FieldType.Image, false):
                visitor.Image(index, (ImageInput?)one);
                break;
            case (FieldType.Image, true):
                visitor.ImageList(index, list?.Map(static medium => (ImageInput)medium.Input));
                break;
            case (FieldType.Audio, false):
                visitor.Audio(index, (AudioInput?)one);
                break;
            case (FieldType.Audio, true):
                visitor.AudioList(index, list?.Map(static medium => (AudioInput)medium.Input));
                break;
            case (FieldType.Video, false):
                visitor.Video(index, (VideoInput?)one);
                break;
            default:
                visitor.VideoList(index, list?.Map(static medium => (VideoInput)medium.Input));
                break;
        }
    }

    // The reader converts the index of a listed value to an enumeration.
    private enum ListedValue
    {
        First,
    }
}
