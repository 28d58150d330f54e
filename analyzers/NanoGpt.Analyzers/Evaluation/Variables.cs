using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Who writes and who tests which variable in one body, nested functions included. It is made in one pass over the body, and it
/// spares most bodies the control-flow graph.
/// </summary>
internal sealed class Variables
{
    private readonly Dictionary<ISymbol, Variable> variables = new(SymbolEqualityComparer.Default);

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
    public bool IsUntraceable(ISymbol variable) => Find(variable) is { IsUntraceable: true };

    /// <summary>Whether it keeps the value that it starts with.</summary>
    public bool IsWrittenOnce(ISymbol variable) =>
        Find(variable) is not { } known || (!known.IsUntraceable && known.Writes <= (variable is IParameterSymbol ? 0 : 1));

    public bool IsWritten(ISymbol variable) => Find(variable) is { Writes: > 0 };

    /// <summary>
    /// Whether paths may know something of its value: it is compared, or goes where it may be compared. Fields and properties count
    /// too, whatever their instance.
    /// </summary>
    public bool IsTested(ISymbol variable) => Find(variable) is { IsTested: true };

    /// <summary>Whether an array may get other items than those it is made with.</summary>
    public bool IsExposed(ISymbol variable) => Find(variable) is { IsExposed: true };

    /// <summary>The values that are written to it; null if some are not the values of expressions, such as what a loop iterates over.</summary>
    public IReadOnlyList<IOperation>? ValuesOf(ISymbol variable) => Find(variable) switch
    {
        null => [],
        { HasOtherValues: true } => null,
        { Values: var values } => values,
    };

    /// <summary>What a local is declared with; null if with nothing.</summary>
    public IOperation? InitializerOf(ISymbol local) => Find(local)?.Initializer;

    /// <summary>Where a local is named, its declaration apart.</summary>
    public IReadOnlyList<IOperation> ReferencesTo(ISymbol local) => Find(local)?.References ?? [];

    /// <summary>The local or parameter that an operation writes as a whole; several for a deconstruction.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="captured">
    /// In a control-flow graph, the variables that captures stand for: <c>x = a ? b : c</c> captures <c>x</c> before it asks <c>a</c>.
    /// </param>
    public static IEnumerable<ISymbol> WrittenBy(IOperation operation, IReadOnlyDictionary<object, ISymbol>? captured = null)
    {
        switch (operation)
        {
            case IDeconstructionAssignmentOperation deconstruction:
                return deconstruction.Target.DescendantsAndSelf().Select(part => SymbolOf(part, captured)).OfType<ISymbol>();
            case IAssignmentOperation assignment:
                return One(SymbolOf(assignment.Target, captured));
            case IIncrementOrDecrementOperation increment:
                return One(SymbolOf(increment.Target, captured));
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                return One(SymbolOf(argument.Value, captured));
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

    /// <summary>The local or parameter that an operation names; null if it names none.</summary>
    public static ISymbol? SymbolOf(IOperation? operation, IReadOnlyDictionary<object, ISymbol>? captured = null) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => SymbolOf(declaration.Expression, captured),
        IParenthesizedOperation parenthesized => SymbolOf(parenthesized.Operand, captured),
        IFlowCaptureReferenceOperation capture when captured is not null && captured.TryGetValue(capture.Id, out var symbol) => symbol,
        _ => null,
    };

    private static IEnumerable<ISymbol> One(ISymbol? symbol) => symbol is null ? [] : [symbol];

    private Variable? Find(ISymbol symbol) => variables.TryGetValue(symbol, out var variable) ? variable : null;

    private Variable Note(ISymbol symbol)
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
            case ILocalReferenceOperation local:
                NoteReference(local.Local, local);
                break;
            case IParameterReferenceOperation parameter:
                NoteReference(parameter.Parameter, parameter);
                break;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member when IsTest(member):
                Note(member.Member).IsTested = true;
                break;
            case IVariableDeclaratorOperation { Symbol: { } symbol } declarator:
                if (declarator.GetVariableInitializer()?.Value is { } value)
                {
                    var variable = Note(symbol);
                    variable.Initializer = value;
                    if (symbol.RefKind != RefKind.None)
                    {
                        variable.IsUntraceable = true;
                        Forget(value);
                    }
                }

                break;
            case IAddressOfOperation address:
                Forget(address.Reference);
                break;
        }

        NoteWrites(operation, function);
        foreach (var child in operation.ChildOperations)
        {
            Visit(child, function);
        }
    }

    private void NoteReference(ISymbol symbol, IOperation reference)
    {
        var variable = Note(symbol);
        variable.References.Add(reference);
        variable.IsTested |= IsTest(reference);
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

    private void NoteWrites(IOperation operation, ISymbol? function)
    {
        // The rest writes nothing; asking costs an enumerator each time.
        if (operation is not (IAssignmentOperation or IIncrementOrDecrementOperation or IArgumentOperation or IVariableDeclaratorOperation or IPatternOperation
            or IForEachLoopOperation or ICatchClauseOperation))
        {
            return;
        }

        var value = operation switch
        {
            ISimpleAssignmentOperation { IsRef: false } assignment => assignment.Value,
            ICoalesceAssignmentOperation assignment => assignment.Value,
            IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value,
            _ => null,
        };
        foreach (var symbol in WrittenBy(operation))
        {
            var variable = Note(symbol);
            variable.Writes++;
            if (value is null)
            {
                variable.HasOtherValues = true;
            }
            else
            {
                variable.Values.Add(value);
            }

            if (function is not null && !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, function))
            {
                variable.IsUntraceable = true;
            }
        }
    }

    // Whether a value goes where a path may learn something of it. What is only handed on is no test.
    private static bool IsTest(IOperation reference)
    {
        var value = reference;
        while (true)
        {
            switch (value.Parent)
            {
                case IParenthesizedOperation or IConversionOperation:
                    break;
                case IConditionalOperation conditional when conditional.Condition != value:
                    break;
                case ICoalesceOperation coalesce when coalesce.Value != value:
                    break;
                case ISwitchExpressionArmOperation arm when arm.Value == value:
                    value = arm;
                    break;
                case ISimpleAssignmentOperation assignment:
                    return assignment.Value == value && assignment.Target is not (IMemberReferenceOperation or IDiscardOperation);
                case IArgumentOperation { Parent: IObjectCreationOperation { Type.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } }:
                    return true;
                case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } }:
                    break;
                case IInvocationOperation { TargetMethod.ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }:
                case IPropertyReferenceOperation { Property.ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }:
                    return true;
                case null or IArgumentOperation or IInvocationOperation or IMemberReferenceOperation or IReturnOperation or IInterpolationOperation
                    or IExpressionStatementOperation or IArrayInitializerOperation or IWithOperation:
                    return false;
                case { Syntax: CollectionExpressionSyntax }:
                    return false;
                default:
                    return true;
            }

            value = value.Parent!;
        }
    }

    private void Forget(IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (SymbolOf(operation) is { } symbol)
            {
                Note(symbol).IsUntraceable = true;
            }
        }
    }

    /// <summary>What one pass has noted of a local, parameter, field or property.</summary>
    private sealed class Variable
    {
        public int Writes { get; set; }

        public bool HasOtherValues { get; set; }

        public bool IsUntraceable { get; set; }

        public bool IsTested { get; set; }

        public bool IsExposed { get; set; }

        public IOperation? Initializer { get; set; }

        public List<IOperation> Values { get; } = [];

        public List<IOperation> References { get; } = [];
    }
}
