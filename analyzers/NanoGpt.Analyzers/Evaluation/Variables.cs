using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Who writes which local or parameter in one body, nested functions included.</summary>
internal sealed class Variables
{
    private readonly Dictionary<ISymbol, int> writes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation> initializers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> untraceable = new(SymbolEqualityComparer.Default);

    private Variables()
    {
    }

    public static Variables Of(IOperation body)
    {
        var variables = new Variables();
        variables.Visit(body, function: null);
        return variables;
    }

    /// <summary>Whether it may be written where the walk does not see it: in a nested function, or through a reference.</summary>
    public bool IsUntraceable(ISymbol variable) => untraceable.Contains(variable);

    /// <summary>Whether it keeps the value that it starts with.</summary>
    public bool IsWrittenOnce(ISymbol variable) =>
        !untraceable.Contains(variable)
        && (writes.TryGetValue(variable, out var count) ? count : 0) <= (variable is IParameterSymbol ? 0 : 1);

    /// <summary>What a local is declared with; null if with nothing.</summary>
    public IOperation? InitializerOf(ISymbol local) => initializers.TryGetValue(local, out var value) ? value : null;

    /// <summary>The local or parameter that an operation writes as a whole; several for a deconstruction.</summary>
    public static IEnumerable<ISymbol> WrittenBy(IOperation operation)
    {
        switch (operation)
        {
            case IDeconstructionAssignmentOperation deconstruction:
                return deconstruction.Target.DescendantsAndSelf().Select(SymbolOf).OfType<ISymbol>();
            case IAssignmentOperation assignment:
                return One(SymbolOf(assignment.Target));
            case IIncrementOrDecrementOperation increment:
                return One(SymbolOf(increment.Target));
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                return One(SymbolOf(argument.Value));
            case IVariableDeclaratorOperation declarator:
                return declarator.GetVariableInitializer() is null ? [] : [declarator.Symbol];
            case IDeclarationPatternOperation pattern:
                return One(pattern.DeclaredSymbol);
            case IRecursivePatternOperation pattern:
                return One(pattern.DeclaredSymbol);
            case IListPatternOperation pattern:
                return One(pattern.DeclaredSymbol);
            case IForEachLoopOperation or ICatchClauseOperation:
                return ((operation as ILoopOperation)?.Locals ?? ((ICatchClauseOperation)operation).Locals).SelectMany(static local => new ISymbol[] { local, local });
            default:
                return [];
        }
    }

    private static IEnumerable<ISymbol> One(ISymbol? symbol) => symbol is null ? [] : [symbol];

    private static ISymbol? SymbolOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => SymbolOf(declaration.Expression),
        IParenthesizedOperation parenthesized => SymbolOf(parenthesized.Operand),
        _ => null,
    };

    private void Visit(IOperation operation, ISymbol? function)
    {
        switch (operation)
        {
            case IAnonymousFunctionOperation lambda:
                function = lambda.Symbol;
                break;
            case ILocalFunctionOperation local:
                function = local.Symbol;
                break;
            case IVariableDeclaratorOperation { Symbol: { } symbol } declarator:
                if (declarator.GetVariableInitializer()?.Value is { } value)
                {
                    initializers[symbol] = value;
                    if (symbol.RefKind != RefKind.None)
                    {
                        untraceable.Add(symbol);
                        Forget(value);
                    }
                }

                break;
            case IAddressOfOperation address:
                Forget(address.Reference);
                break;
        }

        foreach (var symbol in WrittenBy(operation))
        {
            writes[symbol] = (writes.TryGetValue(symbol, out var count) ? count : 0) + 1;
            if (function is not null && !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, function))
            {
                untraceable.Add(symbol);
            }
        }

        foreach (var child in operation.ChildOperations)
        {
            Visit(child, function);
        }
    }

    private void Forget(IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (SymbolOf(operation) is { } symbol)
            {
                untraceable.Add(symbol);
            }
        }
    }
}
