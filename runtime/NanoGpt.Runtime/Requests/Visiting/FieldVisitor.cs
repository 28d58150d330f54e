using System.ComponentModel;
using System.Text.Json;

namespace NanoGpt;

/// <summary>
/// For generated code: what a request shows its fields to. Each call names a row of the table; null means that the field is not
/// set. Every verb of the library (write, validate, price, print) is such a visitor, so generated code has none.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FieldVisitor
{
    /// <summary>A text.</summary>
    public abstract void Text(int field, string? value);

    /// <summary>A truth.</summary>
    public abstract void Flag(int field, bool? value);

    /// <summary>A whole number or a seed.</summary>
    public abstract void Integer(int field, long? value);

    /// <summary>A number with a fraction.</summary>
    public abstract void Number(int field, double? value);

    /// <summary>Whole seconds.</summary>
    public abstract void Seconds(int field, int? value);

    /// <summary>The place of a value among the field's values.</summary>
    public abstract void Choice(int field, int? value);

    /// <summary>An image.</summary>
    public abstract void Image(int field, ImageInput? value);

    /// <summary>A sound.</summary>
    public abstract void Audio(int field, AudioInput? value);

    /// <summary>A video.</summary>
    public abstract void Video(int field, VideoInput? value);

    /// <summary>A free JSON value.</summary>
    public abstract void Json(int field, JsonElement? value);

    /// <summary>A nested object.</summary>
    public abstract void Group(int field, FieldGroup? value);

    /// <summary>Texts.</summary>
    public abstract void TextList(int field, ValueList<string>? value);

    /// <summary>Whole numbers.</summary>
    public abstract void IntegerList(int field, ValueList<int>? value);

    /// <summary>Places of values among the field's values.</summary>
    public abstract void ChoiceList(int field, ValueList<int>? value);

    /// <summary>Images.</summary>
    public abstract void ImageList(int field, ValueList<ImageInput>? value);

    /// <summary>Sounds.</summary>
    public abstract void AudioList(int field, ValueList<AudioInput>? value);

    /// <summary>Videos.</summary>
    public abstract void VideoList(int field, ValueList<VideoInput>? value);

    /// <summary>Free JSON values.</summary>
    public abstract void JsonList(int field, ValueList<JsonElement>? value);

    /// <summary>Nested objects. An interface, so that a list of any generated group fits.</summary>
    public abstract void GroupList(int field, IReadOnlyList<FieldGroup>? value);
}
