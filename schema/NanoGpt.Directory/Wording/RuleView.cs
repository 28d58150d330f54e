namespace NanoGpt.Directories.Wording;

/// <summary>Formats rules between fields for display.</summary>
public static class RuleView
{
    /// <summary>Returns the rule and its reason as a sentence: <c>resolution = 1080p requires pro_mode = true: …</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rule">A rule of the model.</param>
    public static string Rule(ModelDefinition model, RuleInfo rule) => new CompiledRule(rule, model).Describe(FieldNaming.Name);

    /// <summary>
    /// Returns a sentence for each reference of a model, such as <c>prompt may name items of elements, the first as
    /// @Element1</c>.
    /// </summary>
    /// <param name="model">The model.</param>
    public static IEnumerable<string> References(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Fields.SelectMany(
            field => field.References.Select(reference => Reference(field, reference, model.FindField(reference.Field)!)));
    }

    internal static string Reference(FieldInfo field, ReferenceInfo reference, FieldInfo target)
    {
        var items = target.List is null
            ? $"{target.Name} as {reference.Marker}1" : $"items of {target.Name}, the first as {reference.Marker}1";
        return $"{field.Name} may name {items}: each named item must be attached.";
    }
}
