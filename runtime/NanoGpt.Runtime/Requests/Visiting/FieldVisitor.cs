using System.ComponentModel;

namespace NanoGpt;

/// <summary>
/// Receives the fields of a request. For generated code. Each call names a field by its index in the model's table; null means
/// that the field is not set.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FieldVisitor
{
    private protected FieldVisitor()
    {
    }

    /// <summary>Receives a text.</summary>
    public abstract void Text(int field, string? value);

    /// <summary>Receives a Boolean value.</summary>
    public abstract void Boolean(int field, bool? value);

    /// <summary>Receives an integer or a seed.</summary>
    public abstract void Integer(int field, long? value);

    /// <summary>Receives a number.</summary>
    public abstract void Number(int field, double? value);

    /// <summary>Receives a duration in whole seconds.</summary>
    public virtual void Seconds(int field, int? value) => Integer(field, value);

    /// <summary>Receives the index of a value among the listed values of the field.</summary>
    public abstract void Enum(int field, int? value);

    /// <summary>Receives an image.</summary>
    public void Image(int field, ImageInput? value) => Medium(field, value);

    /// <summary>Receives an audio input.</summary>
    public void Audio(int field, AudioInput? value) => Medium(field, value);

    /// <summary>Receives a video.</summary>
    public void Video(int field, VideoInput? value) => Medium(field, value);

    /// <summary>Receives a JSON value of any form.</summary>
    public abstract void Json(int field, JsonElement? value);

    /// <summary>Receives a nested object.</summary>
    public abstract void Group(int field, FieldGroup? value);

    /// <summary>Receives a list of texts.</summary>
    public abstract void TextList(int field, ValueList<string>? value);

    /// <summary>Receives a list of integers.</summary>
    public abstract void IntegerList(int field, ValueList<int>? value);

    /// <summary>Receives a list of indexes among the listed values of the field.</summary>
    public abstract void EnumList(int field, ValueList<int>? value);

    /// <summary>Receives a list of images.</summary>
    public void ImageList(int field, ValueList<ImageInput>? value) => Media(field, value);

    /// <summary>Receives a list of audio inputs.</summary>
    public void AudioList(int field, ValueList<AudioInput>? value) => Media(field, value);

    /// <summary>Receives a list of videos.</summary>
    public void VideoList(int field, ValueList<VideoInput>? value) => Media(field, value);

    /// <summary>Receives a list of JSON values.</summary>
    public abstract void JsonList(int field, ValueList<JsonElement>? value);

    /// <summary>Receives a list of nested objects.</summary>
    public abstract void GroupList(int field, IReadOnlyList<FieldGroup>? value);

    private protected abstract void Medium(int field, MediaInput? value);

    private protected abstract void Media(int field, IReadOnlyList<MediaInput>? value);
}
