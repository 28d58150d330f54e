using System.Globalization;
using System.Text;
using System.Text.Json;

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
        printer.Members(request);
        return printer.text.ToString();
    }

    public override void Text(int field, string? value) => Value(field, value is null ? null : Quoted(value));

    public override void Boolean(int field, bool? value) => Value(field, value is { } flag ? flag ? "true" : "false" : null);

    public override void Integer(int field, long? value) => Value(field, value?.ToString(CultureInfo.InvariantCulture));

    public override void Seconds(int field, int? value) =>
        Value(field, value is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds} s") : null);

    public override void Number(int field, double? value) => Value(field, value?.ToString(CultureInfo.InvariantCulture));

    public override void Enum(int field, int? value) => Value(field, value is { } choice ? Member(rows[field], choice) : null);

    public override void Json(int field, JsonElement? value) =>
        Value(field, value is { } element ? JsonText.Compact(element) : null);

    public override void Group(int field, FieldGroup? value)
    {
        if (value is not null)
        {
            Name(field);
            Members(rows[field], value);
        }
    }

    public override void TextList(int field, ValueList<string>? value) => List(field, value, Quoted);

    public override void IntegerList(int field, ValueList<int>? value) =>
        List(field, value, static item => item.ToString(CultureInfo.InvariantCulture));

    public override void EnumList(int field, ValueList<int>? value) => List(field, value, item => Member(rows[field], item));

    public override void JsonList(int field, ValueList<JsonElement>? value) => List(field, value, JsonText.Compact);

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value)
    {
        if (value is null)
        {
            return;
        }

        Name(field).Append('[');
        for (var i = 0; i < value.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Members(rows[field], value[i]);
        }

        text.Append(']');
    }

    private protected override void Medium(int field, MediaInput? value) => Value(field, value?.ToString());

    private protected override void Media(int field, IReadOnlyList<MediaInput>? value) =>
        List(field, value, static item => item.ToString());

    private void Value(int field, string? value)
    {
        if (value is not null)
        {
            Name(field).Append(value);
        }
    }

    private void List<T>(int field, IReadOnlyList<T>? list, Func<T, string> print)
    {
        if (list is not null)
        {
            Name(field).Append('[').AppendJoin(", ", list.Select(print)).Append(']');
        }
    }

    private void Members(WireField row, FieldGroup group)
    {
        var (outerRows, outerFirst) = (rows, isFirst);
        (rows, isFirst) = (row.Group!.Fields, true);
        Members(group);
        (rows, isFirst) = (outerRows, outerFirst);
    }

    private void Members(IFieldOwner owner)
    {
        text.Append("{ ");
        owner.Show(this);
        foreach (var (key, value) in owner.AdditionalFields ?? [])
        {
            Separate().Append(key).Append(": ").Append(value.Json);
        }

        text.Append(isFirst ? "}" : " }");
    }

    private StringBuilder Name(int field) => Separate().Append(rows[field].Info.Property).Append(" = ");

    private StringBuilder Separate()
    {
        text.Append(isFirst ? "" : ", ");
        isFirst = false;
        return text;
    }

    private static string Quoted(string value) => $"\"{JsonText.Encode(value)}\"";

    private static string Member(WireField row, int choice)
    {
        var values = row.Info.Values;
        return (uint)choice < (uint)values.Count ? values[choice].Member : choice.ToString(CultureInfo.InvariantCulture);
    }
}
