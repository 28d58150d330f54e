using System.Text.Json;

namespace NanoGpt;

/// <summary>Collects a request's values by row, as conditions and prices see them.</summary>
internal sealed class ValueCollector : FieldVisitor
{
    private readonly FieldValue[] values;

    private ValueCollector(int count) => values = new FieldValue[count];

    public static FieldValue[] Collect(VideoRequest request)
    {
        var collector = new ValueCollector(request.Model.Rows.Length);
        request.Show(collector);
        return collector.values;
    }

    public override void Text(int field, string? value) => values[field] = value is null ? default : FieldValue.Of(value);

    public override void Flag(int field, bool? value) => values[field] = value is { } flag ? FieldValue.Of(flag) : default;

    public override void Integer(int field, long? value) => values[field] = value is { } number ? FieldValue.Of(number) : default;

    public override void Number(int field, double? value) => values[field] = value is { } number ? FieldValue.Of(number) : default;

    public override void Seconds(int field, int? value) => values[field] = value is { } seconds ? FieldValue.Of(seconds) : default;

    public override void Choice(int field, int? value) => values[field] = value is { } choice ? FieldValue.Of(choice) : default;

    public override void Image(int field, ImageInput? value) => Present(field, value);

    public override void Audio(int field, AudioInput? value) => Present(field, value);

    public override void Video(int field, VideoInput? value) => Present(field, value);

    public override void Json(int field, JsonElement? value) => values[field] = value is null ? default : FieldValue.Present;

    public override void Group(int field, FieldGroup? value) => Present(field, value);

    public override void TextList(int field, ValueList<string>? value) => List(field, value);

    public override void IntegerList(int field, ValueList<int>? value) => List(field, value);

    public override void ChoiceList(int field, ValueList<int>? value) => List(field, value);

    public override void ImageList(int field, ValueList<ImageInput>? value) => List(field, value);

    public override void AudioList(int field, ValueList<AudioInput>? value) => List(field, value);

    public override void VideoList(int field, ValueList<VideoInput>? value) => List(field, value);

    public override void JsonList(int field, ValueList<JsonElement>? value) => List(field, value);

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value) => List(field, value);

    private void Present(int field, object? value) => values[field] = value is null ? default : FieldValue.Present;

    private void List<T>(int field, IReadOnlyList<T>? value) => values[field] = value is null ? default : FieldValue.Of(value.Count);
}
