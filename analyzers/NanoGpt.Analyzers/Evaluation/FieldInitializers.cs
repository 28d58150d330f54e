using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Reads the initializers of readonly fields of the same file that no constructor assigns.</summary>
internal static class FieldInitializers
{
    private const int MaxDepth = 8;

    /// <summary>Returns the value of a field, or null if it is unknown.</summary>
    public static Fact? Read(IFieldReferenceOperation reference, ValueReader reader)
    {
        var field = reference.Field;
        if (!field.IsReadOnly || field.IsImplicitlyDeclared || field.DeclaringSyntaxReferences.Length != 1
            || reader.Context.Model is not { } model
            || field.DeclaringSyntaxReferences[0].SyntaxTree != model.SyntaxTree || reader.Depth >= MaxDepth
            || field.DeclaringSyntaxReferences[0].GetSyntax()
                is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || MayBeAssignedElsewhere(field, declarator))
        {
            return null;
        }

        return reader.Context.Once(field, reader.Depth, () =>
        {
            // The operation may be wrapped in a conversion to the type of the field.
            var initializer = model.GetOperation(value) is { Parent: IConversionOperation { IsImplicit: true } conversion }
                ? conversion
                : model.GetOperation(value);
            var fact = new DirectReader(reader.Context, depth: reader.Depth + 1).ReadClosed(initializer);

            // The items of an array can be replaced.
            return fact is Fact.Items items && field.Type is IArrayTypeSymbol ? new Fact.Items(items.Count, default) : fact;
        });
    }

    // Conservative: each use of the name in a constructor counts as an assignment.
    private static bool MayBeAssignedElsewhere(IFieldSymbol field, VariableDeclaratorSyntax declarator) =>
        field.ContainingType.DeclaringSyntaxReferences.Length != 1
        || declarator.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
        || type.Members.Where(static member => member is ConstructorDeclarationSyntax || HasInitAccessor(member))
            .SelectMany(static member => member.DescendantTokens())
            .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == field.Name);

    private static bool HasInitAccessor(MemberDeclarationSyntax member) =>
        member is BasePropertyDeclarationSyntax { AccessorList.Accessors: var accessors }
        && accessors.Any(static accessor => accessor.IsKind(SyntaxKind.InitAccessorDeclaration));
}
