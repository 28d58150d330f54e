using Microsoft.CodeAnalysis.Diagnostics;
using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>What a project asks for by its MSBuild properties.</summary>
/// <param name="Models">The models that it wants.</param>
/// <param name="Emit">The shape of the code that it wants.</param>
/// <param name="Issues">What is wrong with the properties themselves.</param>
internal sealed record GeneratorOptions(ModelFilter Models, EmitOptions Emit, EquatableArray<ProjectIssue> Issues)
{
    /// <summary>Reads the properties; one that cannot be used counts as not given.</summary>
    public static GeneratorOptions Read(AnalyzerConfigOptions options)
    {
        var issues = new List<ProjectIssue>();
        var emit = new EmitOptions(
            ReadNamespace(Property(options, "NanoGptNamespace"), issues),
            ReadAccessibility(Property(options, "NanoGptAccessibility"), issues));
        return new GeneratorOptions(ModelFilter.Parse(Property(options, "NanoGptModels")), emit, issues.ToEquatableArray());
    }

    /// <summary>The issues, those included that only show when the models are known.</summary>
    public EquatableArray<ProjectIssue> Check(EquatableArray<ModelDefinition> models) =>
        Issues.Concat(Models.Check(models)).ToEquatableArray();

    private static string Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out var value) ? value.Trim() : "";

    private static string ReadNamespace(string name, List<ProjectIssue> issues)
    {
        if (name.Length == 0)
        {
            return EmitOptions.DefaultNamespace;
        }

        if (NamespaceName.WrongPart(name) is { } part)
        {
            issues.Add(ProjectIssue.Of(GeneratorRules.BadNamespace, name, part));
            return EmitOptions.DefaultNamespace;
        }

        return name;
    }

    private static bool ReadAccessibility(string accessibility, List<ProjectIssue> issues)
    {
        if (accessibility is not ("" or "public" or "internal"))
        {
            issues.Add(ProjectIssue.Of(GeneratorRules.BadAccessibility, accessibility));
        }

        return accessibility != "internal";
    }
}
