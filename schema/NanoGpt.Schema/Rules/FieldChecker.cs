using System.Globalization;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>Checks fields one by one: presence, types, ranges, lengths, counts, listed values, media.</summary>
internal sealed class FieldChecker(List<RequestFinding> findings)
{
    /// <summary>Checks the fields of a request or of an object in it.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="values">Their values.</param>
    /// <param name="path">What stands before a semantic name.</param>
    /// <param name="wirePath">What stands before a wire name.</param>
    public void Check(EquatableArray<FieldSpec> fields, IReadOnlyDictionary<string, RequestValue> values, string path, string wirePath)
    {
        foreach (var field in fields)
        {
            var isSet = values.TryGetValue(field.Name, out var value);
            var place = new Place(path + field.Name, wirePath + (MediumChecker.KeyOf(field, value) ?? field.Wire.Name));
            if (!isSet || (field.Required && value!.Scalar is { Kind: ScalarKind.Text, Text.Length: 0 }))
            {
                // An empty text says as little as none.
                if (field.Required)
                {
                    Add(RequestCodes.Required, place, place.Wire + " is required.", null);
                }
            }
            else if (field.List is { } list)
            {
                CheckList(field, list, value!, place);
            }
            else
            {
                CheckOne(field, value!, place);
            }
        }
    }

    private void CheckList(FieldSpec field, ListSpec list, RequestValue value, Place place)
    {
        if (value.Kind != RequestValueKind.List)
        {
            WrongType(place, "a list");
            return;
        }

        var count = value.Items.Count;
        if (count < list.Min || count > list.Max)
        {
            var allowed = BoundsText.Of(list.Min, list.Max);
            Add(RequestCodes.ItemCount, place, place.Wire + " has " + Text(count) + " items: allowed are " + allowed + ".", allowed);
        }

        for (var i = 0; i < count; i++)
        {
            CheckOne(field, value.Items[i], place.Item(i));
        }
    }

    private void CheckOne(FieldSpec field, RequestValue value, Place place)
    {
        switch (field.Type)
        {
            case FieldType.Image or FieldType.Audio or FieldType.Video when value.Kind == RequestValueKind.Media:
                MediumChecker.Check(field, value, place.Wire, (code, message, allowed) => Add(code, place, message, allowed));
                break;
            case FieldType.Image or FieldType.Audio or FieldType.Video:
                WrongType(place, "a medium");
                break;
            case FieldType.Object when value.Kind == RequestValueKind.Object:
                Check(field.Fields, value.Members, place.Name + ".", place.Wire + ".");
                break;
            case FieldType.Object:
                WrongType(place, "an object");
                break;
            case FieldType.Boolean when value.Kind != RequestValueKind.Truth:
                WrongType(place, "true or false");
                break;
            case FieldType.Boolean:
                CheckFixed(field, value.Scalar!, place);
                break;
            case FieldType.String or FieldType.Enum when value.Kind != RequestValueKind.Text:
                WrongType(place, "a text");
                break;
            case FieldType.String or FieldType.Enum:
                CheckText(field, value.Scalar!, place);
                break;
            default:
                CheckNumber(field, value, place);
                break;
        }
    }

    private void CheckNumber(FieldSpec field, RequestValue value, Place place)
    {
        if (value.Kind == RequestValueKind.NotFinite)
        {
            Add(RequestCodes.NotFinite, place, place.Wire + " is not a finite number.", null);
        }
        else if (value.Kind != RequestValueKind.Number)
        {
            WrongType(place, "a number");
        }
        else if (field.Type != FieldType.Number && value.Scalar!.Number != decimal.Truncate(value.Scalar.Number))
        {
            WrongType(place, "a whole number");
        }
        else if (!CheckFixed(field, value.Scalar!, place))
        {
            CheckNumber(field, value.Scalar!, place);
        }
    }

    private void CheckNumber(FieldSpec field, Scalar value, Place place)
    {
        if (!field.Values.IsEmpty)
        {
            CheckListed(field, value, place);
        }
        else if (!FieldDomain.InRange(field, value.Number))
        {
            var allowed = FieldDomain.Range(field);
            var unit = field.Type == FieldType.Seconds ? " seconds" : "";
            Add(RequestCodes.OutOfRange, place, place.Wire + " = " + value.Text + " is out of range: allowed are " + allowed + unit + ".", allowed);
        }
        else if (!FieldDomain.OnGrid(field, value.Number))
        {
            var allowed = BoundsText.Steps(field);
            Add(RequestCodes.Step, place, place.Wire + " = " + value.Text + " is between two steps: allowed are " + allowed + ".", allowed);
        }
    }

    private void CheckText(FieldSpec field, Scalar value, Place place)
    {
        if (CheckFixed(field, value, place))
        {
            return;
        }

        if (!field.Values.IsEmpty)
        {
            CheckListed(field, value, place);
        }

        var length = value.Text.Length;
        if (length < field.MinLength || length > field.MaxLength)
        {
            var allowed = BoundsText.Of(field.MinLength, field.MaxLength);
            Add(RequestCodes.TextLength, place, place.Wire + " has " + Text(length) + " characters: allowed are " + allowed + ".", allowed);
        }
    }

    private void CheckListed(FieldSpec field, Scalar value, Place place)
    {
        if (FieldDomain.FindValue(field, value) is { } listed)
        {
            if (listed.Disputed)
            {
                findings.Add(new RequestFinding(RequestCodes.Disputed, IssueSeverity.Info, place.Name,
                    place.Wire + " = " + value.Text + " is disputed: only some sources allow it.", null));
            }
        }
        else if (!field.Open)
        {
            NotAllowed(value, place, AllValues(field));
        }
    }

    // Whether the field is fixed, so that nothing else is asked of the value.
    private bool CheckFixed(FieldSpec field, Scalar value, Place place)
    {
        if (field.Fixed is not { } only)
        {
            return false;
        }

        if (!only.Equals(value))
        {
            NotAllowed(value, place, only.Text);
        }

        return true;
    }

    private void NotAllowed(Scalar value, Place place, string allowed) =>
        Add(RequestCodes.ValueNotAllowed, place, place.Wire + " = " + value.Text + " is not allowed: use one of " + allowed + ".", allowed);

    private void WrongType(Place place, string wanted) =>
        Add(RequestCodes.WrongType, place, place.Wire + " has the wrong type: it takes " + wanted + ".", wanted);

    private void Add(string code, Place place, string message, string? allowed) =>
        findings.Add(new RequestFinding(code, IssueSeverity.Error, place.Name, message, allowed));

    private static string AllValues(FieldSpec field)
    {
        var wires = new string[field.Values.Count];
        for (var i = 0; i < wires.Length; i++)
        {
            wires[i] = field.Values[i].Wire;
        }

        return string.Join(", ", wires);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where a value stands, by semantic and by wire name.</summary>
    private readonly record struct Place(string Name, string Wire)
    {
        public Place Item(int index) => new(Name + "[" + Text(index) + "]", Wire + "[" + Text(index) + "]");
    }
}
