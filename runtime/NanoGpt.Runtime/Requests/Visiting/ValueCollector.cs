namespace NanoGpt.Requests;

/// <summary>Collects the values of a request for the evaluation of conditions, references and prices.</summary>
internal sealed class ValueCollector : FieldVisitor
{
    private WireField[] fields = [];
    private FieldValue[] values = [];

    /// <summary>Collects the values of a request. The view is valid until the next call.</summary>
    public View Collect(VideoRequest request)
    {
        fields = request.TypeInfo.Fields;
        if (values.Length < fields.Length)
        {
            values = new FieldValue[fields.Length];
        }

        Array.Clear(values);
        request.VisitFields(this);
        return new View(values);
    }

    public override void Text(int field, string? value) => values[field] = value is null ? default : FieldValue.Of(value);

    public override void Boolean(int field, bool? value) => values[field] = value is { } flag ? FieldValue.Of(flag) : default;

    public override void Integer(int field, long? value) => values[field] = value is { } number ? FieldValue.Of(number) : default;

    public override void Number(int field, double? value) => values[field] = value is not { } number ? default
        : ExactNumber.TryCreate(number, out var exact) ? FieldValue.Of(exact)
        : FieldValue.Set;

    public override void Enum(int field, int? value)
    {
        var listed = fields[field].Info.Values;
        values[field] = value is not { } choice ? default
            : (uint)choice < (uint)listed.Count ? FieldValue.Of(listed[choice].Wire)
            : FieldValue.Set;
    }

    public override void Json(int field, JsonElement? value) => values[field] = value is null ? default : FieldValue.Set;

    public override void Group(int field, FieldGroup? value) => values[field] = value is null ? default : FieldValue.Set;

    public override void TextList(int field, ValueList<string>? value) => SetItemCount(field, value?.Count);

    public override void IntegerList(int field, ValueList<int>? value) => SetItemCount(field, value?.Count);

    public override void EnumList(int field, ValueList<int>? value) => SetItemCount(field, value?.Count);

    public override void JsonList(int field, ValueList<JsonElement>? value) => SetItemCount(field, value?.Count);

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value) => SetItemCount(field, value?.Count);

    private protected override void Medium(int field, MediaInput? value) => SetItemCount(field, value is null ? null : 1);

    private protected override void Media(int field, IReadOnlyList<MediaInput>? value) => SetItemCount(field, value?.Count);

    private void SetItemCount(int field, int? count) => values[field] = count is { } items ? FieldValue.OfItems(items) : default;

    /// <summary>Represents the collected values.</summary>
    public readonly struct View(FieldValue[] values) : IRequestView
    {
        public FieldValue GetValue(int field) => values[field];
    }
}
