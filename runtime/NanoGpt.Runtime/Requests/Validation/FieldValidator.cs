namespace NanoGpt.Requests;

/// <summary>Validates the value of each field.</summary>
internal sealed class FieldValidator(List<Finding> findings) : FieldVisitor
{
    private WireField[] fields = [];
    private FieldPath.Node? parent;
    private HashSet<string>? sentKeys;   // collected only where an additional field may repeat one

    public void Check(VideoRequest request)
    {
        (fields, parent) = (request.TypeInfo.Fields, null);
        sentKeys = KeysFor(request.Additional);
        sentKeys?.Add(FieldReader.ModelKey);
        if (request.SubmissionIdKey is { } key && request.Additional?.ContainsKey(key.Value) == true)
        {
            Add(AdditionalChecks.SubmissionId(key.Value));
        }

        request.VisitFields(this);
        CheckAdditionalFields(request.Additional, isHinted: request is not RawVideoRequest);
    }

    public override void Text(int field, string? value)
    {
        if (fields[field].Info.IsRequired && value?.Length == 0)
        {
            value = null;   // an empty text counts as missing
        }

        if (CheckPresence(field, value is not null))
        {
            CheckText(GetPath(field), value!);
        }
    }

    public override void Boolean(int field, bool? value) => CheckPresence(field, value is not null);

    public override void Integer(int field, long? value)
    {
        if (CheckPresence(field, value is not null))
        {
            Add(ValueChecks.Number(GetPath(field), value!.Value));
        }
    }

    public override void Number(int field, double? value)
    {
        if (CheckPresence(field, value is not null))
        {
            Add(ValueChecks.FloatingPoint(GetPath(field), value!.Value));
        }
    }

    public override void Enum(int field, int? value)
    {
        if (CheckPresence(field, value is not null))
        {
            Add(ValueChecks.Choice(GetPath(field), value!.Value));
        }
    }

    public override void Json(int field, JsonElement? value)
    {
        if (CheckPresence(field, value is not null))
        {
            CheckJson(GetPath(field), value!.Value);
        }
    }

    public override void Group(int field, FieldGroup? value)
    {
        if (CheckPresence(field, value is not null))
        {
            CheckGroup(field, GetPath(field), value!);
        }
    }

    public override void TextList(int field, ValueList<string>? value)
    {
        for (int i = 0, count = CheckCount(field, value); i < count; i++)
        {
            if (CheckItem(field, i, value![i]))
            {
                CheckText(GetPath(field).At(i), value[i]);
            }
        }
    }

    public override void IntegerList(int field, ValueList<int>? value)
    {
        for (int i = 0, count = CheckCount(field, value); i < count; i++)
        {
            Add(ValueChecks.Number(GetPath(field).At(i), value![i]));
        }
    }

    public override void EnumList(int field, ValueList<int>? value)
    {
        for (int i = 0, count = CheckCount(field, value); i < count; i++)
        {
            Add(ValueChecks.Choice(GetPath(field).At(i), value![i]));
        }
    }

    public override void JsonList(int field, ValueList<JsonElement>? value)
    {
        for (int i = 0, count = CheckCount(field, value); i < count; i++)
        {
            CheckJson(GetPath(field).At(i), value![i]);
        }
    }

    public override void GroupList(int field, IReadOnlyList<FieldGroup>? value)
    {
        for (int i = 0, count = CheckCount(field, value); i < count; i++)
        {
            if (CheckItem(field, i, value![i]))
            {
                CheckGroup(field, GetPath(field).At(i), value[i]);
            }
        }
    }

    private void CheckText(in FieldPath path, string value)
    {
        Add(ValueChecks.TextLength(path, value.Length));
        if (!path.Field.Values.IsEmpty)
        {
            Add(ValueChecks.Listed(path, path.Field.FindText(value), value));
        }
    }

    private void CheckJson(in FieldPath path, JsonElement value) =>
        Add(value.ValueKind == JsonValueKind.Object ? null : ValueChecks.WrongType(path, "an object"));

    private void CheckGroup(int field, in FieldPath path, FieldGroup group)
    {
        var (outerFields, outerParent, outerKeys) = (fields, parent, sentKeys);
        (fields, parent, sentKeys) = (fields[field].Group!.Fields, new FieldPath.Node(path), KeysFor(group.Additional));
        group.VisitFields(this);
        CheckAdditionalFields(group.Additional, isHinted: true);
        (fields, parent, sentKeys) = (outerFields, outerParent, outerKeys);
    }

    private protected override void Medium(int field, MediaInput? value)
    {
        if (value is not null)
        {
            sentKeys?.Add(fields[field].MediaNames[FieldWriter.Place(value.Form)].Value);
            MediaValidator.Check(GetPath(field), value, findings);
        }
        else if (fields[field].Info.IsRequired)
        {
            Add(ValueChecks.Missing(GetPath(field)));
        }
    }

    private protected override void Media(int field, IReadOnlyList<MediaInput>? value)
    {
        for (int i = 0, count = CheckCount(field, value); i < count; i++)
        {
            if (CheckItem(field, i, value![i]))
            {
                sentKeys?.Add(fields[field].MediaNames[FieldWriter.Place(value[i].Form)].Value);
                MediaValidator.Check(GetPath(field).At(i), value[i], findings);
            }
        }
    }

    private static HashSet<string>? KeysFor(AdditionalFields? additional) => additional is { Count: > 0 } ? [] : null;

    // A declared key may be sent this way to give it an unlisted value, but then its property must be unset.
    private void CheckAdditionalFields(AdditionalFields? additional, bool isHinted)
    {
        if (additional is null || sentKeys is null)
        {
            return;
        }

        foreach (var field in fields)
        {
            if (field.Info is { Fixed: not null, IsSent: true })
            {
                sentKeys.Add(field.Info.Wire.Name);
            }
        }

        foreach (var (key, value) in additional)
        {
            Add(AdditionalChecks.Check(parent, key, value.IsFinite ? null : value.ToString(), sentKeys.Contains(key), isHinted));
        }
    }

    private bool CheckPresence(int field, bool isSet)
    {
        if (isSet)
        {
            sentKeys?.Add(fields[field].Info.Wire.Name);
        }
        else if (fields[field].Info.IsRequired)
        {
            Add(ValueChecks.Missing(GetPath(field)));
        }

        return isSet;
    }

    private bool CheckItem(int field, int item, object? value)
    {
        if (value is null)
        {
            Add(ValueChecks.Missing(GetPath(field).At(item)));
        }

        return value is not null;
    }

    private int CheckCount<T>(int field, IReadOnlyList<T>? value)
    {
        if (!CheckPresence(field, value is not null))
        {
            return 0;
        }

        Add(ValueChecks.ItemCount(GetPath(field), value!.Count));
        return value.Count;
    }

    private FieldPath GetPath(int field) => new(fields[field].Info, FieldNaming.Property, -1, parent);

    private void Add(Finding? finding)
    {
        if (finding is not null)
        {
            findings.Add(finding);
        }
    }
}
