using NJsonSchema;
using NanoGpt.Directories.Wording;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Builds JSON Schemas that require every item named in a text to be attached.</summary>
internal static class ReferenceSchema
{
    // Larger counts are not distinguished: one item more than this is required.
    private const int MaxCounted = 32;

    private const string LetterOrDigit = "0-9A-Za-z";

    public static IEnumerable<JsonSchema> Create(ModelDefinition model)
    {
        foreach (var field in model.Fields)
        {
            foreach (var reference in field.References)
            {
                var target = model.FindField(reference.Field)!;
                var schema = Kept(field, reference.Marker, target).ToSchema();
                schema.Description = RuleView.Reference(field, reference, target);
                yield return schema;
            }
        }
    }

    private static Formula Kept(FieldInfo field, string marker, FieldInfo target)
    {
        var maximum = target.List is { } list ? list.Max ?? int.MaxValue : 1;
        var counted = Math.Min(maximum, MaxCounted);
        var parts = new List<Formula> { Formula.Not(Names(field, marker, "0")) };
        for (var number = 1; number <= counted; number++)
        {
            parts.Add(Formula.Implies(Names(field, marker, Digits(number)), Has(target, number)));
        }

        var more = Names(field, marker, WholeNumberText.Magnitude(counted + 1));
        parts.Add(maximum > counted ? Formula.Implies(more, Has(target, counted + 1)) : Formula.Not(more));
        return Formula.AllOf(parts);
    }

    private static Formula Names(FieldInfo field, string marker, string number) => FieldKeys.Value(
        field,
        () => new JsonSchemaProperty
        {
            Type = JsonObjectType.String,
            Pattern = $"(?:^|[^{LetterOrDigit}]){marker}0*{number}(?:[^{LetterOrDigit}]|$)",
        },
        absent: false);

    private static Formula Has(FieldInfo target, int count) => target.List is null
        ? FieldKeys.IsPresent(target)
        : FieldKeys.Value(target, () => new JsonSchemaProperty { Type = JsonObjectType.Array, MinItems = count }, absent: false);

    private static string Digits(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
