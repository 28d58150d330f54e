namespace NanoGpt.Requests;

/// <summary>Represents an object whose fields can be visited: a request, or a nested object in one.</summary>
internal interface IFieldOwner
{
    AdditionalFields? Additional { get; }

    void VisitFields(FieldVisitor visitor);
}

/// <summary>
/// Compares requests and nested objects by their fields. JSON values are compared by text, unlike in compiler-generated
/// equality.
/// </summary>
internal sealed class FieldEquality : FieldVisitor
{
    private readonly List<object?> values = [];

    public static bool AreEqual(IFieldOwner left, IFieldOwner right) => GetValues(left).SequenceEqual(GetValues(right));

    public static int Hash(IFieldOwner owner)
    {
        var hash = default(HashCode);
        foreach (var value in GetValues(owner))
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override void Text(int field, string? value) => values.Add(value);

    public override void Boolean(int field, bool? value) => values.Add(value);

    public override void Integer(int field, long? value) => values.Add(value);

    public override void Number(int field, double? value) => values.Add(value);

    public override void Enum(int field, int? value) => values.Add(value);

    public override void Json(int field, JsonElement? value) => values.Add(value is { } json ? GetText(json) : null);

    public override void Group(int field, FieldGroup? value) => values.Add(value);

    public override void TextList(int field, ValueList<string>? value) => values.Add(value);

    public override void IntegerList(int field, ValueList<int>? value) => values.Add(value);

    public override void EnumList(int field, ValueList<int>? value) => values.Add(value);

    public override void JsonList(int field, ValueList<JsonElement>? value) => values.Add(value?.Map(GetText));

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value) => values.Add(value);

    private protected override void Medium(int field, MediaInput? value) => values.Add(value);

    private protected override void Media(int field, IReadOnlyList<MediaInput>? value) => values.Add(value);

    private static List<object?> GetValues(IFieldOwner owner)
    {
        var fields = new FieldEquality();
        owner.VisitFields(fields);
        fields.values.Add(owner.Additional);
        return fields.values;
    }

    // A default element has no text.
    private static string GetText(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "" : json.GetRawText();
}
