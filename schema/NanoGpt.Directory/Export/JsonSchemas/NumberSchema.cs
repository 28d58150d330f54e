using System.Text.RegularExpressions;
using NJsonSchema;
using NanoGpt.Evaluation;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>What numbers may be, as JSON numbers or as text with a suffix.</summary>
internal static class NumberSchema
{
    // Up to so many numbers are listed one by one, so that an editor or a form can offer them.
    private const int MostListed = 100;

    /// <summary>Limits a schema to the numbers that a field takes.</summary>
    public static void Limit(JsonSchema schema, FieldInfo field)
    {
        schema.Type = field.Wire.IsText ? JsonObjectType.String
            : field.Type == FieldType.Number ? JsonObjectType.Number : JsonObjectType.Integer;
        if (Listed(field) is { } numbers)
        {
            foreach (var number in numbers)
            {
                schema.Enumeration.Add(WireText.Spell(field, Scalar.Of(number)));
            }
        }
        else if (field.Wire.IsText)
        {
            LimitText(schema, field);
        }
        else
        {
            LimitNumber(schema, field);
        }
    }

    /// <summary>The numbers of a field that satisfy a comparison; null if a schema cannot tell.</summary>
    public static Func<JsonSchemaProperty>? Compare(FieldInfo field, ConditionOperator comparison, decimal bound)
    {
        if (!field.Wire.IsText)
        {
            return () => comparison switch
            {
                ConditionOperator.Above => new JsonSchemaProperty { ExclusiveMinimum = bound },
                ConditionOperator.AtLeast => new JsonSchemaProperty { Minimum = bound },
                ConditionOperator.Below => new JsonSchemaProperty { ExclusiveMaximum = bound },
                _ => new JsonSchemaProperty { Maximum = bound },
            };
        }

        if (field.Type == FieldType.Number)
        {
            return null;
        }

        // Among whole numbers, "below" is "not from here on".
        var suffix = Regex.Escape(field.Wire.Suffix);
        return comparison switch
        {
            ConditionOperator.Above => () => Pattern(WholeNumberText.AtLeast(decimal.Floor(bound) + 1, suffix)),
            ConditionOperator.AtLeast => () => Pattern(WholeNumberText.AtLeast(decimal.Ceiling(bound), suffix)),
            ConditionOperator.Below => () => new JsonSchemaProperty { Not = Pattern(WholeNumberText.AtLeast(decimal.Ceiling(bound), suffix)) },
            _ => () => new JsonSchemaProperty { Not = Pattern(WholeNumberText.AtLeast(decimal.Floor(bound) + 1, suffix)) },
        };
    }

    /// <summary>Every number that the field takes, if these are few; null if not.</summary>
    private static List<decimal>? Listed(FieldInfo field)
    {
        if (!field.Values.IsEmpty)
        {
            return [.. field.Values.Select(value => FieldDomain.ScalarOf(field, value).Number)];
        }

        // Bounds say it shorter where JSON has numbers and the grid starts at 0.
        var isPlain = !field.Wire.IsText && (field.Step is not { } step || (field.Min ?? 0) % step == 0);
        var distance = field.Step ?? (field.Type == FieldType.Number ? null : 1m);
        if (isPlain || distance is null || field is not { Min: { } min, Max: { } max } || (max - min) / distance > MostListed)
        {
            return null;
        }

        var first = field.Step is null ? decimal.Ceiling(min) : min;
        var numbers = new List<decimal>();
        for (var number = first; number <= max; number += distance.Value)
        {
            if (FieldDomain.InRange(field, number) && (field.Type == FieldType.Number || number == decimal.Truncate(number)))
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    private static void LimitNumber(JsonSchema schema, FieldInfo field)
    {
        if (field.IsMinExclusive)
        {
            schema.ExclusiveMinimum = field.Min;
        }
        else
        {
            schema.Minimum = field.Min;
        }

        if (field.IsMaxExclusive)
        {
            schema.ExclusiveMaximum = field.Max;
        }
        else
        {
            schema.Maximum = field.Max;
        }

        // JSON Schema counts steps from 0; a grid from elsewhere, too long to be listed, stays a matter of the service.
        schema.MultipleOf = field.Step is { } step && (field.Min ?? 0) % step == 0 ? step : null;
    }

    private static void LimitText(JsonSchema schema, FieldInfo field)
    {
        var suffix = Regex.Escape(field.Wire.Suffix);
        if (field.Type == FieldType.Number)
        {
            // A pattern that compares fractions is beyond what anybody could read: bounds stay a matter of the service.
            schema.Pattern = $"^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?{suffix}$";
            return;
        }

        schema.Pattern = WholeNumberText.Any(suffix);
        if (field.Min is { } min)
        {
            schema.Pattern = WholeNumberText.AtLeast(decimal.Ceiling(min), suffix);
        }

        if (field.Max is { } max)
        {
            schema.Not = Pattern(WholeNumberText.AtLeast(decimal.Floor(max) + 1, suffix));
        }
    }

    private static JsonSchemaProperty Pattern(string pattern) => new() { Pattern = pattern };
}
