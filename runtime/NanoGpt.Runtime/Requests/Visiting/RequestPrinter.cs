using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NanoGpt.Requests;

/// <summary>Prints a request for people: <c>Sora2Request { Prompt = "…", ProMode = true }</c>.</summary>
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

        printer.text.Append(" { ");
        request.Show(printer);
        printer.Additional(request.AdditionalFields);
        return printer.text.Append(printer.isFirst ? "}" : " }").ToString();
    }

    public override void Text(int field, string? value)
    {
        if (value is not null)
        {
            Name(field).Append(Quoted(value));
        }
    }

    public override void Flag(int field, bool? value)
    {
        if (value is { } flag)
        {
            Name(field).Append(flag ? "true" : "false");
        }
    }

    public override void Integer(int field, long? value)
    {
        if (value is { } number)
        {
            Name(field).Append(CultureInfo.InvariantCulture, $"{number}");
        }
    }

    public override void Seconds(int field, int? value)
    {
        if (value is { } seconds)
        {
            Name(field).Append(CultureInfo.InvariantCulture, $"{seconds} s");
        }
    }

    public override void Number(int field, double? value)
    {
        if (value is { } number)
        {
            Name(field).Append(CultureInfo.InvariantCulture, $"{number}");
        }
    }

    public override void Choice(int field, int? value)
    {
        if (value is { } choice)
        {
            Name(field).Append(Member(rows[field], choice));
        }
    }

    public override void Image(int field, ImageInput? value) => Value(field, value);

    public override void Audio(int field, AudioInput? value) => Value(field, value);

    public override void Video(int field, VideoInput? value) => Value(field, value);

    public override void Json(int field, JsonElement? value)
    {
        if (value is { } element)
        {
            Name(field).Append(JsonText.Compact(element));
        }
    }

    public override void Group(int field, FieldGroup? value)
    {
        if (value is not null)
        {
            Name(field);
            Members(rows[field], value);
        }
    }

    public override void TextList(int field, ValueList<string>? value) => List(field, value, static (_, item) => Quoted(item));

    public override void IntegerList(int field, ValueList<int>? value) =>
        List(field, value, static (_, item) => item.ToString(CultureInfo.InvariantCulture));

    public override void ChoiceList(int field, ValueList<int>? value) => List(field, value, Member);

    public override void ImageList(int field, ValueList<ImageInput>? value) => List(field, value, static (_, item) => $"{item}");

    public override void AudioList(int field, ValueList<AudioInput>? value) => List(field, value, static (_, item) => $"{item}");

    public override void VideoList(int field, ValueList<VideoInput>? value) => List(field, value, static (_, item) => $"{item}");

    public override void JsonList(int field, ValueList<JsonElement>? value) => List(field, value, static (_, item) => JsonText.Compact(item));

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

    private void Value(int field, MediaInput? value)
    {
        if (value is not null)
        {
            Name(field).Append(value);
        }
    }

    private void Members(WireField row, FieldGroup group)
    {
        var (outerRows, outerFirst) = (rows, isFirst);
        (rows, isFirst) = (row.Group!.Fields, true);
        text.Append("{ ");
        group.Show(this);
        Additional(group.AdditionalFields);
        text.Append(isFirst ? "}" : " }");
        (rows, isFirst) = (outerRows, outerFirst);
    }

    private void List<T>(int field, ValueList<T>? list, Func<WireField, T, string> print)
    {
        if (list is null)
        {
            return;
        }

        Name(field).Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(print(rows[field], list[i]));
        }

        text.Append(']');
    }

    private void Additional(AdditionalFields? fields)
    {
        foreach (var (key, value) in fields ?? [])
        {
            Separate().Append(key).Append(": ").Append(value.Json);
        }
    }

    private StringBuilder Name(int field) => Separate().Append(rows[field].Info.Property).Append(" = ");

    private StringBuilder Separate()
    {
        text.Append(isFirst ? "" : ", ");
        isFirst = false;
        return text;
    }

    private static string Quoted(string value) => $"\"{JsonText.Encode(value)}\"";

    private static string Member(WireField row, int choice) =>
        (uint)choice < (uint)row.Info.Values.Count ? row.Info.Values[choice].Member : choice.ToString(CultureInfo.InvariantCulture);
}
