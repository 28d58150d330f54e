using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Collects the writes, tests and reads of the variables of a body and its nested functions in one pass. This makes the
/// control-flow graph unnecessary for most bodies.
/// </summary>
internal sealed class Variables
{
    private readonly Dictionary<ISymbol, Variable> variables = new(SymbolEqualityComparer.Default);

    private Variables()
    {
    }

    public static Variables Create(IOperation body)
    {
        var variables = new Variables();
        variables.Visit(body, function: null);
        return variables;
    }

    /// <summary>Returns whether a variable may be written in a nested function or through a reference.</summary>
    public bool IsUntraceable(ISymbol variable) => Find(variable) is { IsUntraceable: true };

    /// <summary>Returns whether a variable keeps its initial value.</summary>
    public bool IsWrittenOnce(ISymbol variable) =>
        Find(variable) is not { } known || (!known.IsUntraceable && known.Writes <= (variable is IParameterSymbol ? 0 : 1));

    /// <summary>
    /// Returns whether a variable is compared, or passed to code that may compare it, so that paths may determine its value.
    /// Fields and properties are identified by their symbol, regardless of the instance.
    /// </summary>
    public bool IsTested(ISymbol variable) => Find(variable) is { IsTested: true };

    /// <summary>Returns whether the items of an array may be replaced.</summary>
    public bool IsExposed(ISymbol variable) => Find(variable) is { IsExposed: true };

    /// <summary>Returns the values that are written to a variable, or null if some are unknown (loop variables).</summary>
    public IReadOnlyList<IOperation>? ValuesOf(ISymbol variable) => Find(variable) switch
    {
        null => [],
        { HasOtherValues: true } => null,
        { Values: var values } => values,
    };

    public IOperation? InitializerOf(ISymbol local) => Find(local)?.Initializer;

    /// <summary>Returns the uses of a local without its declaration.</summary>
    public IReadOnlyList<IOperation> ReferencesTo(ISymbol local) => Find(local)?.References ?? [];

    /// <summary>Returns the locals and parameters that an operation writes.</summary>
    /// <remarks>In a control-flow graph, <c>x = a ? b : c</c> captures <c>x</c> before it evaluates <c>a</c>.</remarks>
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
                // Twice, because these locals have several values.
                return ((operation as ILoopOperation)?.Locals ?? ((ICatchClauseOperation)operation).Locals)
                    .SelectMany(static local => new ISymbol[] { local, local });
            default:
                return [];
        }
    }

    /// <summary>Returns the local or parameter that an operation references, or null.</summary>
    public static ISymbol? SymbolOf(IOperation? operation, IReadOnlyDictionary<object, ISymbol>? captured = null) =>
        operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IDeclarationExpressionOperation declaration => SymbolOf(declaration.Expression, captured),
            IParenthesizedOperation parenthesized => SymbolOf(parenthesized.Operand, captured),
            IFlowCaptureReferenceOperation capture
                when captured is not null && captured.TryGetValue(capture.Id, out var symbol) => symbol,
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
            case ILocalReferenceOperation local:
                AddReference(local.Local, local);
                break;
            case IParameterReferenceOperation parameter:
                AddReference(parameter.Parameter, parameter);
                break;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member when IsTest(member):
                GetOrAdd(member.Member).IsTested = true;
                break;
            case IVariableDeclaratorOperation { Symbol: { } symbol } declarator:
                if (declarator.GetVariableInitializer()?.Value is { } value)
                {
                    var variable = GetOrAdd(symbol);
                    variable.Initializer = value;
                    if (symbol.RefKind != RefKind.None)
                    {
                        variable.IsUntraceable = true;
                        MarkUntraceable(value);
                    }
                }

                break;
            case IAddressOfOperation address:
                MarkUntraceable(address.Reference);
                break;
        }

        AddWrites(operation, function);
        foreach (var child in operation.ChildOperations)
        {
            Visit(child, function);
        }
    }

    private void AddReference(ISymbol symbol, IOperation reference)
    {
        var variable = GetOrAdd(symbol);
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

    private void AddWrites(IOperation operation, ISymbol? function)
    {
        // Avoids the allocation of an enumerator for operations that write nothing.
        if (operation is not (IAssignmentOperation or IIncrementOrDecrementOperation or IArgumentOperation
            or IVariableDeclaratorOperation or IPatternOperation or IForEachLoopOperation or ICatchClauseOperation))
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
            var variable = GetOrAdd(symbol);
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

    // Returns whether a value is used where a path may determine it. Passing a value on is not a test.
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
                case IArgumentOperation { Parent: IObjectCreationOperation { Type: { } created } }
                    when created.IsNullableValueType():
                    return true;
                case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: var type } }
                    when type.IsNullableValueType():
                    break;
                case IInvocationOperation { TargetMethod.ContainingType: var type } when type.IsNullableValueType():
                    return true;
                case IPropertyReferenceOperation { Property.ContainingType: var type } when type.IsNullableValueType():
                    return true;
                case null or IArgumentOperation or IInvocationOperation or IMemberReferenceOperation or IReturnOperation
                    or IInterpolationOperation or IExpressionStatementOperation or IArrayInitializerOperation or IWithOperation
                    or { Syntax: CollectionExpressionSyntax }:
                    return false;
                default:
                    return true;
            }

            value = value.Parent!;
        }
    }

    private void MarkUntraceable(IOperation value)
    {
        foreach (var symbol in value.DescendantsAndSelf().Select(static part => SymbolOf(part)).OfType<ISymbol>())
        {
            GetOrAdd(symbol).IsUntraceable = true;
        }
    }

    /// <summary>Represents a local, parameter, field or property.</summary>
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
