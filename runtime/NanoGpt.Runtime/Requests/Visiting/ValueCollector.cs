using System.Text.Json;
using NanoGpt.Evaluation;

namespace NanoGpt.Requests;

/// <summary>Collects the values of a request as conditions, references and prices see them.</summary>
internal sealed class ValueCollector : FieldVisitor
{
    private WireField[] fields = [];
    private FieldValue[] values = [];

    /// <summary>Collects the values of a request. They are good until the next call.</summary>
    public View Collect(VideoRequest request)
    {
        fields = request.TypeInfo.Fields;
        if (values.Length < fields.Length)
        {
            values = new FieldValue[fields.Length];
        }

        Array.Clear(values);
        request.Show(this);
        return new View(values);
    }

    public override void Text(int field, string? value) => values[field] = value is null ? default : FieldValue.Of(value);

    public override void Flag(int field, bool? value) => values[field] = value is { } flag ? FieldValue.Of(flag) : default;

    public override void Integer(int field, long? value) => values[field] = value is { } number ? FieldValue.Of(number) : default;

    public override void Number(int field, double? value) => values[field] = value is not { } number ? default
        : ExactNumber.TryOf(number, out var exact) ? FieldValue.Of(exact)
        : FieldValue.Set;

    public override void Seconds(int field, int? value) => values[field] = value is { } seconds ? FieldValue.Of(seconds) : default;

    public override void Choice(int field, int? value)
    {
        var listed = fields[field].Info.Values;
        values[field] = value is not { } choice ? default
            : (uint)choice < (uint)listed.Count ? FieldValue.Of(listed[choice].Wire)
            : FieldValue.Set;
    }

    public override void Image(int field, ImageInput? value) => Medium(field, value);

    public override void Audio(int field, AudioInput? value) => Medium(field, value);

    public override void Video(int field, VideoInput? value) => Medium(field, value);

    public override void Json(int field, JsonElement? value) => values[field] = value is null ? default : FieldValue.Set;

    public override void Group(int field, FieldGroup? value) => values[field] = value is null ? default : FieldValue.Set;

    public override void TextList(int field, ValueList<string>? value) => List(field, value);

    public override void IntegerList(int field, ValueList<int>? value) => List(field, value);

    public override void ChoiceList(int field, ValueList<int>? value) => List(field, value);

    public override void ImageList(int field, ValueList<ImageInput>? value) => List(field, value);

    public override void AudioList(int field, ValueList<AudioInput>? value) => List(field, value);

    public override void VideoList(int field, ValueList<VideoInput>? value) => List(field, value);

    public override void JsonList(int field, ValueList<JsonElement>? value) => List(field, value);

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value) => List(field, value);

    private void Medium(int field, MediaInput? value) => values[field] = value is null ? default : FieldValue.OfItems(1);

    private void List<T>(int field, IReadOnlyList<T>? value) => values[field] = value is null ? default : FieldValue.OfItems(value.Count);

    /// <summary>Represents the collected values.</summary>
    public readonly struct View(FieldValue[] values) : IRequestView
    {
        public FieldValue GetValue(int field) => values[field];
    }
}
