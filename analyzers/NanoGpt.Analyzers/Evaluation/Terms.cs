using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Makes the terms of one body, each once.</summary>
internal sealed class Terms
{
    private const int MaxWords = 60;
    private static readonly ImmutableHashSet<ISymbol> NoRoots = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    private readonly Dictionary<ISymbol, Term> bySymbol = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(SyntaxNode, OperationKind), Term> bySyntax = [];
    private readonly Dictionary<(ISymbol, int), Term> byBlock = [];
    private readonly Dictionary<(Term?, ISymbol), Term> byMember = [];

    /// <summary>A parameter or local that is never written, or a readonly field.</summary>
    public Term Of(ISymbol symbol, ITypeSymbol type)
    {
        if (!bySymbol.TryGetValue(symbol, out var term))
        {
            bySymbol[symbol] = term = new Term(() => symbol.Name, type, symbol, NoRoots.Add(symbol));
        }

        return term;
    }

    /// <summary>A variable of which a block knows nothing when it begins.</summary>
    public Term At(int block, ISymbol variable)
    {
        if (!byBlock.TryGetValue((variable, block), out var term))
        {
            byBlock[(variable, block)] = term = new Term(() => variable.Name, TypeOf(variable), null, NoRoots.Add(variable));
        }

        return term;
    }

    /// <summary>The term of an expression that was evaluated on another path; null if there is none yet.</summary>
    public Term? Find(IOperation operation) => bySyntax.TryGetValue((operation.Syntax, operation.Kind), out var term) ? term : null;

    /// <summary>The value that an expression gave when it was evaluated.</summary>
    public Term Of(IOperation operation, ImmutableHashSet<ISymbol> roots)
    {
        var key = (operation.Syntax, operation.Kind);
        if (!bySyntax.TryGetValue(key, out var term))
        {
            bySyntax[key] = term = new Term(() => WordsOf(operation), operation.Type, null, roots);
        }

        return term;
    }

    /// <summary>A property that nobody can set any more; <paramref name="receiver"/> is null for <c>this</c>.</summary>
    public Term Member(Term? receiver, ISymbol member, ITypeSymbol? type, SyntaxNode syntax)
    {
        if (!byMember.TryGetValue((receiver, member), out var term))
        {
            byMember[(receiver, member)] = term = new Term(() => syntax.ToString(), type, member, receiver?.Roots ?? NoRoots.Add(member));
        }

        return term;
    }

    public static ITypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    private static string WordsOf(IOperation operation)
    {
        // A value that goes straight into a variable is better known by its name.
        var parent = operation.Parent is IConversionOperation conversion ? conversion.Parent : operation.Parent;
        switch (parent)
        {
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local }:
                return local.Local.Name;
            case IArgumentOperation when operation is ILocalReferenceOperation or IDeclarationExpressionOperation:
                return operation.Syntax.GetLastToken().ValueText;
        }

        var text = string.Join(" ", operation.Syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MaxWords
            ? text
            : FormattableString.Invariant($"the condition in line {operation.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");
    }
}
