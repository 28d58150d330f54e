using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Naming;

/// <summary>The names under which generated files are handed to the compiler.</summary>
/// <remarks>
/// The compiler compares them ignoring case and drops all output at the first clash. A catalog has no two type names that
/// differ only in case, so what is made of a type name alone cannot clash.
/// </remarks>
public static class HintNames
{
    /// <summary>The file of the index.</summary>
    public const string Index = "NanoGptModels.g.cs";

    /// <summary>The file of a model.</summary>
    public static string Of(ModelDefinition model) => model.RequestType + ".g.cs";
}
