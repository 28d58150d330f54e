using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Rules.Models;

/// <summary>An id is nearly, but not quite, that of a model.</summary>
internal static class ModelUnknown
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.ModelUnknown, "A model's id looks misspelt", "{0}", Categories.Models, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The directory has no model with this id, but one with nearly the same.", helpLinkUri: RuleIds.HelpLink(RuleIds.ModelUnknown));

    public static string Message(string id, string nearest) => $"The directory has no model {id}: did you mean {nearest}?";
}
