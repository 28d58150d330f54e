using System.Text.Json;

namespace NanoGpt.Requests;

/// <summary>
/// Compares requests, and groups in them, by the values of their fields. It does what the compiler would write into every record,
/// once, and compares free JSON by its text, which the compiler's way would not.
/// </summary>
internal sealed class FieldEquality : FieldVisitor
{
    private readonly List<object?> values = [];

    public static bool AreEqual(VideoRequest left, VideoRequest right) => Of(left).AreEqualTo(Of(right));

    public static bool AreEqual(FieldGroup left, FieldGroup right) => Of(left).AreEqualTo(Of(right));

    public static int Hash(VideoRequest request) => Of(request).Hash();

    public static int Hash(FieldGroup group) => Of(group).Hash();

    public override void Text(int field, string? value) => values.Add(value);

    public override void Flag(int field, bool? value) => values.Add(value);

    public override void Integer(int field, long? value) => values.Add(value);

    public override void Number(int field, double? value) => values.Add(value);

    public override void Seconds(int field, int? value) => values.Add(value);

    public override void Choice(int field, int? value) => values.Add(value);

    public override void Image(int field, ImageInput? value) => values.Add(value);

    public override void Audio(int field, AudioInput? value) => values.Add(value);

    public override void Video(int field, VideoInput? value) => values.Add(value);

    public override void Json(int field, JsonElement? value) => values.Add(value is { } json ? TextOf(json) : null);

    public override void Group(int field, FieldGroup? value) => values.Add(value);

    public override void TextList(int field, ValueList<string>? value) => values.Add(value);

    public override void IntegerList(int field, ValueList<int>? value) => values.Add(value);

    public override void ChoiceList(int field, ValueList<int>? value) => values.Add(value);

    public override void ImageList(int field, ValueList<ImageInput>? value) => values.Add(value);

    public override void AudioList(int field, ValueList<AudioInput>? value) => values.Add(value);

    public override void VideoList(int field, ValueList<VideoInput>? value) => values.Add(value);

    public override void JsonList(int field, ValueList<JsonElement>? value) => values.Add(value?.Map(TextOf));

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value) => values.Add(value);

    private static FieldEquality Of(VideoRequest request)
    {
        var fields = new FieldEquality();
        request.Show(fields);
        fields.values.Add(request.AdditionalFields);
        return fields;
    }

    private static FieldEquality Of(FieldGroup group)
    {
        var fields = new FieldEquality();
        group.Show(fields);
        fields.values.Add(group.AdditionalFields);
        return fields;
    }

    // An element that was never given a value has no text.
    private static string TextOf(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "" : json.GetRawText();

    private bool AreEqualTo(FieldEquality other) => values.SequenceEqual(other.values);

    private int Hash()
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
