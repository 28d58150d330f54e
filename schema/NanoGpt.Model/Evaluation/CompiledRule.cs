namespace NanoGpt.Evaluation;

/// <summary>Represents a rule with its fields, and checks requests against it. Thread-safe.</summary>
public sealed class CompiledRule
{
    private readonly CompiledCondition[] when;
    private readonly CompiledCondition[] requirements;

    /// <summary>Initializes a rule of a model.</summary>
    /// <param name="info">The rule.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The rule names a field that the model does not have.</exception>
    public CompiledRule(RuleInfo info, ModelInfo model)
    {
        Info = info;
        when = CompiledCondition.Compile(info.When, model);
        requirements = CompiledCondition.Compile(info.Requirements, model);
    }

    /// <summary>Gets the description of the rule.</summary>
    public RuleInfo Info { get; }

    /// <summary>Returns the rule and its reason as a sentence: the message of a finding.</summary>
    /// <param name="naming">How the sentence names fields and values.</param>
    public string Describe(FieldNaming naming)
    {
        var applies = CompiledCondition.Join(when, naming);
        return Info.Kind switch
        {
            RuleKind.Require => Messages.Requires(applies, Join(" and ", naming), Info.Because),
            RuleKind.Forbid => Messages.Forbids(applies, Join(" or ", naming), Info.Because),
            RuleKind.RequireAny => Messages.NoneOfGroup(applies, Join(", ", naming), Info.Because),
            _ => Messages.SeveralOfGroup(applies, Join(", ", naming), Info.Because),
        };
    }

    /// <summary>Adds a finding for each way in which a request certainly violates the rule.</summary>
    /// <typeparam name="TView">The type of the view.</typeparam>
    /// <param name="view">The values of the request.</param>
    /// <param name="naming">How messages name fields and values.</param>
    /// <param name="findings">The list to add to.</param>
    public void Check<TView>(TView view, FieldNaming naming, List<Finding> findings)
        where TView : struct, IRequestView
    {
        if (CompiledCondition.EvaluateAll(when, view) == TruthValue.True && !IsPossiblySatisfied(view))
        {
            AddFindings(view, naming, findings);
        }
    }

    // A method of its own, because its closures would be allocated for each valid request.
    private void AddFindings<TView>(TView view, FieldNaming naming, List<Finding> findings)
        where TView : struct, IRequestView
    {
        switch (Info.Kind)
        {
            case RuleKind.Require:
                var broken = requirements.First(condition => condition.Evaluate(view) == TruthValue.False);
                Add(FindingCodes.RuleBroken, broken.Field, Describe(naming), Join(" and ", naming));
                break;
            case RuleKind.Forbid:
                foreach (var condition in requirements.Where(condition => condition.Evaluate(view) == TruthValue.True))
                {
                    var forbidden = ConditionText.Format(condition.Info, condition.Field, naming);
                    var message = Messages.Forbids(CompiledCondition.Join(when, naming), forbidden, Info.Because);
                    Add(FindingCodes.RuleBroken, condition.Field, message, null);
                }

                break;
            case RuleKind.RequireAny:
                Add(FindingCodes.NoneOfGroup, requirements[0].Field, Describe(naming), Join(", ", naming));
                break;
            default:
                Add(FindingCodes.SeveralOfGroup, requirements[requirements.Length - 1].Field, Describe(naming), null);
                break;
        }

        void Add(string code, FieldInfo field, string message, string? allowed) =>
            findings.Add(Create(code, field, message, allowed, naming));
    }

    // Counts an unknown requirement as whatever satisfies the rule.
    private bool IsPossiblySatisfied<TView>(TView view)
        where TView : struct, IRequestView
    {
        var (held, unknown) = (0, 0);
        foreach (var condition in requirements)
        {
            var truth = condition.Evaluate(view);
            held += truth == TruthValue.True ? 1 : 0;
            unknown += truth == TruthValue.Unknown ? 1 : 0;
        }

        return Info.IsSatisfied(Info.Kind is RuleKind.Require or RuleKind.RequireAny ? held + unknown : held);
    }

    private Finding Create(string code, FieldInfo field, string message, string? allowed, FieldNaming naming)
    {
        var severity = Info.IsWarning ? FindingSeverity.Warning : FindingSeverity.Error;
        return new Finding(code, severity, Messages.NameOf(field, naming), message, allowed)
        {
            Field = field.Name,
            Rule = Info.Id,
        };
    }

    private string Join(string separator, FieldNaming naming) => CompiledCondition.Join(requirements, naming, separator);
}
