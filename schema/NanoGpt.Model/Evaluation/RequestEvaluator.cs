namespace NanoGpt.Evaluation;

/// <summary>Evaluates the rules and the price of a request. Thread-safe; create one per model.</summary>
public sealed class RequestEvaluator
{
    private readonly CompiledRule[] rules;
    private readonly CompiledReference[] references;
    private readonly PriceEvaluator? price;

    /// <summary>Initializes an evaluator.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">A rule, reference or rate names a field that the model does not have.</exception>
    public RequestEvaluator(ModelInfo model)
    {
        Model = model;
        rules = [.. model.Rules.Select(rule => new CompiledRule(rule, model))];
        references = CompiledReference.Compile(model);
        price = model.Price is null ? null : new PriceEvaluator(model, model.Price);
    }

    /// <summary>Gets the model.</summary>
    public ModelInfo Model { get; }

    /// <summary>Gets the rules of the model, in the order of the definition.</summary>
    public IReadOnlyList<CompiledRule> Rules => rules;

    /// <summary>Gets the texts of the model that refer to items of other fields.</summary>
    public IReadOnlyList<CompiledReference> References => references;

    /// <summary>Gets a value that indicates whether the model has rules or references.</summary>
    public bool HasChecks => rules.Length > 0 || references.Length > 0;

    /// <summary>Adds a finding for each rule and reference that the request certainly violates.</summary>
    /// <typeparam name="TView">The type of the view.</typeparam>
    /// <param name="view">The values of the request.</param>
    /// <param name="naming">How messages name fields and values.</param>
    /// <param name="findings">The list to add to.</param>
    public void Check<TView>(TView view, FieldNaming naming, List<Finding> findings)
        where TView : struct, IRequestView
    {
        foreach (var reference in references)
        {
            reference.Check(view, naming, findings);
        }

        foreach (var rule in rules)
        {
            rule.Check(view, naming, findings);
        }
    }

    /// <summary>Estimates the price of a request.</summary>
    /// <typeparam name="TView">The type of the view.</typeparam>
    /// <param name="view">The values of the request.</param>
    /// <returns>The range of the price; <see langword="null"/> if no prices are recorded.</returns>
    public PriceRange? EstimatePrice<TView>(TView view)
        where TView : struct, IRequestView => price?.Estimate(view);
}

/// <summary>Provides the values of a request, in C#, JSON or another form.</summary>
public interface IRequestView
{
    /// <summary>Returns what is known of the value of a field.</summary>
    /// <param name="field">The index of the field in <see cref="ModelInfo.Fields"/>.</param>
    FieldValue GetValue(int field);
}

/// <summary>Represents the range of the price of a request, by recorded prices.</summary>
/// <param name="Minimum">
/// The lowest price in the currency of the recorded prices; <see langword="null"/> if it is unknown.
/// </param>
/// <param name="Maximum">The highest price; <see langword="null"/> if it is unknown.</param>
/// <param name="DependsOn">The fields that are not set and that the price depends on.</param>
/// <param name="IsDurationUnknown">A value that indicates whether the price is unknown because the duration is.</param>
public sealed record PriceRange(
    decimal? Minimum, decimal? Maximum, EquatableArray<FieldInfo> DependsOn, bool IsDurationUnknown = false);
