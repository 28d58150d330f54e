using NanoGpt.Schema.Rules;

namespace NanoGpt.Schema.Binding;

/// <summary>Reports the results of the analysis of rules.</summary>
internal static class RuleChecks
{
    /// <summary>Analyzes the rules of a model without other errors.</summary>
    public static void Check(ModelDraft draft, ModelDefinition model)
    {
        foreach (var finding in RuleAnalysis.Analyse(model.Fields, model.Rules))
        {
            Report(draft, finding);
        }
    }

    private static void Report(ModelDraft draft, RuleFinding finding)
    {
        var rule = Find(draft, finding.Rule);
        switch (finding.Kind)
        {
            case RuleFindingKind.NeverApplies:
                Add(draft, IssueRules.RuleNeverApplies, rule.When ?? rule.Id, finding.Rule.Id);
                break;
            case RuleFindingKind.WithoutEffect:
                Add(draft, IssueRules.RuleWithoutEffect, rule.Id, finding.Rule.Id);
                break;
            case RuleFindingKind.AlwaysBroken:
                Add(draft, IssueRules.RuleAlwaysBroken, rule.Id, "rule '" + finding.Rule.Id + "'");
                break;
            case RuleFindingKind.NoValidRequest:
                Add(draft, IssueRules.RuleAlwaysBroken, rule.Id, $"rule '{finding.Rule.Id}' and all rules about the same fields");
                break;
            case RuleFindingKind.ForbidsRequired:
                Add(draft, IssueRules.RequiredForbidden, rule.Id, finding.Field!.Name, finding.Rule.Id);
                break;
            case RuleFindingKind.Contradiction:
                Add(draft, IssueRules.RulesContradict, Find(draft, finding.Other!).Id, finding.Rule.Id, finding.Other!.Id);
                break;
            case RuleFindingKind.Unreachable:
                var input = draft.Find(finding.Field!.Name)!;
                var at = finding.Value is { } value ? input.ValueToken(value) : input.Key;
                Add(draft, IssueRules.Unreachable, at, input.Spec.Name, finding.Value is null ? "at all" : "= " + finding.Value);
                break;
        }
    }

    private static void Add(ModelDraft draft, IssueRule rule, YamlNode at, params object[] arguments) =>
        draft.Issues.Report(rule, at, arguments);

    private static RuleDraft Find(ModelDraft draft, RuleInfo rule) =>
        draft.Rules.Find(candidate => ReferenceEquals(candidate.Spec, rule)) ?? draft.Rules[0];
}
