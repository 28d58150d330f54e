namespace NanoGpt.Evaluation;

/// <summary>Represents a condition with its field.</summary>
internal sealed class CompiledCondition(ConditionInfo info, FieldInfo subject, int index)
{
    public ConditionInfo Info => info;

    public FieldInfo Field => subject;

    public int Index => index;

    public static CompiledCondition[] Compile(EquatableArray<ConditionInfo> conditions, ModelInfo model)
    {
        var compiled = new CompiledCondition[conditions.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            var index = model.IndexOf(conditions[i].Field);
            compiled[i] = index >= 0
                ? new CompiledCondition(conditions[i], model.Fields[index], index)
                : throw new ArgumentException($"The model {model.Id} has no field '{conditions[i].Field}'.", nameof(model));
        }

        return compiled;
    }

    public TruthValue Evaluate<TView>(TView view)
        where TView : struct, IRequestView => ConditionEvaluator.Evaluate(info, subject, view.GetValue(index));

    public static string Join(CompiledCondition[] conditions, FieldNaming naming, string separator = " and ") =>
        string.Join(separator, conditions.Select(condition => ConditionText.Format(condition.Info, condition.Field, naming)));

    public static TruthValue EvaluateAll<TView>(CompiledCondition[] conditions, TView view)
        where TView : struct, IRequestView
    {
        var all = TruthValue.True;
        foreach (var condition in conditions)
        {
            var truth = condition.Evaluate(view);
            if (truth == TruthValue.False)
            {
                return TruthValue.False;
            }

            all = truth < all ? truth : all;
        }

        return all;
    }
}
