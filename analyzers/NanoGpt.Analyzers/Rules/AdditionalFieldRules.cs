using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Checks the constant keys in the additional fields of a request.</summary>
internal static class AdditionalFieldRules
{
    private const string Property = "AdditionalFields";

    public static void Check(RequestView request, List<RequestDiagnostic> found)
    {
        if (request.Request.Assigned.Find(Property)?.Syntax is not { } syntax)
        {
            return;
        }

        foreach (var key in syntax.DescendantNodes().OfType<LiteralExpressionSyntax>().Where(key => IsKey(key, syntax)))
        {
            var name = key.Token.ValueText;
            var field = FieldNames.Find(request.Model, name);
            if (field is null || request.Get(field).Presence != Presence.Set)
            {
                var advice = field is null ? "" : $" Set {field.Name} instead.";
                found.Add(Create(FindingCodes.AdditionalField, name, Messages.Additional(name) + advice, key, Property));
            }
            else if (IsSentAs(field, request.Get(field).Fact, name))
            {
                var sent = AdditionalChecks.Check(null, name, notFinite: null, isSent: true, isHinted: false)!;
                found.Add(RequestDiagnostic.Create(sent, name, key, field.Name, Property));
            }
            else if (field is { Info.IsMedia: true, IsList: false })
            {
                var message = $"{field.Name} is set and sent again as '{name}': remove it from the additional fields.";
                found.Add(Create(RuleIds.SeveralMediaForOneRole, field.Name, message, key, field.Name, Property));
            }
        }
    }

    private static bool IsSentAs(FieldModel field, Fact fact, string key) => fact switch
    {
        _ when field.Info.Media is null => field.Info.Wire.Name == key,
        Fact.Media { Form: { } form } => field.Info.Media.KeyOf(form) == key,
        Fact.Items { Facts: { IsDefault: false } items } => items.Any(item => IsSentAs(field, item, key)),
        _ => false,
    };

    private static RequestDiagnostic Create(
        string id, string key, string message, LiteralExpressionSyntax at, params string[] propertyNames) =>
        new(RequestDescriptors.Get(id), key, message, at) { PropertyNames = propertyNames.ToImmutableArray() };

    // ["key"] = value, or { "key", value }
    private static bool IsKey(LiteralExpressionSyntax literal, SyntaxNode assignment) =>
        literal.IsKind(SyntaxKind.StringLiteralExpression)
        && literal.Ancestors().OfType<InitializerExpressionSyntax>().Count(list => assignment.Contains(list)
            && !list.IsKind(SyntaxKind.ComplexElementInitializerExpression)) == 1
        && (literal.Parent is ArgumentSyntax { Parent.Parent: ImplicitElementAccessSyntax }
            || (literal.Parent is InitializerExpressionSyntax pair && pair.IsKind(SyntaxKind.ComplexElementInitializerExpression)
                && pair.Expressions[0] == literal));
}
