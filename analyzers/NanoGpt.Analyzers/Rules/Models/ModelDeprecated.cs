using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Rules.Models;

/// <summary>
/// The id of a deprecated model is written out. Where its request type is used, the compiler says the same under the same id,
/// because the type is marked obsolete.
/// </summary>
internal static class ModelDeprecated
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.ModelDeprecated, "A model is deprecated", "{0}", Categories.Models, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The service will drop this model.", helpLinkUri: RuleIds.HelpLink(RuleIds.ModelDeprecated));

    /// <summary>What the obsolete mark of a type says; null if it has none.</summary>
    public static string? MessageOf(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "ObsoleteAttribute" && attribute.ConstructorArguments.Length > 0)
            {
                return attribute.ConstructorArguments[0].Value as string;
            }
        }

        return null;
    }
}
