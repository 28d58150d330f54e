using NanoGpt.Catalogs.Forms;
using NanoGpt.Catalogs.Panes;

namespace NanoGpt.Catalogs.Repairs;

/// <summary>Finds the repairs of a finding that the code fixes of the compiler offer too.</summary>
public static class QuickFixes
{
    private const string ExampleLink = "https://example.com";

    /// <summary>Returns the repairs after which the request no longer has the finding.</summary>
    /// <param name="request">The request.</param>
    /// <param name="finding">A finding of the request.</param>
    public static IReadOnlyList<QuickFix> Find(FormRequest request, Finding finding) =>
        [.. Candidates(request, finding).Where(fix => !fix.Result.Validate().Contains(finding))];

    private static IEnumerable<QuickFix> Candidates(FormRequest request, Finding finding)
    {
        var model = request.Type.Model.Info;
        if (finding.Rule is { } id && model.Rules.FirstOrDefault(rule => rule.Id == id) is { } rule)
        {
            return OfRule(request, rule, finding);
        }

        // The repair of an item or of a member of an object is left to the user.
        return model.IndexOf(finding.Field) is var index and >= 0 && model.Fields[index] is { List: null } field
            ? OfValue(request, index, field, finding)
            : [];
    }

    private static IEnumerable<QuickFix> OfValue(FormRequest request, int index, FieldInfo field, Finding finding)
    {
        switch (finding.Code)
        {
            case FindingCodes.OutOfRange or FindingCodes.ValueNotAllowed or FindingCodes.Step
                when FieldScalar.FromValue(field, request.Values[index]) is { Kind: ScalarKind.Number } given
                && Remedies.FindNearestNumber(field, given.Number) is { } nearest:
                yield return Change(request, index, field, nearest);
                break;
            case FindingCodes.ValueMisspelled when finding.Allowed is { } listed:
                yield return Change(request, index, field, Scalar.Of(listed));
                break;
            case FindingCodes.FormNotAccepted or FindingCodes.MediumTooLarge when field.Media?.UrlKey is not null:
                yield return new QuickFix("Use a link", request.With(index, FormMedium.FromLink(field.Type, ExampleLink)))
                {
                    HasPlaceholder = true,
                };
                break;
            case FindingCodes.LinkNotFetchable when request.Values[index] is FormMedium { Input.Url: { } link }
                && Remedies.FindSecureLink(link) is { } secure:
                yield return new QuickFix($"Change to {secure}", request.With(index, FormMedium.FromLink(field.Type, secure)));
                break;
        }
    }

    private static QuickFix Change(FormRequest request, int index, FieldInfo field, Scalar value)
    {
        var changed = FieldScalar.ToValue(field, value);
        return new QuickFix($"Change to {CSharpValue.Format(field, changed)}", request.With(index, changed));
    }

    private static IEnumerable<QuickFix> OfRule(FormRequest request, RuleInfo rule, Finding finding)
    {
        var when = rule.When.Select(static condition => condition.Field);
        switch (rule.Kind)
        {
            case RuleKind.Require:
                return [.. SetMissing(request, rule), .. Remove(request, when)];
            case RuleKind.Forbid:
                return Remove(request, when.Prepend(finding.Field));
            case RuleKind.RequireAny:
                return rule.Fields.Select(name => Choose(request, name)).OfType<QuickFix>();
            default:
                var set = rule.Fields.Reverse().Where(name => request.Values[IndexOf(request, name)] is not null).ToList();
                return set.Count == 2 ? Remove(request, set) : [];
        }
    }

    // Nothing if one of the conditions has no single change.
    private static IEnumerable<QuickFix> SetMissing(FormRequest request, RuleInfo rule)
    {
        var changes = rule.Conditions
            .Select(condition => (Condition: condition, Index: IndexOf(request, condition.Field)))
            .Where(item => ConditionEvaluator.Evaluate(
                item.Condition,
                request.Type.Fields[item.Index],
                FieldScalar.ToFieldValue(request.Type.Fields[item.Index], request.Values[item.Index])) == TruthValue.False)
            .Select(item => (item.Index, Change: Remedies.FindChange(item.Condition, request.Type.Fields[item.Index]))).ToList();
        if (changes.Count == 0 || changes.Exists(static item => item.Change is null))
        {
            yield break;
        }

        var titles = new List<string>();
        foreach (var (index, change) in changes)
        {
            var field = request.Type.Fields[index];
            var value = FieldScalar.ToValue(field, change!.Value);
            titles.Add($"{field.Property} to {CSharpValue.Format(field, value)}");
            request = request.With(index, value);
        }

        yield return new QuickFix($"Set {string.Join(" and ", titles)}", request);
    }

    private static IEnumerable<QuickFix> Remove(FormRequest request, IEnumerable<string> names) => names
        .Distinct(StringComparer.Ordinal)
        .Select(name => IndexOf(request, name))
        .Where(index => request.Values[index] is not null && Remedies.CanRemove(request.Type.Fields[index]))
        .Select(index => new QuickFix($"Remove {request.Type.Fields[index].Property}", request.With(index, null)));

    // Sets a value that the user completes.
    private static QuickFix? Choose(FormRequest request, string name)
    {
        var index = IndexOf(request, name);
        var field = request.Type.Fields[index];
        object? value = field switch
        {
            { List: not null } => null,
            { Media.UrlKey: not null } => FormMedium.FromLink(field.Type, ExampleLink),
            { Type: FieldType.String } => new string('…', Math.Max(1, field.MinLength ?? 1)),
            _ => null,
        };
        return value is null
            ? null : new QuickFix($"Set {field.Property}", request.With(index, value)) { HasPlaceholder = true };
    }

    private static int IndexOf(FormRequest request, string name) => request.Type.Model.Info.IndexOf(name);
}
