using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Checks the literal keys that a request sends as additional fields.</summary>
internal static class AdditionalFieldRules
{
    private const string Property = "AdditionalFields";

    public static void Check(RequestView request, List<RequestDiagnostic> found)
    {
        if (request.Request.Assigned.Find(Property) is not { } assignment)
        {
            return;
        }

        foreach (var key in assignment.Syntax.DescendantNodes().OfType<LiteralExpressionSyntax>().Where(IsKey))
        {
            var name = key.Token.ValueText;
            var field = FieldFor(request.Model, name);
            if (field is null || request.Get(field).Presence != Presence.Set)
            {
                var advice = field is null ? "" : $" Set {field.Name} instead.";
                found.Add(Of(RuleIds.AdditionalFieldKnown, name, Messages.Additional(name) + advice, key, Property));
            }
            else if (field is { Info.IsMedia: true, IsList: false })
            {
                var message = $"{field.Name} is set and sent again as '{name}': take it out of the additional fields.";
                found.Add(Of(RuleIds.SeveralMediaForOneRole, field.Name, message, key, field.Name, Property));
            }
        }
    }

    private static RequestDiagnostic Of(string id, string key, string message, LiteralExpressionSyntax at,
        params string[] concerns) =>
        new(RequestDescriptors.Of(id), key, message, at) { Concerns = concerns.ToImmutableArray() };

    // ["key"] = value, or { "key", value }
    private static bool IsKey(LiteralExpressionSyntax literal) => literal.IsKind(SyntaxKind.StringLiteralExpression)
        && (literal.Parent is ArgumentSyntax { Parent.Parent: ImplicitElementAccessSyntax }
            || (literal.Parent is InitializerExpressionSyntax pair && pair.IsKind(SyntaxKind.ComplexElementInitializerExpression)
                && pair.Expressions[0] == literal));

    // The field that a key would carry, under any of its names.
    private static FieldModel? FieldFor(RequestModel model, string key)
    {
        var plain = Plain(key);
        return model.Fields.FirstOrDefault(field => NamesOf(field.Info).Any(name => name is not null && Plain(name) == plain));
    }

    private static IEnumerable<string?> NamesOf(FieldInfo field) =>
        field.Wire.Aliases.Concat<string?>([field.Name, field.Property, field.Wire.Name, field.Media?.UrlKey,
            field.Media?.DataKey, field.Media?.AttachmentKey]);

    // pro_mode, proMode and ProMode are one name.
    private static string Plain(string name) => new(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray());
}
