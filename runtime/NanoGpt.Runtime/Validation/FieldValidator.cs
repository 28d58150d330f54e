using System.Globalization;
using System.Text.Json;

namespace NanoGpt;

/// <summary>Checks fields one by one: presence, ranges, lengths, counts, listed values, media, additional fields.</summary>
internal sealed class FieldValidator : FieldVisitor
{
    private readonly List<Finding> findings;
    private readonly MediaValidator media;

    private FieldInfo[] rows = [];
    private string path = "";
    private HashSet<string>? sentKeys;   // collected only where an additional field may repeat one

    private FieldValidator(long maxUploadBytes, List<Finding> findings)
    {
        this.findings = findings;
        media = new MediaValidator(maxUploadBytes, Report, Warn);
    }

    public static void Check(VideoRequest request, long maxUploadBytes, List<Finding> findings)
    {
        var validator = new FieldValidator(maxUploadBytes, findings) { rows = request.Model.Rows };
        validator.sentKeys = KeysFor(request.AdditionalFields);
        validator.sentKeys?.Add(FieldReader.ModelKey);
        if (request.SubmissionIdKey is { } key)
        {
            validator.sentKeys?.Add(key.Value);
        }

        request.Show(validator);
        validator.Additional(request.AdditionalFields, isHinted: request is not RawVideoRequest);
    }

    public override void Text(int field, string? value)
    {
        if (rows[field].IsRequired && value?.Length == 0)
        {
            value = null;   // an empty text says as little as none
        }

        if (IsThere(field, value is not null))
        {
            Text(rows[field], Name(field), value!);
        }
    }

    public override void Flag(int field, bool? value) => IsThere(field, value is not null);

    public override void Integer(int field, long? value)
    {
        if (IsThere(field, value is not null))
        {
            Number(rows[field], Name(field), value!.Value, value.Value.ToString(CultureInfo.InvariantCulture));
        }
    }

    public override void Seconds(int field, int? value) => Integer(field, value);

    public override void Number(int field, double? value)
    {
        if (IsThere(field, value is not null))
        {
            Number(rows[field], Name(field), value!.Value, value.Value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    public override void Choice(int field, int? value)
    {
        if (IsThere(field, value is not null))
        {
            Choice(rows[field], Name(field), value!.Value);
        }
    }

    public override void Image(int field, ImageInput? value) => Medium(field, value);

    public override void Audio(int field, AudioInput? value) => Medium(field, value);

    public override void Video(int field, VideoInput? value) => Medium(field, value);

    public override void Json(int field, JsonElement? value) => IsThere(field, value is not null);

    public override void Group(int field, FieldGroup? value)
    {
        if (IsThere(field, value is not null))
        {
            Group(rows[field], Name(field), value!);
        }
    }

    public override void TextList(int field, ValueList<string>? value)
    {
        for (int i = 0, count = Count(field, value); i < count; i++)
        {
            if (IsItemThere(field, i, value![i]))
            {
                Text(rows[field], Name(field, i), value[i]);
            }
        }
    }

    public override void IntegerList(int field, ValueList<int>? value)
    {
        for (int i = 0, count = Count(field, value); i < count; i++)
        {
            Number(rows[field], Name(field, i), value![i], value[i].ToString(CultureInfo.InvariantCulture));
        }
    }

    public override void ChoiceList(int field, ValueList<int>? value)
    {
        for (int i = 0, count = Count(field, value); i < count; i++)
        {
            Choice(rows[field], Name(field, i), value![i]);
        }
    }

    public override void ImageList(int field, ValueList<ImageInput>? value) => Media(field, value);

    public override void AudioList(int field, ValueList<AudioInput>? value) => Media(field, value);

    public override void VideoList(int field, ValueList<VideoInput>? value) => Media(field, value);

    public override void JsonList(int field, ValueList<JsonElement>? value) => Count(field, value);

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value)
    {
        for (int i = 0, count = Count(field, value); i < count; i++)
        {
            if (IsItemThere(field, i, value![i]))
            {
                Group(rows[field], Name(field, i), value[i]);
            }
        }
    }

    private void Text(FieldInfo row, string name, string value)
    {
        if (value.Length < row.MinLength || value.Length > row.MaxLength)
        {
            var allowed = Bounds.Text(row.MinLength, row.MaxLength);
            Report(
                FindingCodes.TextLength, name, FormattableString.Invariant($"{name} has {value.Length} characters: allowed are {allowed}."), allowed);
        }
    }

    private void Number(FieldInfo row, string name, double value, string text)
    {
        if (!double.IsFinite(value))
        {
            Report(FindingCodes.NotFinite, name, $"{name} = {text} is not a finite number.", null);
            return;
        }

        if (row.ValueRows.Length > 0)
        {
            Listed(row, name, text, Array.Find(row.ValueRows, v => v.Wire == text
                || (double.TryParse(v.Wire, NumberStyles.Float, CultureInfo.InvariantCulture, out var listed) && listed == value)));
        }
        else if (!Bounds.Contain(row, value))
        {
            var allowed = Bounds.Text(row.Min, row.Max, row.IsMinExclusive, row.IsMaxExclusive);
            var unit = row.Kind == FieldKind.Seconds ? " seconds" : "";
            Report(FindingCodes.OutOfRange, name, $"{name} = {text} is out of range: allowed are {allowed}{unit}.", allowed);
        }
        else if (row.Step is { } step && !IsOnStep(value, row.Min ?? 0, step))
        {
            var allowed = $"steps of {step.ToString(CultureInfo.InvariantCulture)} from {(row.Min ?? 0).ToString(CultureInfo.InvariantCulture)}";
            Report(FindingCodes.Step, name, $"{name} = {text} is between two steps: allowed are {allowed}.", allowed);
        }
    }

    private void Choice(FieldInfo row, string name, int choice)
    {
        var isListed = (uint)choice < (uint)row.ValueRows.Length;
        Listed(
            row,
            name,
            isListed ? row.ValueRows[choice].Member : choice.ToString(CultureInfo.InvariantCulture),
            isListed ? row.ValueRows[choice] : null);
    }

    private void Listed(FieldInfo row, string name, string text, ValueInfo? value)
    {
        if (value is null)
        {
            var allowed = string.Join(", ", row.Values);
            Report(FindingCodes.ValueNotAllowed, name, $"{name} = {text} is not allowed: use one of {allowed}.", allowed);
        }
        else if (value.IsDisputed)
        {
            findings.Add(new Finding(
                FindingCodes.Disputed, FindingSeverity.Info, name, $"{name} = {text} is disputed: only some sources allow it."));
        }
    }

    private void Group(FieldInfo row, string name, FieldGroup group)
    {
        var (outerRows, outerPath, outerKeys) = (rows, path, sentKeys);
        (rows, path, sentKeys) = (row.Group!.Rows, name + ".", KeysFor(group.AdditionalFields));
        group.Show(this);
        Additional(group.AdditionalFields, isHinted: true);
        (rows, path, sentKeys) = (outerRows, outerPath, outerKeys);
    }

    private void Medium(int field, MediaInput? value)
    {
        if (value is not null)
        {
            sentKeys?.Add(rows[field].MediaNames[FieldWriter.Place(value.Form)].Value);
            media.Check(rows[field], Name(field), value);
        }
        else if (rows[field].IsRequired)
        {
            Missing(Name(field));
        }
    }

    private void Media<T>(int field, ValueList<T>? value)
        where T : MediaInput
    {
        for (int i = 0, count = Count(field, value); i < count; i++)
        {
            if (IsItemThere(field, i, value![i]))
            {
                sentKeys?.Add(rows[field].MediaNames[FieldWriter.Place(value[i].Form)].Value);
                media.Check(rows[field], Name(field, i), value[i]);
            }
        }
    }

    private static HashSet<string>? KeysFor(AdditionalFields? fields) => fields is { Count: > 0 } ? [] : null;

    // A declared key may be sent this way to give it an unlisted value, but then its property must be unset.
    private void Additional(AdditionalFields? fields, bool isHinted)
    {
        if (fields is null || sentKeys is null)
        {
            return;
        }

        foreach (var row in rows)
        {
            if (row.Fixed is not null && row.IsSent)
            {
                sentKeys.Add(row.Wire);
            }
        }

        foreach (var (key, value) in fields)
        {
            if (!value.IsFinite)
            {
                Report(FindingCodes.NotFinite, path + key, $"{path}{key} = {value} is not a finite number.", null);
            }
            else if (sentKeys.Contains(key))
            {
                Report(FindingCodes.AdditionalField, path + key, $"{path}{key} is sent already: take it out of the additional fields.", null);
            }
            else if (isHinted)
            {
                findings.Add(new Finding(
                    FindingCodes.AdditionalField, FindingSeverity.Info, path + key, $"{path}{key} is an additional field: it is sent unchecked."));
            }
        }
    }

    private bool IsThere(int field, bool isSet)
    {
        if (isSet)
        {
            sentKeys?.Add(rows[field].Wire);
        }
        else if (rows[field].IsRequired)
        {
            Missing(Name(field));
        }

        return isSet;
    }

    private bool IsItemThere(int field, int item, object? value)
    {
        if (value is null)
        {
            Missing(Name(field, item));
        }

        return value is not null;
    }

    private int Count<T>(int field, IReadOnlyList<T>? value)
    {
        if (!IsThere(field, value is not null))
        {
            return 0;
        }

        var row = rows[field];
        var count = value!.Count;
        if (count < row.MinItems || count > row.MaxItems)
        {
            var allowed = Bounds.Text(row.MinItems, row.MaxItems);
            Report(
                FindingCodes.ItemCount,
                Name(field),
                FormattableString.Invariant($"{Name(field)} has {count} items: allowed are {allowed}."),
                allowed);
        }

        return count;
    }

    private void Missing(string name) => Report(FindingCodes.Required, name, $"{name} is required.", null);

    private void Report(string code, string name, string message, string? allowed) =>
        findings.Add(new Finding(code, FindingSeverity.Error, name, message, allowed));

    private void Warn(string code, string name, string message) => findings.Add(new Finding(code, FindingSeverity.Warning, name, message));

    private string Name(int field) => path + rows[field].Property;

    private string Name(int field, int item) => FormattableString.Invariant($"{path}{rows[field].Property}[{item}]");

    // Steps are decimal fractions that a double only approximates.
    private static bool IsOnStep(double value, double start, double step)
    {
        var steps = (value - start) / step;
        return Math.Abs(steps - Math.Round(steps)) < 1e-6;
    }
}
