using System.Globalization;
using NanoGpt.Schema.Issues;
using static NanoGpt.Schema.Issues.IssueSeverity;

namespace NanoGpt.Generator;

/// <summary>What can be wrong outside the files: the project's properties, and the generator itself. Ids are never reused.</summary>
internal static class GeneratorRules
{
    /// <summary>NGPT050.</summary>
    public static readonly ProjectRule UnknownModels = new("NGPT050", "NanoGptModels matches no model",
        "'{0}' in the property NanoGptModels matches no model; {1}", Warning);

    /// <summary>NGPT051.</summary>
    public static readonly ProjectRule BadNamespace = new("NGPT051", "NanoGptNamespace is not a namespace",
        "'{0}' in the property NanoGptNamespace is not a namespace: '{1}' is not a C# name", Error);

    /// <summary>NGPT052.</summary>
    public static readonly ProjectRule BadAccessibility = new("NGPT052", "NanoGptAccessibility is invalid",
        "the property NanoGptAccessibility takes 'public' or 'internal', not '{0}'", Error);

    /// <summary>NGPT099.</summary>
    public static readonly ProjectRule InternalError = new("NGPT099", "Internal error of the generator",
        "no code for {0}, because of a defect in NanoGpt.Codegen: please report it with this text: {1}: {2}", Error);

    /// <summary>Every rule, ids ascending.</summary>
    public static IReadOnlyList<ProjectRule> All { get; } = [UnknownModels, BadNamespace, BadAccessibility, InternalError];
}

/// <summary>One kind of issue that has no place in a file.</summary>
/// <param name="Id">Its number, <c>NGPT050</c>.</param>
/// <param name="Title">What is wrong, in a few words; also the heading of its page.</param>
/// <param name="MessageFormat">The message, with places for what differs.</param>
/// <param name="Severity">How bad it is.</param>
internal sealed record ProjectRule(string Id, string Title, string MessageFormat, IssueSeverity Severity)
{
    private const string Pages = "https://github.com/nanogpt-codegen/NanoGpt.Codegen/blob/main/generator/rules/";

    /// <summary>The address of its page.</summary>
    public string HelpLink => Pages + Id + ".md";
}

/// <summary>What is wrong with a property or with the generator.</summary>
/// <param name="Rule">Which kind of thing.</param>
/// <param name="Message">What, and what to do.</param>
internal sealed record ProjectIssue(ProjectRule Rule, string Message)
{
    /// <summary>Fills the places of a rule's message.</summary>
    public static ProjectIssue Of(ProjectRule rule, params object[] arguments) =>
        new(rule, string.Format(CultureInfo.InvariantCulture, rule.MessageFormat, arguments));
}
