namespace NanoGpt.Schema.Naming;

/// <summary>Provides the hint names of generated files.</summary>
/// <remarks>
/// The compiler compares hint names without regard to case and discards all output at the first collision. A catalog has no two
/// type names that differ only in case, so names that depend on the type name alone cannot collide.
/// </remarks>
public static class HintNames
{
    /// <summary>The hint name of the index of models.</summary>
    public const string Index = "NanoGptModels.g.cs";

    /// <summary>Returns the hint name of a model.</summary>
    /// <param name="model">The model.</param>
    public static string ForModel(ModelDefinition model) => model.RequestType + ".g.cs";
}
