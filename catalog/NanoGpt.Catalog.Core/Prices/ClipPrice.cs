using NanoGpt.Catalogs.Data;

namespace NanoGpt.Catalogs.Prices;

/// <summary>Represents a clip for which models are compared.</summary>
/// <param name="Seconds">The duration in seconds.</param>
/// <param name="Resolution">The resolution; null for any.</param>
public sealed record Clip(decimal Seconds, string? Resolution)
{
    /// <summary>Gets the clip that the catalogue shows first.</summary>
    public static Clip Default { get; } = new(8, "720p");
}

/// <summary>Estimates the price of a clip from the recorded prices of a model.</summary>
public static class ClipPrice
{
    private static readonly string[] ResolutionFields = ["resolution", "target_resolution", "size"];

    /// <summary>Returns the field that decides the resolution; null if the model has none.</summary>
    /// <param name="model">The model.</param>
    public static FieldInfo? ResolutionField(ModelInfo model) => ResolutionFields.Select(model.FindField)
        .FirstOrDefault(static field => field is not null && (field.Fixed is not null || !field.Values.IsEmpty));

    /// <summary>Returns the price of a clip.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clip">The clip.</param>
    /// <returns>The price; null if the model does not offer the clip, or its price is unknown.</returns>
    public static PriceRange? Estimate(CatalogModel model, Clip clip)
    {
        var values = new Dictionary<string, RequestValue>(StringComparer.Ordinal);
        var duration = RequestChecker.DurationField(model.Info);
        if (duration is not null && !Set(values, duration, Scalar.Of(clip.Seconds)))
        {
            return null;
        }

        if (clip.Resolution is { } wanted && ResolutionField(model.Info) is { } resolution
            && !Set(values, resolution, Scalar.Of(wanted)))
        {
            return null;
        }

        SetCompanions(values, model.Info);
        return RequestChecker.EstimatePrice(model.Info, values) is { Minimum: not null } price ? price : null;
    }

    // Sets what rules require of a clip: a wide clip may need another mode, which has another price.
    private static void SetCompanions(Dictionary<string, RequestValue> values, ModelInfo model)
    {
        var applying = model.Rules
            .Where(rule => rule.Kind == RuleKind.Require && RequestChecker.AllHold(rule.When, model, values));
        foreach (var rule in applying)
        {
            foreach (var condition in rule.Conditions.Where(condition => !RequestChecker.Holds(condition, model, values)))
            {
                if (Remedies.FindChange(condition, model.FindField(condition.Field)!)?.Value is { } value)
                {
                    values[condition.Field] = RequestValue.Of(value);
                }
            }
        }
    }

    private static bool Set(Dictionary<string, RequestValue> values, FieldInfo field, Scalar value)
    {
        if (field.Fixed is null)
        {
            values[field.Name] = RequestValue.Of(value);
        }

        return FieldDomain.Allows(field, value);
    }
}
