using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Rules.Models;

/// <summary>The id of a model is written out that the service no longer has.</summary>
internal static class ModelRemoved
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.ModelRemoved, "A model is removed", "{0}", Categories.Models, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The service no longer has this model.", helpLinkUri: RuleIds.HelpLink(RuleIds.ModelRemoved));

    public static string Message(string id, string? successor, string? since) =>
        $"The model {id} is removed{(since is null ? "" : $" since {since}")}.{(successor is null ? "" : $" Use {successor}.")}";
}
