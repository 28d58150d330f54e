using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;

namespace NanoGpt.Generator;

/// <summary>What a project asks for by its MSBuild properties.</summary>
/// <param name="Models">The models that it wants.</param>
/// <param name="Emit">The shape of the code that it wants.</param>
/// <param name="Issues">What is wrong with the properties themselves.</param>
internal sealed record GeneratorOptions(ModelFilter Models, EmitOptions Emit, EquatableArray<OptionIssue> Issues)
{
    /// <summary>Reads the properties; one that cannot be used counts as not given.</summary>
    public static GeneratorOptions Read(AnalyzerConfigOptions options)
    {
        var issues = new List<OptionIssue>();
        var emit = new EmitOptions(
            ReadNamespace(Property(options, "NanoGptNamespace"), issues),
            ReadAccessibility(Property(options, "NanoGptAccessibility"), issues));
        return new GeneratorOptions(ModelFilter.Parse(Property(options, "NanoGptModels")), emit, issues.ToEquatableArray());
    }

    /// <summary>The issues, those included that only show when the models are known.</summary>
    public EquatableArray<OptionIssue> Check(EquatableArray<ModelSpec> models) =>
        Issues.Concat(Models.Check(models)).ToEquatableArray();

    private static string Property(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_property." + name, out var value) ? value.Trim() : "";

    private static string ReadNamespace(string name, List<OptionIssue> issues)
    {
        if (name.Length == 0)
        {
            return EmitOptions.DefaultNamespace;
        }

        foreach (var part in name.Split('.'))
        {
            if (!IsName(part))
            {
                issues.Add(OptionIssue.Of(GeneratorRules.BadNamespace, name, part));
                return EmitOptions.DefaultNamespace;
            }
        }

        return name;
    }

    private static bool IsName(string part) =>
        SyntaxFacts.IsValidIdentifier(part)
        && SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None
        && part.All(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format);

    private static bool ReadAccessibility(string accessibility, List<OptionIssue> issues)
    {
        if (accessibility is not ("" or "public" or "internal"))
        {
            issues.Add(OptionIssue.Of(GeneratorRules.BadAccessibility, accessibility));
        }

        return accessibility != "internal";
    }
}

/// <summary>What is wrong with a property; it has no place in a file.</summary>
/// <param name="Rule">Which kind of thing.</param>
/// <param name="Message">What, and what to do.</param>
internal sealed record OptionIssue(IssueRule Rule, string Message)
{
    /// <summary>Fills the places of a rule's message.</summary>
    public static OptionIssue Of(IssueRule rule, params object[] arguments) =>
        new(rule, string.Format(CultureInfo.InvariantCulture, rule.MessageFormat, arguments));
}
