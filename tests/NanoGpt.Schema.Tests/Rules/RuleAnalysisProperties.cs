using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Schema.Model;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Rules;
using static NanoGpt.Schema.Tests.Kit.SmallModel;

namespace NanoGpt.Schema.Tests.Rules;

/// <summary>Compares the analysis, which tries representative requests, with trying every request.</summary>
public sealed class RuleAnalysisProperties
{
    private static readonly Gen<RuleInfo> Rules =
        from kind in Gen.Elements(RuleKind.Require, RuleKind.Require, RuleKind.Forbid, RuleKind.Forbid, RuleKind.RequireAny, RuleKind.AtMostOne)
        from isWarning in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from whenCount in Gen.Choose(0, 2)
        from whens in Gen.ArrayOf(Conditions, whenCount)
        from count in Gen.Choose(1, 2)
        from conditions in Gen.ArrayOf(Conditions, count)
        from fields in Gen.Elements(new[] { "image", "flag" }, ["pro", "size"], ["image", "count", "pro"], ["prompt", "image"])
        select new RuleInfo
        {
            Id = "rule",
            Because = "Why.",
            Kind = kind,
            IsWarning = isWarning,
            When = new(whens),
            Conditions = kind is RuleKind.Require or RuleKind.Forbid ? new(conditions) : default,
            Fields = kind is RuleKind.RequireAny or RuleKind.AtMostOne ? new(fields) : default,
        };

    private static readonly Gen<RuleInfo[]> RuleSets =
        from count in Gen.Choose(1, 4)
        from rules in Gen.ArrayOf(Rules, count)
        select rules.Select(static (rule, i) => rule with { Id = $"rule-{i}" }).ToArray();

    [Fact]
    public void Analyse_AnyRules_EqualsTryingEveryRequest() =>
        Prop.ForAll(RuleSets.ToArbitrary(), static rules =>
        {
            // Only what rules mention is tried, or every run would take a minute.
            var mentioned = Fields.Where(field => rules.Any(rule => Mentions(rule, field.Name))).ToArray();
            if (mentioned.Aggregate(1L, static (product, field) => product * Domain(field).Count) > 20_000)
            {
                return true;
            }

            var found = RuleAnalysis.Analyse(Fields, rules, int.MaxValue).Select(Text).ToHashSet(StringComparer.Ordinal);
            var expected = BruteForce(mentioned, rules);
            return Compare(found, expected);
        }).Check(600);

    [Fact]
    public void Analyse_BeyondTheCap_ClaimsNothing()
    {
        var rule = new RuleInfo { Id = "a", Because = "Why.", Kind = RuleKind.Forbid, Conditions = new([new ConditionInfo("prompt", ConditionOperator.IsSet, default)]) };
        Assert.Single(RuleAnalysis.Analyse(Fields, [rule]));
        Assert.Empty(RuleAnalysis.Analyse(Fields, [rule], 0));
    }

    private static bool Compare(HashSet<string> found, (HashSet<string> Rules, HashSet<string>? Values) expected)
    {
        bool IsAboutValues(string finding) => finding.StartsWith("Unreachable", StringComparison.Ordinal) || finding.StartsWith("NoValid", StringComparison.Ordinal);
        var rules = found.Where(finding => !IsAboutValues(finding)).ToHashSet(StringComparer.Ordinal);
        if (!rules.SetEquals(expected.Rules))
        {
            return false;
        }

        // Where rules contradict each other what follows is not reported.
        return expected.Values is null || found.Where(IsAboutValues).ToHashSet(StringComparer.Ordinal).SetEquals(expected.Values);
    }

    private static (HashSet<string> Rules, HashSet<string>? Values) BruteForce(FieldInfo[] fields, RuleInfo[] rules)
    {
        var runs = Requests(fields).Select(values => (Values: values, Results: rules.Select(rule => Run(rule, Whole, values)).ToArray())).ToList();
        var found = new HashSet<string>(StringComparer.Ordinal);
        var isOdd = false;
        for (var i = 0; i < rules.Length; i++)
        {
            if (runs.TrueForAll(run => !run.Results[i].Applies))
            {
                found.Add($"NeverApplies {rules[i].Id}");
            }
            else if (runs.TrueForAll(run => run.Results[i].IsKept))
            {
                found.Add($"WithoutEffect {rules[i].Id}");
            }
            else if (runs.TrueForAll(run => !run.Results[i].IsKept))
            {
                isOdd = true;
                var forbidsPrompt = rules[i].Kind == RuleKind.Forbid && rules[i].Conditions.Any(condition => condition is { Field: "prompt", Operator: ConditionOperator.IsSet });
                found.Add(forbidsPrompt ? $"ForbidsRequired {rules[i].Id}" : $"AlwaysBroken {rules[i].Id}");
            }

            for (var j = i + 1; j < rules.Length; j++)
            {
                if (Excludes(i, j) || Excludes(j, i))
                {
                    isOdd = true;
                    found.Add($"Contradiction {rules[i].Id} {rules[j].Id}");
                }
            }
        }

        if (isOdd)
        {
            return (found, null);
        }

        var valid = runs.Where(run => rules.Select((rule, i) => rule.IsWarning || run.Results[i].IsKept).All(static isKept => isKept)).ToList();
        return (found, valid.Count == 0 ? null : Unreachable(fields, valid.ConvertAll(run => run.Values)));

        bool Excludes(int one, int other) =>
            !rules[one].IsWarning && !rules[other].IsWarning
            && runs.Exists(run => run.Results[one].IsKept) && runs.Exists(run => run.Results[other].IsKept)
            && runs.Exists(run => run.Results[one] is (true, true))
            && !runs.Exists(run => run.Results[one] is (true, true) && run.Results[other].IsKept);
    }

    private static HashSet<string> Unreachable(FieldInfo[] fields, List<Dictionary<string, RequestValue>> valid)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields.Where(field => field.Fixed is null))
        {
            if (!valid.Exists(values => values.ContainsKey(field.Name)))
            {
                found.Add($"Unreachable {field.Name}");
            }
            else if (!field.Values.IsEmpty || field.Type == FieldType.Boolean)
            {
                foreach (var value in Domain(field).Where(value => value?.Scalar is not null))
                {
                    if (!valid.Exists(values => values.TryGetValue(field.Name, out var given) && given.Scalar!.Equals(value!.Scalar)))
                    {
                        found.Add($"Unreachable {field.Name} {value!.Scalar}");
                    }
                }
            }
        }

        return found;
    }

    private static (bool Applies, bool IsKept) Run(RuleInfo rule, ModelDefinition model, Dictionary<string, RequestValue> values)
    {
        var applies = rule.When.All(condition => RequestChecker.Holds(condition, model, values));
        var isKept = rule.Kind switch
        {
            RuleKind.Require => rule.Conditions.All(condition => RequestChecker.Holds(condition, model, values)),
            RuleKind.Forbid => !rule.Conditions.Any(condition => RequestChecker.Holds(condition, model, values)),
            RuleKind.RequireAny => rule.Fields.Any(values.ContainsKey),
            _ => rule.Fields.Count(values.ContainsKey) < 2,
        };
        return (applies, !applies || isKept);
    }

    private static string Text(RuleFinding finding) => finding.Kind switch
    {
        RuleFindingKind.Unreachable => $"Unreachable {finding.Field!.Name}{(finding.Value is null ? "" : " " + finding.Value)}",
        RuleFindingKind.Contradiction => "Contradiction " + string.Join(' ', new[] { finding.Rule.Id, finding.Other!.Id }.Order(StringComparer.Ordinal)),
        RuleFindingKind.NoValidRequest => "NoValid",
        _ => $"{finding.Kind} {finding.Rule.Id}",
    };

    private static bool Mentions(RuleInfo rule, string field) =>
        rule.When.Concat(rule.Conditions).Any(condition => condition.Field == field) || rule.Fields.Contains(field);
}
