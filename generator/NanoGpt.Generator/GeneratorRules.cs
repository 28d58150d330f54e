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

    public static readonly ProjectRule OldLanguage = new("NGPT053", "The C# version is too old",
        "the generated requests require C# 11 or later, but this project uses C# {0}: set LangVersion, or target .NET 8 or later",
        Error);

    public static readonly ProjectRule NoRuntime = new("NGPT054", "NanoGpt.Runtime is not referenced",
        "the generated requests require NanoGpt.Runtime, which this project does not reference: do not exclude the compile "
        + "assets of NanoGpt.Codegen, or add a reference to NanoGpt.Runtime", Error);

    public static readonly ProjectRule DuplicateTypes = new("NGPT055", "Generated types exist twice",
        "the types of the namespace {0} are generated in this project and in the referenced assembly {1}: remove the reference "
        + "to NanoGpt.Codegen from one of the projects, or set NanoGptNamespace in one of them", Warning);

    public static readonly ProjectRule EmptyDirectory = new("NGPT056", "NanoGptSchemaDirectory contains no models",
        "the property NanoGptSchemaDirectory is '{0}', which has no folder nanogpt with model files: correct it or remove it",
        Warning);

    public static readonly ProjectRule UnmarkedModel = new("NGPT057", "A model file has the wrong build action",
        "{0} looks like a model, but it is passed as AdditionalFiles, which the generator ignores: "
        + "use <NanoGptModel Include=\"{0}\" />",
        Warning);

    public static readonly ProjectRule InternalError = new("NGPT099", "Internal error of the generator",
        "an internal error of NanoGpt.Codegen prevented code generation for {0}; report it with this text: {1}: {2}", Error);

    public static IReadOnlyList<ProjectRule> All { get; } =
    [
        UnknownModels, BadNamespace, BadAccessibility, OldLanguage, NoRuntime, DuplicateTypes, EmptyDirectory, UnmarkedModel,
        InternalError,
    ];
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
