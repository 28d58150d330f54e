using Microsoft.CodeAnalysis.Diagnostics;
using NanoGpt.Generator.Emission;

namespace NanoGpt.Generator;

/// <summary>Represents the MSBuild properties of a project and the issues in their values.</summary>
/// <param name="Models">The patterns of the selected models.</param>
/// <param name="Emit">The properties that affect the generated code.</param>
/// <param name="Directory">The folder of the built-in models, or an empty text if the project does not request them.</param>
/// <param name="Issues">The issues in the values.</param>
internal sealed record GeneratorOptions(
    ModelFilter Models, EmitOptions Emit, string Directory, EquatableArray<ProjectIssue> Issues)
{
    /// <summary>Reads the properties. Invalid values are reported and replaced by the defaults.</summary>
    public static GeneratorOptions Read(AnalyzerConfigOptions options)
    {
        var issues = new List<ProjectIssue>();
        var emit = new EmitOptions(
            ReadNamespace(GetProperty(options, "NanoGptNamespace"), issues),
            ReadAccessibility(GetProperty(options, "NanoGptAccessibility"), issues));
        return new GeneratorOptions(
            ModelFilter.Parse(GetProperty(options, "NanoGptModels")), emit, GetProperty(options, "NanoGptSchemaDirectory"),
            issues.ToEquatableArray());
    }

    /// <summary>Returns all issues, including those that depend on the models.</summary>
    public IEnumerable<ProjectIssue> Check(ModelList models)
    {
        var issues = Issues.Concat(Models.Check(models.Models));
        return models.HasBuiltInFiles || Directory.Length == 0
            ? issues
            : issues.Append(ProjectIssue.Create(GeneratorRules.EmptyDirectory, Directory));
    }

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
