using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Tells requests that are only there to be copied: <c>with</c> completes them, so they need not be complete.</summary>
internal static class Bases
{
    /// <summary>Whether a request goes nowhere but into <c>with</c>.</summary>
    public static bool IsOnlyABase(IOperation creation, Body body)
    {
        var value = Outermost(creation);
        switch (value.Parent)
        {
            case IWithOperation with when with.Operand == value:
                return true;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return IsOnlyCopied(declarator.Symbol, body);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local, Parent: IExpressionStatementOperation } assignment when assignment.Value == value:
                return IsOnlyCopied(local.Local, body);
            case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields }:
                return IsOnlyCopied(fields[0], creation.Syntax);
            default:
                return false;
        }
    }

    /// <summary>Whether what a <c>with</c> copies is a base only, so that nobody else judges it.</summary>
    public static bool CopiesABase(IWithOperation with, Body body)
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

    /// <summary>The value through whatever passes it on unchanged.</summary>
    public static IOperation Outermost(IOperation operation)
    {
        while (true)
        {
            switch (operation.Parent)
            {
                case IParenthesizedOperation parent:
                    operation = parent;
                    break;
                case IConversionOperation { OperatorMethod: null } parent:
                    operation = parent;
                    break;
                case IConditionalOperation parent when parent.Condition != operation && parent.Type is not null:
                    operation = parent;
                    break;
                case ICoalesceOperation parent:
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
        var isCopied = false;
        foreach (var reference in body.Variables.ReferencesTo(local))
        {
            if (reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)
            {
                continue;
            }

            var value = Outermost(reference);
            if (value.Parent is not IWithOperation with || with.Operand != value)
            {
                return false;
            }

            isCopied = true;
        }

        return isCopied;
    }

    private static bool IsOnlyCopied(IFieldSymbol field, SyntaxNode somewhere)
    {
        if (field.DeclaredAccessibility != Accessibility.Private || field.ContainingType.DeclaringSyntaxReferences.Length != 1
            || somewhere.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return false;
        }

        var isCopied = false;
        foreach (var name in type.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != field.Name)
            {
                continue;
            }

            ExpressionSyntax value = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (!value.Parent.IsKind(SyntaxKind.WithExpression))
            {
                return false;
            }

            isCopied = true;
        }

        return isCopied;
    }
}
