using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Checks the constants and media inputs of a property or of the items of a list property.</summary>
internal static class ValueRules
{
    public static void Check(FieldModel field, FieldState state, List<RequestDiagnostic> found)
    {
        if (!field.IsList)
        {
            CheckOne(field, state, state.Path, state.Fact, found);
        }
        else if (state.Fact is Fact.Items items)
        {
            Add(field, state, state.Path, ValueChecks.ItemCount(state.Path, items.Count), null, found);
            for (var i = 0; !items.Facts.IsDefault && i < items.Facts.Length; i++)
            {
                var path = state.Path.At(i);
                var missing = items.Facts[i] is Fact.Constant { Value: null } ? ValueChecks.Missing(path) : null;
                Add(field, state, path, missing, null, found);
                CheckOne(field, state, path, items.Facts[i], found);
            }
        }
    }

    private static void CheckOne(FieldModel field, FieldState state, FieldPath path, Fact fact, List<RequestDiagnostic> found)
    {
        switch (fact)
        {
            case Fact.Media medium when field.Info.IsMedia:
                foreach (var (problem, replacement) in MediumRules.Check(path, medium))
                {
                    Add(field, state, path, problem, replacement, found);
                }

                break;
            case Fact.Constant { Value: string text } when field.Info.Type is FieldType.String or FieldType.Enum:
                Add(field, state, path, ValueChecks.TextLength(path, text.Length), null, found);
                if (!field.Info.Values.IsEmpty)
                {
                    var listed = ValueChecks.Listed(path, field.Info.FindText(text), text);
                    var nearest = listed is { Code: FindingCodes.ValueMisspelled, Allowed: { } allowed }
                        ? field.GetExpression(Scalar.Of(allowed))
                        : null;
                    Add(field, state, path, listed, nearest, found);
                }

                break;
            case Fact.Text text when field.Info.Type is FieldType.String or FieldType.Enum:
                Add(field, state, path, ValueChecks.MinimumLength(path, text.MinLength), null, found);
                break;
            case Fact.Among { Set: { HasNull: false, Ranges: { IsEmpty: false } ranges } } when field.Info.IsNumeric
                && !field.Info.IsClosed:
                var outside = ranges.Select(range => ValueChecks.NumberBetween(path, range.Low, range.High)).ToList();
                Add(field, state, path, outside.Contains(null) ? null : outside[0], null, found);
                break;
            case Fact.Constant { Value: int choice } when field.Info.IsClosed:
                var unknown = ValueChecks.Choice(path, choice);
                var member = unknown is null ? null : Express(field, Remedies.FindNearestChoice(field.Info, choice));
                Add(field, state, path, unknown, member, found);
                break;
            case Fact.Constant { Value: { } value } when field.Info.IsNumeric && Numbers.ToDouble(value) is { } number:
                var exact = Numbers.ToDecimal(value);
                var finding = exact is null ? ValueChecks.FloatingPoint(path, number) : ValueChecks.Number(path, exact.Value);
                var closest = finding is null || exact is null
                    ? null : Express(field, Remedies.FindNearestNumber(field.Info, exact.Value));
                Add(field, state, path, finding, closest, found);
                break;
        }
    }

    private static string? Express(FieldModel field, Scalar? value) => value is null ? null : field.GetExpression(value);

    private static void Add(
        FieldModel field, FieldState state, FieldPath path, Finding? finding, string? replacement, List<RequestDiagnostic> found)
    {
        if (finding is not null)
        {
            found.Add(RequestDiagnostic.Create(finding, path.ToString(), state.Syntax, field.Name)
                .WithFix(FixKeys.Replacement, field.IsList || finding.Code == FindingCodes.Disputed ? null : replacement));
        }
    }
}
