using System.Globalization;
using NanoGpt.Schema.Issues;
using static NanoGpt.Schema.Issues.IssueSeverity;

namespace NanoGpt.Generator;

/// <summary>Contains the rules about project properties and the generator itself. An id is never reused.</summary>
internal static class GeneratorRules
{
    public static readonly ProjectRule UnknownModels = new("NGPT050", "NanoGptModels matches no model",
        "'{0}' in the property NanoGptModels matches no model; {1}", Warning);

    public static readonly ProjectRule BadNamespace = new("NGPT051", "NanoGptNamespace is not a namespace",
        "'{0}' in the property NanoGptNamespace is not a namespace: '{1}' is not a C# name", Error);

    public static readonly ProjectRule BadAccessibility = new("NGPT052", "NanoGptAccessibility is invalid",
        "the property NanoGptAccessibility must be 'public' or 'internal', not '{0}'", Error);

    public static readonly ProjectRule InternalError = new("NGPT099", "Internal error of the generator",
        "an internal error of NanoGpt.Codegen prevented code generation for {0}; report it with this text: {1}: {2}", Error);

    public static IReadOnlyList<ProjectRule> All { get; } = [UnknownModels, BadNamespace, BadAccessibility, InternalError];
}

/// <summary>Represents a rule whose issues have no location in a file.</summary>
internal sealed record ProjectRule(string Id, string Title, string MessageFormat, IssueSeverity Severity)
{
    public string HelpLink => $"https://github.com/nanogpt-codegen/NanoGpt.Codegen/blob/main/generator/rules/{Id}.md";
}

/// <summary>Represents an issue in a project property or in the generator.</summary>
internal sealed record ProjectIssue(ProjectRule Rule, string Message)
{
    public static ProjectIssue Create(ProjectRule rule, params object[] arguments) =>
        new(rule, string.Format(CultureInfo.InvariantCulture, rule.MessageFormat, arguments));
}
