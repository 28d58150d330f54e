using System.Text.Json;

namespace NanoGpt.Requests;

/// <summary>Represents an object whose fields can be visited: a request, or a nested object in one.</summary>
internal interface IFieldOwner
{
    AdditionalFields? AdditionalFields { get; }

    void Show(FieldVisitor visitor);
}

/// <summary>
/// Compares requests and nested objects by the values of their fields. Free JSON is compared by its text, which the equality that
/// the compiler writes for records would not do.
/// </summary>
internal sealed class FieldEquality : FieldVisitor
{
    private readonly List<object?> values = [];

    public static bool AreEqual(IFieldOwner left, IFieldOwner right) => ValuesOf(left).SequenceEqual(ValuesOf(right));

    public static int Hash(IFieldOwner owner)
    {
        var hash = default(HashCode);
        foreach (var value in ValuesOf(owner))
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override void Text(int field, string? value) => values.Add(value);

    public override void Boolean(int field, bool? value) => values.Add(value);

    public override void Integer(int field, long? value) => values.Add(value);

    public override void Number(int field, double? value) => values.Add(value);

    public override void Seconds(int field, int? value) => values.Add(value);

    public override void Enum(int field, int? value) => values.Add(value);

    public override void Json(int field, JsonElement? value) => values.Add(value is { } json ? TextOf(json) : null);

    public override void Group(int field, FieldGroup? value) => values.Add(value);

    public override void TextList(int field, ValueList<string>? value) => values.Add(value);

    public override void IntegerList(int field, ValueList<int>? value) => values.Add(value);

    public override void EnumList(int field, ValueList<int>? value) => values.Add(value);

    public override void JsonList(int field, ValueList<JsonElement>? value) => values.Add(value?.Map(TextOf));

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value) => values.Add(value);

    private protected override void Medium(int field, MediaInput? value) => values.Add(value);

    private protected override void Media(int field, IReadOnlyList<MediaInput>? value) => values.Add(value);

    private static List<object?> ValuesOf(IFieldOwner owner)
    {
        var fields = new FieldEquality();
        owner.Show(fields);
        fields.values.Add(owner.AdditionalFields);
        return fields.values;
    }

    // A default element has no text.
    private static string TextOf(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "" : json.GetRawText();
}
