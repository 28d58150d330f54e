using NJsonSchema;
using NanoGpt.Directories.Wording;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>What a text names must be attached: "no such name, or so many items" for each number.</summary>
internal static class ReferenceSchema
{
    // A list that takes more is told apart up to here; beyond, having one more than this is all that is asked.
    private const int MostCounted = 32;

    private const string LetterOrDigit = "0-9A-Za-z";

    /// <summary>The schemas that a model's requests fit, one for each marker.</summary>
    public static IEnumerable<JsonSchema> Of(ModelDefinition model)
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
        var most = target.List is { } list ? list.Max ?? int.MaxValue : 1;
        var counted = Math.Min(most, MostCounted);
        var parts = new List<Formula> { Formula.No(Names(field, marker, "0")) };
        for (var number = 1; number <= counted; number++)
        {
            parts.Add(Formula.Implies(Names(field, marker, Digits(number)), Has(target, number)));
        }

        var more = Names(field, marker, WholeNumberText.Magnitude(counted + 1));
        parts.Add(most > counted ? Formula.Implies(more, Has(target, counted + 1)) : Formula.No(more));
        return Formula.AllOf(parts);
    }

    private static Formula Names(FieldInfo field, string marker, string number) => FieldKeys.Value(
        field, () => new JsonSchemaProperty { Pattern = $"(?:^|[^{LetterOrDigit}]){marker}0*{number}(?:[^{LetterOrDigit}]|$)" }, absent: false);

    private static Formula Has(FieldInfo target, int count) => target.List is null
        ? FieldKeys.IsPresent(target)
        : FieldKeys.Value(target, () => new JsonSchemaProperty { MinItems = count }, absent: false);

    private static string Digits(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
