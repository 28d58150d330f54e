using Microsoft.CodeAnalysis.Diagnostics;
using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>Represents the MSBuild properties of a project and the issues in their values.</summary>
internal sealed record GeneratorOptions(ModelFilter Models, EmitOptions Emit, EquatableArray<ProjectIssue> Issues)
{
    /// <summary>Reads the properties. Invalid values are reported and replaced by the defaults.</summary>
    public static GeneratorOptions Read(AnalyzerConfigOptions options)
    {
        var issues = new List<ProjectIssue>();
        var emit = new EmitOptions(
            ReadNamespace(GetProperty(options, "NanoGptNamespace"), issues),
            ReadAccessibility(GetProperty(options, "NanoGptAccessibility"), issues));
        return new GeneratorOptions(ModelFilter.Parse(GetProperty(options, "NanoGptModels")), emit, issues.ToEquatableArray());
    }

    /// <summary>Returns all issues, including those that depend on the models.</summary>
    public EquatableArray<ProjectIssue> Check(EquatableArray<ModelDefinition> models) =>
        Issues.Concat(Models.Check(models)).ToEquatableArray();

    private static string GetProperty(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out var value) ? value.Trim() : "";

    private static string ReadNamespace(string name, List<ProjectIssue> issues)
    {
        if (name.Length == 0)
        {
            return EmitOptions.DefaultNamespace;
        }

        if (NamespaceName.FindInvalidPart(name) is { } part)
        {
            issues.Add(ProjectIssue.Create(GeneratorRules.BadNamespace, name, part));
            return EmitOptions.DefaultNamespace;
        }

        return name;
    }

    private static bool ReadAccessibility(string accessibility, List<ProjectIssue> issues)
    {
        if (accessibility is not ("" or "public" or "internal"))
        {
            issues.Add(ProjectIssue.Create(GeneratorRules.BadAccessibility, accessibility));
        }

        return accessibility != "internal";
    }
}
