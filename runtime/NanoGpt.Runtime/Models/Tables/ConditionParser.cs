using System.Globalization;
using System.Text;

namespace NanoGpt;

/// <summary>
/// Reads the condition notation: <c>Resolution=R1792x1024|R720p &amp; ProMode=true &amp; Duration>=8 &amp; Image &amp; !Audio</c>.
/// It tolerates nothing, because only generated code writes it: what does not fit is a defect of the generator.
/// </summary>
internal ref struct ConditionParser(string text, FieldInfo[] rows)
{
    private const string And = " & ";

    private readonly string text = text;
    private readonly FieldInfo[] rows = rows;
    private int position = 0;

    /// <summary>All conditions of a text; none for null.</summary>
    /// <exception cref="FormatException">The notation is broken, or names what the table does not have.</exception>
    public static ConditionInfo[] Parse(string? text, FieldInfo[] rows)
    {
        if (text is null)
        {
            return [];
        }

        var conditions = new List<ConditionInfo>();
        var parser = new ConditionParser(text, rows);
        while (true)
        {
            conditions.Add(parser.Condition());
            if (parser.position == text.Length)
            {
                return [.. conditions];
            }

            if (string.CompareOrdinal(text, parser.position, And, 0, And.Length) != 0)
            {
                throw parser.Broken("' & ' or the end is expected");
            }

            parser.position += And.Length;
        }
    }

    private ConditionInfo Condition()
    {
        var isUnset = Take('!');
        var index = Field();
        var field = rows[index];
        if (isUnset)
        {
            return new ConditionInfo(field, index, ConditionOperator.IsUnset, [], []);
        }

        ConditionOperator op;
        if (Take('>'))
        {
            op = Take('=') ? ConditionOperator.AtLeast : ConditionOperator.Above;
        }
        else if (Take('<'))
        {
            op = Take('=') ? ConditionOperator.AtMost : ConditionOperator.Below;
        }
        else if (Take('='))
        {
            op = ConditionOperator.IsOneOf;
        }
        else
        {
            return new ConditionInfo(field, index, ConditionOperator.IsSet, [], []);
        }

        if (op != ConditionOperator.IsOneOf
            && field.Kind is not (FieldKind.Integer or FieldKind.Seed or FieldKind.Number or FieldKind.Seconds))
        {
            throw Broken($"{field} is no number");
        }

        var values = new List<string>();
        var operands = new List<FieldValue>();
        do
        {
            var value = Value(field.Kind == FieldKind.Text);
            if (field.IsList || !TryRead(field, value, out var operand))
            {
                throw Broken($"{field} cannot be '{value}'");
            }

            values.Add(value);
            operands.Add(operand);
        }
        while (op == ConditionOperator.IsOneOf && Take('|'));

        return new ConditionInfo(field, index, op, [.. values], [.. operands]);
    }

    /// <summary>A value in C# names.</summary>
    public static bool TryRead(FieldInfo field, string text, out FieldValue value)
    {
        if (field.Kind != FieldKind.Choice)
        {
            return TryReadWire(field, text, out value);
        }

        var index = Array.FindIndex(field.ValueRows, row => string.Equals(row.Member, text, StringComparison.Ordinal));
        value = FieldValue.Of(index);
        return index >= 0;
    }

    /// <summary>A value as the wire spells it, as defaults and fixed values are.</summary>
    public static bool TryReadWire(FieldInfo field, string text, out FieldValue value)
    {
        switch (field.Kind)
        {
            case FieldKind.Text:
                value = FieldValue.Of(text);
                return true;
            case FieldKind.Flag:
                value = FieldValue.Of(text == "true");
                return text is "true" or "false";
            case FieldKind.Choice:
                var index = Array.FindIndex(field.ValueRows, row => string.Equals(row.Wire, text, StringComparison.Ordinal));
                value = FieldValue.Of(index);
                return index >= 0;
            case FieldKind.Integer or FieldKind.Seed or FieldKind.Number or FieldKind.Seconds:
                var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
                value = FieldValue.Of(number);
                return isNumber;
            default:
                value = default;
                return false;
        }
    }

    private int Field()
    {
        var start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '_'))
        {
            position++;
        }

        var name = text.AsSpan(start, position - start);
        for (var i = 0; i < rows.Length; i++)
        {
            // A fixed field has no property; its name without underscores is what the property would be.
            if (rows[i].Fixed is null
                ? name.SequenceEqual(rows[i].Property)
                : name.Equals(rows[i].Name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        position = start;
        throw Broken(name.IsEmpty ? "a property is expected" : $"there is no property {name}");
    }

    private string Value(bool quoted)
    {
        if (quoted)
        {
            return Quoted();
        }

        var start = position;
        while (position < text.Length && text[position] is not ('|' or ' '))
        {
            position++;
        }

        return position > start ? text[start..position] : throw Broken("a value is expected");
    }

    private string Quoted()
    {
        if (!Take('\''))
        {
            throw Broken("a quote is expected");
        }

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

        throw Broken("a quote is not closed");
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

    private readonly FormatException Broken(string why) =>
        new(FormattableString.Invariant($"Condition '{text}', position {position}: {why}."));
}
