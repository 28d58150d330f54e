namespace NanoGpt.Catalogs.Forms;

/// <summary>Converts between the values of a form and the values of the model's description.</summary>
public static class FieldScalar
{
    /// <summary>Returns the text, number or Boolean value of a field; null if it is not set or of another kind.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value in the form.</param>
    public static Scalar? FromValue(FieldInfo field, object? value) => value switch
    {
        string text => Scalar.Of(text),
        bool flag => Scalar.Of(flag),
        int choice when field.IsClosed => Scalar.Of(field.Values[choice].Wire),
        int number => Scalar.Of((decimal)number),
        long number => Scalar.Of((decimal)number),
        double number => ExactNumber.TryCreate(number, out var exact) ? Scalar.Of(exact) : null,
        _ => null,
    };

    /// <summary>Returns the value that a form has for a text, number or Boolean value of a field.</summary>
    /// <param name="field">A field with a single value.</param>
    /// <param name="value">The value; null for none.</param>
    public static object? ToValue(FieldInfo field, Scalar? value) => value is null ? null : field.Type switch
    {
        FieldType.Enum when field.IsClosed => IndexOf(field, value.Text),
        FieldType.Boolean => value.Number != 0,
        FieldType.Integer or FieldType.Seed => (long)value.Number,
        FieldType.Seconds => (int)value.Number,
        FieldType.Number => (double)value.Number,
        _ => value.Text,
    };

    private static object? IndexOf(FieldInfo field, string text)
    {
        for (var i = 0; i < field.Values.Count; i++)
        {
            if (string.Equals(field.Values[i].Wire, text, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Returns the value of a field for the evaluation of conditions.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value in the form; null if it is not set.</param>
    public static FieldValue ToFieldValue(FieldInfo field, object? value) => value switch
    {
        null => default,
        FormMedium => FieldValue.OfItems(1),
        IReadOnlyCollection<object> items => FieldValue.OfItems(items.Count),
        IReadOnlyCollection<int> items => FieldValue.OfItems(items.Count),
        IReadOnlyCollection<JsonElement> items => FieldValue.OfItems(items.Count),
        _ => FromValue(field, value) is { } scalar ? FieldValue.Of(scalar) : FieldValue.Set,
    };
}
