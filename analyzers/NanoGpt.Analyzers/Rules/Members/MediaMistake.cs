using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules.Members;

/// <summary>Finds the factory method for a text that is assigned to a media input.</summary>
internal static class MediaMistake
{
    public static MemberMistake? Describe(FieldModel field, SemanticModel model, ExpressionSyntax value)
    {
        if (model.GetTypeInfo(value).Type is not { TypeKind: not TypeKind.Error } type
            || field.Info.Media is not { Forms: var forms })
        {
            return null;
        }

        var factories = GetFactories(forms).ToList();
        var allowed = $"{field.ValueType.Name}.{Alternatives.Join(factories)}";
        return new MemberMistake(
            value, $"{field.Name} takes {allowed}, not a {type.ToDisplayString()}.", CreateCall(field, model, value, factories));
    }

    private static IEnumerable<string> GetFactories(MediaForms forms)
    {
        if ((forms & MediaForms.Data) != 0)
        {
            yield return "FromFile";
            yield return "FromBytes";
        }

        if ((forms & MediaForms.Url) != 0)
        {
            yield return "FromUrl";
        }

        if ((forms & MediaForms.Attachment) != 0)
        {
            yield return "FromAttachment";
        }
    }

    private static string? CreateCall(FieldModel field, SemanticModel model, ExpressionSyntax value, List<string> factories)
    {
        if (value is not LiteralExpressionSyntax || model.GetConstantValue(value).Value is not string text)
        {
            return null;
        }

        var isData = DataUrlHeader.Begins(text);
        var isLink = isData || text.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        var factory = isLink ? "FromUrl" : "FromFile";
        return factories.Contains(factory) || (isData && factories.Contains("FromFile"))   // FromUrl accepts data URLs
            ? $"{field.TypeExpression}.{factory}({value})"
            : null;
    }
}
