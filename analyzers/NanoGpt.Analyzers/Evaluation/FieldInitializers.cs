using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// What a readonly field holds: its initializer's value, unless a constructor may have put something else there. Only fields of
/// the same file are looked at, because another file's meaning is not at hand.
/// </summary>
internal static class FieldInitializers
{
    private const int MaxDepth = 8;

    /// <summary>The initializer's value; null if it does not tell.</summary>
    public static Fact? Read(IFieldReferenceOperation reference, ValueReader reader)
    {
        var field = reference.Field;
        if (!field.IsReadOnly || field.IsImplicitlyDeclared || field.DeclaringSyntaxReferences.Length != 1
            || reference.SemanticModel is not { } model
            || field.DeclaringSyntaxReferences[0].SyntaxTree != model.SyntaxTree || reader.Depth >= MaxDepth
            || field.DeclaringSyntaxReferences[0].GetSyntax()
                is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || MayBeAssignedElsewhere(field, declarator))
        {
            return null;
        }

        return reader.Budget.Once(field, reader.Depth, () =>
        {
            // The conversion to the field's type is between the value and the initializer.
            var initializer = model.GetOperation(value) is { Parent: IConversionOperation { IsImplicit: true } conversion }
                ? conversion : model.GetOperation(value);
            return new ExpressionReader(reader.Types, reader.Budget, depth: reader.Depth + 1).Read(initializer);
        }) is (Fact.Constant or Fact.Media or Fact.Items or Fact.Request) and var fact ? fact : null;
    }

    // Any mention of the name in a constructor counts, which is more than needed and never too little.
    private static bool MayBeAssignedElsewhere(IFieldSymbol field, VariableDeclaratorSyntax declarator)
    {
        if (field.ContainingType.DeclaringSyntaxReferences.Length != 1
            || declarator.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return true;
        }

        foreach (var member in type.Members)
        {
            var mayAssign = member is ConstructorDeclarationSyntax || HasInitAccessor(member);
            if (mayAssign && member.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken)
                && token.ValueText == field.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasInitAccessor(MemberDeclarationSyntax member) =>
        member is BasePropertyDeclarationSyntax { AccessorList.Accessors: var accessors }
        && accessors.Any(static accessor => accessor.IsKind(SyntaxKind.InitAccessorDeclaration));
}
