using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Collects how a body and its nested functions use variables, in one pass.</summary>
internal sealed class VariableUses
{
    private readonly Dictionary<ISymbol, Variable> variables = new(SymbolEqualityComparer.Default);

    private VariableUses()
    {
    }

    /// <summary>Gets the number of items that are not constant in the longest list of the body.</summary>
    public int LongestList { get; private set; }

    /// <summary>Gets a value that indicates whether the body has no branches: each operation is executed once at most.</summary>
    public bool IsStraight { get; private set; } = true;

    public static VariableUses Create(IOperation body)
    {
        var uses = new VariableUses();
        uses.Visit(body, function: null);
        return uses;
    }

    /// <summary>Returns whether a variable may be written in a nested function or through a reference.</summary>
    public bool IsUntraceable(ISymbol variable) => variable is IParameterSymbol { RefKind: not RefKind.None }
        || Find(variable) is { IsUntraceable: true };

    /// <summary>Returns whether a nested function uses a variable of a containing function.</summary>
    public bool IsCaptured(ISymbol variable) => Find(variable) is { IsCaptured: true };

    /// <summary>Returns whether a variable keeps its initial value.</summary>
    public bool IsWrittenOnce(ISymbol variable) =>
        !IsUntraceable(variable) && (Find(variable)?.Writes ?? 0) <= (variable is IParameterSymbol ? 0 : 1);

    /// <summary>Returns the initializer of a local that keeps its initial value, or null.</summary>
    public IOperation? InitializerOf(ISymbol local) => IsWrittenOnce(local) ? Find(local)?.Initializer : null;

    /// <summary>Returns whether the items of an array may be replaced.</summary>
    public bool IsExposed(ISymbol variable) => Find(variable) is { IsExposed: true };

    /// <summary>Returns the uses of a local without its declaration.</summary>
    public IReadOnlyList<IOperation> ReferencesTo(ISymbol local) => Find(local)?.References ?? [];

    /// <summary>Returns the locals and parameters that an operation writes.</summary>
    public static IEnumerable<ISymbol> WrittenBy(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation { Target: var target } =>
            target.DescendantsAndSelf().Select(SymbolOf).OfType<ISymbol>(),
        IAssignmentOperation assignment => One(SymbolOf(assignment.Target)),
        IIncrementOrDecrementOperation increment => One(SymbolOf(increment.Target)),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => One(SymbolOf(argument.Value)),
        IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer() is null ? [] : [declarator.Symbol],
        IDeclarationPatternOperation pattern => One(pattern.DeclaredSymbol),
        IRecursivePatternOperation pattern => One(pattern.DeclaredSymbol),
        IListPatternOperation pattern => One(pattern.DeclaredSymbol),
        // Twice, because these locals have several values.
        IForEachLoopOperation loop => loop.Locals.Concat(loop.Locals),
        ICatchClauseOperation clause => clause.Locals.Concat(clause.Locals),
        _ => [],
    };

    /// <summary>Returns the local or parameter that an operation references, or null.</summary>
    public static ISymbol? SymbolOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => SymbolOf(declaration.Expression),
        IParenthesizedOperation parenthesized => SymbolOf(parenthesized.Operand),
        _ => null,
    };

    private static IEnumerable<ISymbol> One(ISymbol? symbol) => symbol is null ? [] : [symbol];

    private Variable? Find(ISymbol symbol) => variables.TryGetValue(symbol, out var variable) ? variable : null;

    private Variable GetOrAdd(ISymbol symbol)
    {
        if (!variables.TryGetValue(symbol, out var variable))
        {
            variables[symbol] = variable = new Variable();
        }

        return variable;
    }

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
            case IArrayInitializerOperation or { Syntax: CollectionExpressionSyntax }:
                var items = operation.ChildOperations.Count(static item => !item.ConstantValue.HasValue);
                LongestList = Math.Max(LongestList, items);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation:
                AddReference(SymbolOf(operation)!, operation, function);
                break;
            case IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICoalesceOperation
                or ICoalesceAssignmentOperation or IConditionalAccessOperation or ILoopOperation or ITryOperation
                or ILabeledOperation
                or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr }:
                IsStraight = false;
                break;
            case IVariableDeclaratorOperation { Symbol: { RefKind: not RefKind.None } symbol } declarator:
                GetOrAdd(symbol).IsUntraceable = true;
                MarkUntraceable(declarator.GetVariableInitializer()?.Value);
                break;
            case ISimpleAssignmentOperation { IsRef: true } assignment:
                MarkUntraceable(assignment.Value);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref } argument:
                // The called method may keep the reference.
                MarkUntraceable(argument.Value);
                break;
            case IAddressOfOperation address:
                MarkUntraceable(address.Reference);
                break;
            case IReturnOperation { ReturnedValue: IConditionalOperation { IsRef: true } value }:
                MarkUntraceable(value);
                break;
        }

        // Avoids the allocation of an enumerator for operations that write nothing.
        if (operation is IVariableDeclaratorOperation { Symbol: var declared } declaration)
        {
            GetOrAdd(declared).Initializer = declaration.GetVariableInitializer()?.Value;
        }

        if (operation is IAssignmentOperation or IIncrementOrDecrementOperation or IArgumentOperation
            or IVariableDeclaratorOperation or IPatternOperation or IForEachLoopOperation or ICatchClauseOperation)
        {
            foreach (var symbol in WrittenBy(operation))
            {
                var variable = GetOrAdd(symbol);
                variable.Writes++;
                variable.IsUntraceable |= IsOutside(symbol, function);
            }
        }

        foreach (var child in operation.ChildOperations)
        {
            Visit(child, function);
        }
    }

    private static bool IsOutside(ISymbol variable, ISymbol? function) =>
        function is not null && !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, function);

    private void AddReference(ISymbol symbol, IOperation reference, ISymbol? function)
    {
        var variable = GetOrAdd(symbol);
        variable.References.Add(reference);
        variable.IsCaptured |= IsOutside(symbol, function);
        variable.IsExposed |= reference.Type is IArrayTypeSymbol && !IsPutIntoProperty(reference);
    }

    private static bool IsPutIntoProperty(IOperation reference)
    {
        var value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return value.Parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation };
    }

    private void MarkUntraceable(IOperation? value)
    {
        foreach (var symbol in value?.DescendantsAndSelf().Select(SymbolOf).OfType<ISymbol>() ?? [])
        {
            GetOrAdd(symbol).IsUntraceable = true;
        }
    }

    /// <summary>Represents a local or parameter.</summary>
    private sealed class Variable
    {
        public int Writes { get; set; }

        public IOperation? Initializer { get; set; }

        public bool IsUntraceable { get; set; }

        public bool IsCaptured { get; set; }

        public bool IsExposed { get; set; }

        public List<IOperation> References { get; } = [];
    }
}
