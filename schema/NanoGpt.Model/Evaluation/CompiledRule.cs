namespace NanoGpt.Evaluation;

/// <summary>Represents a rule with its fields, and checks requests against it. Thread-safe.</summary>
public sealed class CompiledRule
{
    private readonly CompiledCondition[] when;
    private readonly CompiledCondition[] conditions;
    private readonly (FieldInfo Field, int Index)[] fields;

    /// <summary>Initializes a rule of a model.</summary>
    /// <param name="info">The rule.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The rule names a field that the model does not have.</exception>
    public CompiledRule(RuleInfo info, ModelInfo model)
    {
        Info = info;
        when = CompiledCondition.Compile(info.When, model);
        conditions = CompiledCondition.Compile(info.Conditions, model);
        fields = [.. info.Fields.Select(name => model.IndexOf(name) is var index and >= 0
            ? (model.Fields[index], index)
            : throw new ArgumentException($"The model {model.Id} has no field '{name}'.", nameof(model)))];
    }

    /// <summary>Gets the description of the rule.</summary>
    public RuleInfo Info { get; }

    /// <summary>Returns the rule and its reason as a sentence: the message of a finding.</summary>
    /// <param name="naming">How the sentence names fields and values.</param>
    public string Describe(FieldNaming naming) => Info.Kind switch
    {
        RuleKind.Require => Messages.Requires(When(naming), CompiledCondition.Join(conditions, naming), Info.Because),
        RuleKind.Forbid => Messages.Forbids(When(naming), CompiledCondition.Join(conditions, naming, " or "), Info.Because),
        RuleKind.RequireAny => Messages.NoneOfGroup(Names(naming), Info.Because),
        _ => Messages.SeveralOfGroup(Names(naming), Info.Because),
    };

    /// <summary>Adds a finding for each way in which a request certainly violates the rule.</summary>
    /// <typeparam name="TView">The type of the view.</typeparam>
    /// <param name="view">The values of the request.</param>
    /// <param name="naming">How messages name fields and values.</param>
    /// <param name="findings">The list to add to.</param>
    public void Check<TView>(TView view, FieldNaming naming, List<Finding> findings)
        where TView : struct, IRequestView
    {
        if (CompiledCondition.EvaluateAll(when, view) != TruthValue.True)
        {
            return;
        }

        switch (Info.Kind)
        {
            case RuleKind.Require:
                CheckRequired(view, naming, findings);
                break;
            case RuleKind.Forbid:
                foreach (var condition in conditions)
                {
                    if (condition.Evaluate(view) == TruthValue.True)
                    {
                        var forbidden = ConditionText.Format(condition.Info, condition.Field, naming);
                        var message = Messages.Forbids(When(naming), forbidden, Info.Because);
                        Add(FindingCodes.RuleBroken, condition.Field, message, null);
                    }
                }

                break;
            case RuleKind.RequireAny when CountSet(view) is { Unknown: 0, Set: 0 }:
                Add(FindingCodes.NoneOfGroup, fields[0].Field, Describe(naming), Names(naming));
                break;
            case RuleKind.AtMostOne when CountSet(view).Set > 1:
                Add(FindingCodes.SeveralOfGroup, fields[fields.Length - 1].Field, Describe(naming), null);
                break;
        }

        void Add(string code, FieldInfo field, string message, string? allowed) =>
            findings.Add(Create(code, field, message, allowed, naming));
    }

    private void CheckRequired<TView>(TView view, FieldNaming naming, List<Finding> findings)
        where TView : struct, IRequestView
    {
        foreach (var condition in conditions)
        {
            if (condition.Evaluate(view) == TruthValue.False)
            {
                var required = CompiledCondition.Join(conditions, naming);
                findings.Add(Create(FindingCodes.RuleBroken, condition.Field, Describe(naming), required, naming));
                return;
            }
        }
    }

    private Finding Create(string code, FieldInfo field, string message, string? allowed, FieldNaming naming)
    {
        var severity = Info.IsWarning ? FindingSeverity.Warning : FindingSeverity.Error;
        return new Finding(code, severity, Messages.NameOf(field, naming), message, allowed) { Field = field.Name };
    }

    private string When(FieldNaming naming) => CompiledCondition.Join(when, naming);

    private string Names(FieldNaming naming) => string.Join(", ", fields.Select(entry => Messages.NameOf(entry.Field, naming)));

    private (int Set, int Unknown) CountSet<TView>(TView view)
        where TView : struct, IRequestView
    {
        var (set, unknown) = (0, 0);
        foreach (var (field, index) in fields)
        {
            var truth = ConditionEvaluator.IsSet(field, view.GetValue(index));
            set += truth == TruthValue.True ? 1 : 0;
            unknown += truth == TruthValue.Unknown ? 1 : 0;
        }

        return (set, unknown);
    }
}
