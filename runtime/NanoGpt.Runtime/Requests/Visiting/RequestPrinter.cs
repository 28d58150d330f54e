using System.Text;

namespace NanoGpt.Requests;

/// <summary>Formats a request for display: <c>Sora2Request { Prompt = "…", ProMode = true }</c>.</summary>
internal sealed class RequestPrinter : FieldVisitor
{
    private readonly StringBuilder text = new();
    private WireField[] rows;
    private bool isFirst = true;

    private RequestPrinter(WireField[] rows) => this.rows = rows;

    public static string Print(VideoRequest request)
    {
        var printer = new RequestPrinter(request.TypeInfo.Fields);
        printer.text.Append(request.GetType().Name);
        if (request is RawVideoRequest)
        {
            printer.text.Append('(').Append(request.Model.Id).Append(')');
        }

        printer.text.Append(' ');
        printer.AppendMembers(request);
        return printer.text.ToString();
    }

    public override void Text(int field, string? value) => Append(field, value is null ? null : Quote(value));

    public override void Boolean(int field, bool? value) => Append(field, value is { } flag ? flag ? "true" : "false" : null);

    public override void Integer(int field, long? value) => Append(field, value?.ToString(CultureInfo.InvariantCulture));

    public override void Seconds(int field, int? value) =>
        Append(field, value is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds} s") : null);

    public override void Number(int field, double? value) => Append(field, value?.ToString(CultureInfo.InvariantCulture));

    public override void Enum(int field, int? value) =>
        Append(field, value is { } choice ? GetMemberName(rows[field], choice) : null);

    public override void Json(int field, JsonElement? value) =>
        Append(field, value is { } element ? JsonText.Compact(element) : null);

    public override void Group(int field, FieldGroup? value)
    {
        if (value is not null)
        {
            AppendName(field);
            AppendMembers(rows[field], value);
        }
    }

    public override void TextList(int field, ValueList<string>? value) => AppendList(field, value, Quote);

    public override void IntegerList(int field, ValueList<int>? value) =>
        AppendList(field, value, static item => item.ToString(CultureInfo.InvariantCulture));

    public override void EnumList(int field, ValueList<int>? value) =>
        AppendList(field, value, item => GetMemberName(rows[field], item));

    public override void JsonList(int field, ValueList<JsonElement>? value) => AppendList(field, value, JsonText.Compact);

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value)
    {
        if (value is null)
        {
            return;
        }

        AppendName(field).Append('[');
        for (var i = 0; i < value.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            AppendMembers(rows[field], value[i]);
        }

        text.Append(']');
    }

    private protected override void Medium(int field, MediaInput? value) => Append(field, value?.ToString());

    private protected override void Media(int field, IReadOnlyList<MediaInput>? value) =>
        AppendList(field, value, static item => item.ToString());

    private void Append(int field, string? value)
    {
        if (value is not null)
        {
            AppendName(field).Append(value);
        }
    }

    private void AppendList<T>(int field, IReadOnlyList<T>? list, Func<T, string> print)
    {
        if (list is not null)
        {
            AppendName(field).Append('[').AppendJoin(", ", list.Select(print)).Append(']');
        }
    }

    private void AppendMembers(WireField row, FieldGroup group)
    {
        var (outerRows, outerFirst) = (rows, isFirst);
        (rows, isFirst) = (row.Group!.Fields, true);
        AppendMembers(group);
        (rows, isFirst) = (outerRows, outerFirst);
    }

    private void AppendMembers(IFieldOwner owner)
    {
        text.Append("{ ");
        owner.VisitFields(this);
        foreach (var (key, value) in owner.Additional ?? [])
        {
            AppendSeparator().Append(key).Append(": ").Append(value.Json);
        }

        text.Append(isFirst ? "}" : " }");
    }

    private StringBuilder AppendName(int field) => AppendSeparator().Append(rows[field].Info.Property).Append(" = ");

    private StringBuilder AppendSeparator()
    {
        text.Append(isFirst ? "" : ", ");
        isFirst = false;
        return text;
    }

    private static string Quote(string value) => $"\"{JsonText.Encode(value)}\"";

    private static string GetMemberName(WireField row, int choice)
    {
        var values = row.Info.Values;
        return (uint)choice < (uint)values.Count ? values[choice].Member : choice.ToString(CultureInfo.InvariantCulture);
    }
}
