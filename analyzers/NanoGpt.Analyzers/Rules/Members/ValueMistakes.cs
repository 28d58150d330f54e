using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Members;

/// <summary>Finds values that the compiler rejects because a property is an enum or a media input.</summary>
internal static class ValueMistakes
{
    public static IEnumerable<MemberMistake> Find(FieldModel field, IOperation value)
    {
        Func<FieldModel, SemanticModel, ExpressionSyntax, MemberMistake?>? describe =
            field.Info.IsMedia ? MediaMistake.Describe
            : field.ValueType.TypeKind == TypeKind.Enum ? EnumMistake.Describe
            : null;
        if (describe is null || value.Syntax is not ExpressionSyntax expression)
        {
            return [];
        }

        // Only literals in a list are checked: the type of each other item would have to be computed.
        var values = !field.IsList ? IsInvalid(value) ? [expression] : []
            : GetItems(expression).Where(static item => item is LiteralExpressionSyntax);
        return values.Select(item => describe(field, value.SemanticModel!, item)).OfType<MemberMistake>();
    }

    private static bool IsInvalid(IOperation value) =>
        value is IInvalidOperation or IConversionOperation { Operand: IInvalidOperation }
        || (value is IConversionOperation conversion && conversion.IsRejected());

    private static IEnumerable<ExpressionSyntax> GetItems(ExpressionSyntax list) => list switch
    {
        CollectionExpressionSyntax collection =>
            collection.Elements.OfType<ExpressionElementSyntax>().Select(static element => element.Expression),
        ImplicitArrayCreationExpressionSyntax { Initializer: var items } => items.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } items } => items.Expressions,
        _ => [],
    };
}
