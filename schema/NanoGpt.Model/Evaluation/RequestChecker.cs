using System.Runtime.CompilerServices;

namespace NanoGpt.Evaluation;

/// <summary>Checks a request that is given as a dictionary of values by field name.</summary>
public static class RequestChecker
{
    // Resolves the rules of a model once, because many requests for one model may be checked.
    private static readonly ConditionalWeakTable<ModelInfo, RequestEvaluator> Evaluators = new();

    /// <summary>Returns all findings for a request, in the order of the fields and then of the rules.</summary>
    /// <param name="model">The model that the request is for.</param>
    /// <param name="values">The values by field name. A field without a value is not set.</param>
    public static IReadOnlyList<Finding> Check(ModelInfo model, IReadOnlyDictionary<string, RequestValue> values)
    {
        var findings = new List<Finding>();
        new FieldChecker(findings).Check(model.Fields, values, null);
        EvaluatorOf(model).Check(new ValuesView(model, values), FieldNaming.Wire, findings);
        return findings;
    }

    /// <summary>Estimates the price of a job.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">The values by field name. A field without a value and without a default gives a range.</param>
    /// <returns>The range of the price; <see langword="null"/> if no prices are recorded.</returns>
    public static PriceRange? EstimatePrice(ModelInfo model, IReadOnlyDictionary<string, RequestValue> values) =>
        EvaluatorOf(model).EstimatePrice(new ValuesView(model, values));

    /// <summary>Returns the field for the duration of the video; <see langword="null"/> if there is none.</summary>
    /// <param name="model">The model.</param>
    public static FieldInfo? DurationField(ModelInfo model) =>
        PriceEvaluator.DurationIndex(model.Fields) is var index and >= 0 ? model.Fields[index] : null;

    /// <summary>Returns whether a condition holds for the value of its field.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="field">The field that the condition is about.</param>
    /// <param name="value">The value; <see langword="null"/> if the field is not set.</param>
    public static bool Holds(ConditionInfo condition, FieldInfo field, RequestValue? value) =>
        ConditionEvaluator.Evaluate(condition, field, value?.ToFieldValue() ?? default) == TruthValue.True;

    /// <summary>Returns whether a condition holds for a request.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="model">The model.</param>
    /// <param name="values">The values by field name.</param>
    public static bool Holds(ConditionInfo condition, ModelInfo model, IReadOnlyDictionary<string, RequestValue> values) =>
        model.FindField(condition.Field) is { } field
        && Holds(condition, field, values.TryGetValue(condition.Field, out var value) ? value : null);

    /// <summary>Returns whether all conditions hold for a request.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="model">The model.</param>
    /// <param name="values">The values by field name.</param>
    public static bool AllHold(
        EquatableArray<ConditionInfo> conditions, ModelInfo model, IReadOnlyDictionary<string, RequestValue> values) =>
        conditions.All(condition => Holds(condition, model, values));

    private static RequestEvaluator EvaluatorOf(ModelInfo model) =>
        Evaluators.GetValue(model, static key => new RequestEvaluator(key));

    private readonly struct ValuesView(ModelInfo model, IReadOnlyDictionary<string, RequestValue> values) : IRequestView
    {
        public FieldValue GetValue(int field) =>
            values.TryGetValue(model.Fields[field].Name, out var value) ? value.ToFieldValue() : default;
    }
}
