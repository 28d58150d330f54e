namespace NanoGpt.Directories.Diff;

/// <summary>Searches for a request that was valid and that a new or changed rule forbids.</summary>
/// <remarks>
/// Tries every combination of values that the related rules can distinguish. <see cref="RequestChecker"/> alone decides validity.
/// </remarks>
internal sealed class CounterexampleFinder
{
    // Above this number, the change counts as breaking because the opposite cannot be shown.
    private const int MaxCombinations = 50_000;

    private readonly ModelDefinition before;
    private readonly ModelDefinition after;
    private readonly List<List<Candidate>> candidates = [];

    private CounterexampleFinder(ModelDefinition old, ModelDefinition now, RuleInfo rule)
    {
        // Rules that share no field with this one, directly or indirectly, cannot affect the result.
        var names = new HashSet<string>(Fields(rule), StringComparer.Ordinal);
        var rules = old.Rules.Where(other => !other.IsWarning).ToList();
        var connected = new List<RuleInfo>();
        while (rules.Find(other => Fields(other).Any(names.Contains)) is { } next)
        {
            rules.Remove(next);
            connected.Add(next);
            names.UnionWith(Fields(next));
        }

        before = old with { Fields = Take(old), Rules = connected.ToEquatableArray() };
        after = now with { Fields = Take(now), Rules = new([rule]) };
        var conditions = connected.Append(rule).SelectMany(Conditions).ToList();
        foreach (var field in before.Fields.Where(field => field.Fixed is null))
        {
            candidates.Add(
                Candidates(
                    field, after.FindField(field.Name), [.. conditions.Where(condition => condition.Field == field.Name)]));
        }

        EquatableArray<FieldInfo> Take(ModelDefinition model) =>
            model.Fields.Where(input => names.Contains(input.Name)).ToEquatableArray();
    }

    /// <summary>Returns a description of a counterexample; null if there is none.</summary>
    public static string? Find(ModelDefinition old, ModelDefinition now, RuleInfo rule)
    {
        var search = new CounterexampleFinder(old, now, rule);
        return Combinations.Count(search.candidates) > MaxCombinations
            ? "some request (there are too many combinations to check)" : search.Find();
    }

    public static IEnumerable<string> Fields(RuleInfo rule) => Conditions(rule).Select(condition => condition.Field);

    private static IEnumerable<ConditionInfo> Conditions(RuleInfo rule) => rule.When.Concat(rule.Requirements);

    private string? Find()
    {
        foreach (var choice in Combinations.Enumerate(candidates))
        {
            var chosen = choice.Where(candidate => candidate.Value is not null).ToList();
            var values = chosen.ToDictionary(candidate => candidate.Field, candidate => candidate.Value!, StringComparer.Ordinal);
            if (!HasErrors(before, values) && IsForbidden(values))
            {
                return chosen.Count == 0
                    ? "a request without any of these fields" : string.Join(", ", chosen.Select(candidate => candidate.Text));
            }
        }

        return null;
    }

    // Violations of the field itself are reported by FieldDiff; only the rule counts here.
    private bool IsForbidden(Dictionary<string, RequestValue> values) => RequestChecker.Check(after, values) is var findings
        && findings.Any(finding => finding.Severity == FindingSeverity.Error && IsOfRule(finding.Code))
        && findings.All(finding => finding.Severity != FindingSeverity.Error || IsOfRule(finding.Code));

    private static bool IsOfRule(string code) =>
        code is FindingCodes.RuleBroken or FindingCodes.NoneOfGroup or FindingCodes.SeveralOfGroup;

    private static bool HasErrors(ModelDefinition model, Dictionary<string, RequestValue> values) =>
        RequestChecker.Check(model, values).Any(finding => finding.Severity == FindingSeverity.Error);

    // One value is enough for each combination of condition results.
    private static List<Candidate> Candidates(FieldInfo field, FieldInfo? after, List<ConditionInfo> conditions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<Candidate>();
        foreach (var value in Values(field, after, conditions))
        {
            var results = conditions.Select(condition => (
                RequestChecker.Holds(condition, field, value),
                after is not null && RequestChecker.Holds(condition, after, value)));
            var isTaken = value?.Scalar is not { } scalar || after is null || FieldDomain.Allows(after, scalar);
            if (seen.Add($"{isTaken} {value is null} {string.Join(' ', results)}"))
            {
                found.Add(new Candidate(field.Name, value, Text(field, value)));
            }
        }

        return found;
    }

    private static IEnumerable<RequestValue?> Values(FieldInfo field, FieldInfo? after, List<ConditionInfo> conditions)
    {
        if (!field.IsRequired)
        {
            yield return null;
        }

        foreach (var scalar in Scalars(field, after, conditions).Where(scalar => FieldDomain.Allows(field, scalar)))
        {
            yield return RequestValue.Of(scalar);
        }

        yield return SampleValue.Create(field);
    }

    private static IEnumerable<Scalar> Scalars(FieldInfo field, FieldInfo? after, List<ConditionInfo> conditions)
    {
        if (field.Type == FieldType.Boolean)
        {
            return [Scalar.Of(true), Scalar.Of(false)];
        }

        if (field.List is not null || field.IsMedia || field.Type == FieldType.Object)
        {
            return [];
        }

        var listed = field.Values.Select(value => FieldDomain.ScalarOf(field, value));
        var named = conditions.SelectMany(condition => condition.Values);
        if (!field.IsNumeric)
        {
            return listed.Concat(named.Where(value => value.Kind == ScalarKind.Text));
        }

        var numbers = named.Where(value => value.Kind == ScalarKind.Number).Select(value => value.Number)
            .Concat(new[] { field.Min, field.Max, after?.Min, after?.Max }.OfType<decimal>()).Append(0).Distinct().Order()
                .ToList();
        var around = numbers.SelectMany(number => NumberCounterexample.Around(field, number));
        return listed.Concat(
            around.Where(number => field.Type == FieldType.Number || number == decimal.Truncate(number)).Select(Scalar.Of));
    }

    private static string Text(FieldInfo field, RequestValue? value) => value?.Scalar is { } scalar
        ? string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {scalar.Text}")
        : field.Name;

    private sealed record Candidate(string Field, RequestValue? Value, string Text);
}
