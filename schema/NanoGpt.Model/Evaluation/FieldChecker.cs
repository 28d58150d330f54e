namespace NanoGpt.Evaluation;

/// <summary>Checks the fields of a request one by one: presence, types, ranges, lengths, counts, listed values, media.</summary>
internal sealed class FieldChecker(List<Finding> findings)
{
    public void Check(EquatableArray<FieldInfo> fields, IReadOnlyDictionary<string, RequestValue> values, FieldPath.Node? parent)
    {
        foreach (var field in fields)
        {
            var isSet = values.TryGetValue(field.Name, out var value);
            var path = new FieldPath(field, FieldNaming.Wire, -1, parent)
            {
                Key = value?.Medium is { } medium ? field.Media?.KeyOf(medium.Form) : null,
            };
            if (!isSet || (field.IsRequired && value!.Scalar is { Kind: ScalarKind.Text, Text.Length: 0 }))
            {
                Add(field.IsRequired ? ValueChecks.Missing(path) : null);   // an empty text counts as missing
            }
            else if (field.List is not null)
            {
                CheckList(path, value!);
            }
            else
            {
                CheckOne(path, value!);
            }
        }
    }

    private void CheckList(in FieldPath path, RequestValue value)
    {
        if (value.Kind != RequestValueKind.List)
        {
            Add(ValueChecks.WrongType(path, "a list"));
            return;
        }

        Add(ValueChecks.ItemCount(path, value.Items.Count));
        for (var i = 0; i < value.Items.Count; i++)
        {
            CheckOne(path.At(i), value.Items[i]);
        }
    }

    private void CheckOne(in FieldPath path, RequestValue value)
    {
        switch (path.Field.Type)
        {
            case FieldType.Image or FieldType.Audio or FieldType.Video when value.Medium is { } medium:
                MediaChecks.Check(path, medium, findings);
                break;
            case FieldType.Image or FieldType.Audio or FieldType.Video:
                Add(ValueChecks.WrongType(path, "a medium"));
                break;
            case FieldType.Object when value.Kind == RequestValueKind.Object:
                Check(path.Field.Fields, value.Members, new FieldPath.Node(path));
                break;
            case FieldType.Object:
                Add(ValueChecks.WrongType(path, "an object"));
                break;
            case FieldType.Boolean when value.Kind != RequestValueKind.Boolean:
                Add(ValueChecks.WrongType(path, "true or false"));
                break;
            case FieldType.Boolean:
                CheckFixed(path, value.Scalar!);
                break;
            case FieldType.String or FieldType.Enum when value.Kind != RequestValueKind.Text:
                Add(ValueChecks.WrongType(path, "a text"));
                break;
            case FieldType.String or FieldType.Enum:
                CheckText(path, value.Scalar!);
                break;
            default:
                CheckNumber(path, value);
                break;
        }
    }

    private void CheckNumber(in FieldPath path, RequestValue value)
    {
        if (value.Kind == RequestValueKind.NotFinite)
        {
            Add(ValueChecks.NotFinite(path, null));
        }
        else if (value.Kind != RequestValueKind.Number)
        {
            Add(ValueChecks.WrongType(path, "a number"));
        }
        else if (path.Field.Type != FieldType.Number && value.Scalar!.Number != decimal.Truncate(value.Scalar.Number))
        {
            Add(ValueChecks.WrongType(path, "a whole number"));
        }
        else if (!CheckFixed(path, value.Scalar!))
        {
            Add(ValueChecks.Number(path, value.Scalar!.Number));
        }
    }

    private void CheckText(in FieldPath path, Scalar value)
    {
        if (CheckFixed(path, value))
        {
            return;
        }

        if (!path.Field.Values.IsEmpty)
        {
            Add(ValueChecks.Listed(path, path.Field.FindValue(value), value.Text));
        }

        Add(ValueChecks.TextLength(path, value.Text.Length));
    }

    // Returns whether the field is fixed, in which case no other check applies.
    private bool CheckFixed(in FieldPath path, Scalar value)
    {
        if (path.Field.Fixed is not { } only)
        {
            return false;
        }

        Add(only.Equals(value) ? null : ValueChecks.NotAllowed(path, value.Text, only.Text));
        return true;
    }

    private void Add(Finding? finding)
    {
        if (finding is not null)
        {
            findings.Add(finding);
        }
    }
}
