using System.Globalization;
using System.Text;

namespace NanoGpt.Tables;

/// <summary>
/// Reads and writes conditions: <c>resolution=1792x1024|720p &amp; pro_mode=true &amp; duration>=8 &amp; image &amp; !audio</c>.
/// Values are spelled as on the wire, in single quotes unless they are plain. The reader accepts exactly what the writer writes.
/// </summary>
internal struct ConditionNotation
{
    private const string And = " & ";

    private readonly string text;
    private readonly IReadOnlyList<FieldInfo> fields;
    private int position;

    private ConditionNotation(string text, IReadOnlyList<FieldInfo> fields) =>
        (this.text, this.fields, position) = (text, fields, 0);

    /// <summary>Writes conditions that must all hold. Returns <see langword="null"/> if there are none.</summary>
    public static string? Write(EquatableArray<ConditionInfo> conditions)
    {
        var text = new StringBuilder();
        foreach (var condition in conditions)
        {
            text.Append(text.Length == 0 ? "" : And);
            var values = condition.Values.Select(static value => Write(value));
            _ = condition.Operator switch
            {
                ConditionOperator.IsSet => text.Append(condition.Field),
                ConditionOperator.IsUnset => text.Append('!').Append(condition.Field),
                ConditionOperator.Above => text.Append(condition.Field).Append('>').Append(values.First()),
                ConditionOperator.AtLeast => text.Append(condition.Field).Append(">=").Append(values.First()),
                ConditionOperator.Below => text.Append(condition.Field).Append('<').Append(values.First()),
                ConditionOperator.AtMost => text.Append(condition.Field).Append("<=").Append(values.First()),
                _ => text.Append(condition.Field).Append('=').Append(string.Join("|", values)),
            };
        }

        return text.Length == 0 ? null : text.ToString();
    }

    /// <exception cref="FormatException">The notation is malformed, or names an unknown field.</exception>
    public static EquatableArray<ConditionInfo> Read(string? text, IReadOnlyList<FieldInfo> fields)
    {
        if (text is null)
        {
            return default;
        }

        var conditions = new List<ConditionInfo>();
        var notation = new ConditionNotation(text, fields);
        while (true)
        {
            conditions.Add(notation.ReadOne());
            if (notation.position == text.Length)
            {
                return conditions.ToEquatableArray();
            }

            if (string.CompareOrdinal(text, notation.position, And, 0, And.Length) != 0)
            {
                throw notation.Malformed("' & ' or the end is expected");
            }

            notation.position += And.Length;
        }
    }

    /// <summary>Reads a value of a type. Returns <see langword="null"/> if the type has no such value.</summary>
    public static Scalar? ReadValue(FieldType type, string text) => type switch
    {
        FieldType.String or FieldType.Enum => Scalar.Of(text),
        FieldType.Boolean => text is "true" or "false" ? Scalar.Of(text == "true") : null,
        FieldType.Integer or FieldType.Number or FieldType.Seconds or FieldType.Seed =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Scalar.Of(number) : null,
        _ => null,
    };

    private static string Write(Scalar value) => value.Kind switch
    {
        ScalarKind.Number => TableLineWriter.NumberOf(value.Number),
        ScalarKind.Text when !IsPlain(value.Text) => "'" + value.Text.Replace("'", "''") + "'",
        _ => value.Text,
    };

    private static bool IsPlain(string value) =>
        value.Length > 0 && value.All(static c => IsNameCharacter(c) || c is '-' or '.' or ':' or '/');

    private static bool IsNameCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';

    private ConditionInfo ReadOne()
    {
        var isUnset = Take('!');
        var field = ReadField();
        if (isUnset)
        {
            return new ConditionInfo(field.Name, ConditionOperator.IsUnset, default);
        }

        var op = Take('>') ? Take('=') ? ConditionOperator.AtLeast : ConditionOperator.Above
            : Take('<') ? Take('=') ? ConditionOperator.AtMost : ConditionOperator.Below
            : Take('=') ? ConditionOperator.IsOneOf : ConditionOperator.IsSet;
        if (op == ConditionOperator.IsSet)
        {
            return new ConditionInfo(field.Name, op, default);
        }

        if (field.List is not null || (op != ConditionOperator.IsOneOf && !field.IsNumeric))
        {
            throw Malformed($"{field} cannot be compared");
        }

        var values = new List<Scalar>();
        do
        {
            var value = ReadWord();
            values.Add(ReadValue(field.Type, value) ?? throw Malformed($"{field} cannot be '{value}'"));
        }
        while (op == ConditionOperator.IsOneOf && Take('|'));

        return new ConditionInfo(field.Name, op, values.ToEquatableArray());
    }

    private FieldInfo ReadField()
    {
        var start = position;
        while (position < text.Length && IsNameCharacter(text[position]))
        {
            position++;
        }

        var name = text.Substring(start, position - start);
        if (fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.Ordinal)) is { } found)
        {
            return found;
        }

        position = start;
        throw Malformed(name.Length == 0 ? "a field is expected" : $"there is no field '{name}'");
    }

    private string ReadWord()
    {
        if (Take('\''))
        {
            return ReadQuoted();
        }

        var start = position;
        while (position < text.Length && text[position] is not ('|' or ' '))
        {
            position++;
        }

        return position > start ? text.Substring(start, position - start) : throw Malformed("a value is expected");
    }

    private string ReadQuoted()
    {
        var value = new StringBuilder();
        while (position < text.Length)
        {
            var c = text[position++];
            if (c != '\'')
            {
                value.Append(c);
            }
            else if (Take('\''))
            {
                value.Append('\'');
            }
            else
            {
                return value.ToString();
            }
        }

        throw Malformed("a quote is not closed");
    }

    private bool Take(char c)
    {
        if (position < text.Length && text[position] == c)
        {
            position++;
            return true;
        }

        return false;
    }

    private readonly FormatException Malformed(string reason) =>
        new(FormattableString.Invariant($"Condition '{text}', position {position}: {reason}."));
}
