using System.Text.RegularExpressions;
using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Limits JSON Schemas to numbers, or to numbers that are sent as text with a suffix.</summary>
internal static class NumberSchema
{
    // Up to this count, numbers are listed so that editors and forms can offer them.
    private const int MaxListedNumbers = 100;

    public static void Limit(JsonSchema schema, FieldInfo field)
    {
        schema.Type = field.Wire.IsText ? JsonObjectType.String
            : field.Type == FieldType.Number ? JsonObjectType.Number
            : field.Type == FieldType.Seed ? JsonObjectType.None
            : JsonObjectType.Integer;
        if (Listed(field) is { } numbers)
        {
            foreach (var number in numbers)
            {
                schema.Enumeration.Add(SchemaJson.Value(field, Scalar.Of(number)));
            }
        }
        else if (field is { Type: FieldType.Seed, Wire.IsText: false })
        {
            LimitSeed(schema, field);
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

    // A seed is a number or a text. The strict mode of validators forbids several types in one schema.
    private static void LimitSeed(JsonSchema schema, FieldInfo field)
    {
        var number = new JsonSchema { Type = JsonObjectType.Integer };
        LimitNumber(number, field);
        schema.AnyOf.Add(number);
        schema.AnyOf.Add(new JsonSchema { Type = JsonObjectType.String, Pattern = WholeNumberText.Any("") });
    }

    /// <summary>Returns a factory for the schema of a comparison; null if JSON Schema cannot express it.</summary>
    public static Func<JsonSchemaProperty>? Compare(FieldInfo field, ConditionOperator comparison, decimal bound)
    {
        if (!field.Wire.IsText)
        {
            return () => comparison switch
            {
                ConditionOperator.Above => new JsonSchemaProperty { Type = JsonObjectType.Number, ExclusiveMinimum = bound },
                ConditionOperator.AtLeast => new JsonSchemaProperty { Type = JsonObjectType.Number, Minimum = bound },
                ConditionOperator.Below => new JsonSchemaProperty { Type = JsonObjectType.Number, ExclusiveMaximum = bound },
                _ => new JsonSchemaProperty { Type = JsonObjectType.Number, Maximum = bound },
            };
        }

        if (field.Type == FieldType.Number)
        {
            return null;
        }

        // For whole numbers, "below" is the negation of "at least".
        var suffix = Regex.Escape(field.Wire.Suffix);
        return comparison switch
        {
            ConditionOperator.Above => () => Pattern(WholeNumberText.AtLeast(decimal.Floor(bound) + 1, suffix)),
            ConditionOperator.AtLeast => () => Pattern(WholeNumberText.AtLeast(decimal.Ceiling(bound), suffix)),
            ConditionOperator.Below =>
                () => new JsonSchemaProperty { Not = Pattern(WholeNumberText.AtLeast(decimal.Ceiling(bound), suffix)) },
            _ => () => new JsonSchemaProperty { Not = Pattern(WholeNumberText.AtLeast(decimal.Floor(bound) + 1, suffix)) },
        };
    }

    private static List<decimal>? Listed(FieldInfo field)
    {
        if (!field.Values.IsEmpty)
        {
            return [.. field.Values.Select(value => FieldDomain.ScalarOf(field, value).Number)];
        }

        // Bounds are shorter for JSON numbers whose grid starts at 0.
        var isPlain = !field.Wire.IsText && (field.Step is not { } step || (field.Min ?? 0) % step == 0);
        var distance = field.Step ?? (field.Type == FieldType.Number ? null : 1m);
        if (isPlain || distance is null || field is not { Min: { } min, Max: { } max }
            || (max - min) / distance > MaxListedNumbers)
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
        (schema.Minimum, schema.ExclusiveMinimum) = field.IsMinExclusive ? ((decimal?)null, field.Min) : (field.Min, null);
        (schema.Maximum, schema.ExclusiveMaximum) = field.IsMaxExclusive ? ((decimal?)null, field.Max) : (field.Max, null);

        // JSON Schema counts steps from 0; the service validates other grids that are too long to list.
        schema.MultipleOf = field.Step is { } step && (field.Min ?? 0) % step == 0 ? step : null;
    }

    private static void LimitText(JsonSchema schema, FieldInfo field)
    {
        var suffix = Regex.Escape(field.Wire.Suffix);
        if (field.Type == FieldType.Number)
        {
            // A pattern cannot reasonably compare fractions; the service validates the bounds.
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

    private static JsonSchemaProperty Pattern(string pattern) => new() { Type = JsonObjectType.String, Pattern = pattern };
}
