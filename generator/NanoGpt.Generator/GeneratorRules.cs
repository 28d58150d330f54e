using NanoGpt.Schema.Issues;
using static NanoGpt.Schema.Issues.IssueSeverity;

namespace NanoGpt.Generator;

/// <summary>What can be wrong outside the files: the project's properties, and the generator itself. Ids are never reused.</summary>
internal static class GeneratorRules
{
    /// <summary>NGPT050.</summary>
    public static readonly IssueRule UnknownModels = new("NGPT050", "NanoGptModels matches no model",
        "'{0}' in the property NanoGptModels matches no model; {1}", Warning);

    /// <summary>NGPT051.</summary>
    public static readonly IssueRule BadNamespace = new("NGPT051", "NanoGptNamespace is not a namespace",
        "'{0}' in the property NanoGptNamespace is not a namespace: '{1}' is not a C# name", Error);

    /// <summary>NGPT052.</summary>
    public static readonly IssueRule BadAccessibility = new("NGPT052", "NanoGptAccessibility is unknown",
        "the property NanoGptAccessibility takes 'public' or 'internal', not '{0}'", Error);

    /// <summary>NGPT099.</summary>
    public static readonly IssueRule InternalError = new("NGPT099", "Defect of the generator",
        "no code for {0}, because of a defect in NanoGpt.Codegen: please report it with this text: {1}: {2}", Error);

    /// <summary>Every rule, ids ascending.</summary>
    public static IReadOnlyList<IssueRule> All { get; } = [UnknownModels, BadNamespace, BadAccessibility, InternalError];
}
