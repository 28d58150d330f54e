using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules;

/// <summary>The keys that a request sends as additional fields, as far as they are written out.</summary>
internal static class AdditionalFieldKeys
{
    public const string Property = "AdditionalFields";

    // What the wire appends to a medium's name to tell the forms apart.
    private static readonly string[] MediaSuffixes = ["", "url", "dataurl", "data", "attachmentid", "attachment"];

    public static IEnumerable<LiteralExpressionSyntax> Of(RequestView request)
    {
        if (request.Request.Assigned.Find(Property) is not { } assignment)
        {
            yield break;
        }

        foreach (var literal in assignment.Syntax.DescendantNodes().OfType<LiteralExpressionSyntax>())
        {
            if (literal.IsKind(SyntaxKind.StringLiteralExpression) && IsKey(literal))
            {
                yield return literal;
            }
        }
    }

    /// <summary>The property whose value a key would carry; null if the model has none.</summary>
    public static FieldModel? PropertyFor(RequestModel model, string key)
    {
        var name = Plain(key);
        foreach (var field in model.Fields)
        {
            var property = Plain(field.Name);
            if (name == property || (field.Kind == FieldKind.Media && MediaSuffixes.Any(suffix => name == property + suffix)))
            {
                return field;
            }
        }

        return null;
    }

    // pro_mode, proMode and ProMode are one name.
    private static string Plain(string name) => new(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray());

    // ["key"] = value, or { "key", value }
    private static bool IsKey(LiteralExpressionSyntax literal) =>
        literal.Parent is ArgumentSyntax { Parent.Parent: ImplicitElementAccessSyntax }
        || (literal.Parent is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression } pair && pair.Expressions[0] == literal);
}
