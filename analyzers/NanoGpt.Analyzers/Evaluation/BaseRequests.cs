using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Recognizes requests that are only copied by <c>with</c> expressions, which complete them.</summary>
internal static class BaseRequests
{
    /// <summary>Returns whether a request is used only as the operand of <c>with</c>.</summary>
    public static bool IsOnlyBase(IOperation creation, Body body)
    {
        var value = Outermost(creation);
        switch (value.Parent)
        {
            case IWithOperation with when with.Operand == value:
                return true;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return IsOnlyCopied(declarator.Symbol, body);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment
                when assignment.Value == value && assignment.Parent is IExpressionStatementOperation:
                return IsOnlyCopied(local.Local, body);
            case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields }:
                return IsOnlyCopied(fields[0], creation.Syntax);
            default:
                return false;
        }
    }

    /// <summary>Returns whether the operand of a <c>with</c> is only copied and thus not checked where it is created.</summary>
    public static bool CopiesBase(IWithOperation with, Body body)
    {
        var operand = with.Operand;
        while (operand is IConversionOperation conversion)
        {
            operand = conversion.Operand;
        }

        return operand switch
        {
            ILocalReferenceOperation local => IsOnlyCopied(local.Local, body),
            IFieldReferenceOperation field => IsOnlyCopied(field.Field, field.Syntax),
            _ => true,
        };
    }

    /// <summary>Returns the outermost operation that passes the value of an operation on unchanged.</summary>
    public static IOperation Outermost(IOperation operation)
    {
        while (true)
        {
            switch (operation.Parent)
            {
                case IParenthesizedOperation or IConversionOperation { OperatorMethod: null } or ICoalesceOperation:
                    operation = operation.Parent;
                    break;
                case IConditionalOperation parent when parent.Condition != operation && parent.Type is not null:
                    operation = parent;
                    break;
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation parent } arm when arm.Value == operation:
                    operation = parent;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static bool IsOnlyCopied(ILocalSymbol local, Body body)
    {
        var reads = body.Uses.ReferencesTo(local).Where(static reference =>
            reference.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != reference).ToList();
        return reads.Count > 0 && reads.TrueForAll(static read =>
            Outermost(read) is var value && value.Parent is IWithOperation with && with.Operand == value);
    }

    private static bool IsOnlyCopied(IFieldSymbol field, SyntaxNode reference)
    {
        if (field.DeclaredAccessibility != Accessibility.Private || field.ContainingType.DeclaringSyntaxReferences.Length != 1
            || reference.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return false;
        }

        var reads = type.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == field.Name).ToList();
        return reads.Count > 0 && reads.TrueForAll(static name =>
            (name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name)
                .Parent.IsKind(SyntaxKind.WithExpression));
    }
}
