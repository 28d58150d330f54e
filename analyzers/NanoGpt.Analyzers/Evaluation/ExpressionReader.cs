using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Reads an expression with what one pass over its body tells of its variables: every value that it may have on any path, or
/// <see cref="Fact.Open"/> where only the control-flow graph can tell.
/// </summary>
/// <param name="types">The types that are known.</param>
/// <param name="budget">The work that may be done.</param>
/// <param name="variablesOf">Returns the variables of the body that an operation is in; <see langword="null"/> for an
/// initializer of a field.</param>
/// <param name="depth">The number of initializers of fields that lead here.</param>
internal sealed class ExpressionReader(KnownTypes types, ReadBudget budget, Func<IOperation, Variables>? variablesOf = null,
    int depth = 0)
    : ValueReader(types, budget, depth)
{
    // Variables that are copied from variables; a circle ends somewhere.
    private const int MaxCopies = 6;

    private Variables? variables;
    private int copies;

    /// <summary>The request that a <c>new</c> or <c>with</c> makes; null if it makes none.</summary>
    public RequestObject? ReadRequest(IOperation operation) => (Read(operation) as Fact.Request)?.Object;

    protected override Fact ReadOther(IOperation operation)
    {
        switch (operation)
        {
            case IWithOperation with:
                return ReadWith(with);
            case ILocalReferenceOperation local:
                return ReadVariable(local.Local, local);
            case IParameterReferenceOperation parameter:
                return ReadVariable(parameter.Parameter, parameter);
            case IConditionalOperation { Type: not null } conditional:
                return Fact.Either(Read(conditional.WhenTrue), Read(conditional.WhenFalse));
            case ICoalesceOperation coalesce:
                var value = Read(coalesce.Value);
                return value is Fact.Constant { Value: null } ? Read(coalesce.WhenNull)
                    : Fact.Either(WithoutNull(value), Read(coalesce.WhenNull));
            case ISwitchExpressionOperation { Arms: { Length: > 0 } arms }:
                return arms.Select(arm => Read(arm.Value)).Aggregate(Fact.Either);
            case IConditionalAccessOperation:
                return Fact.Either(Fact.Unknown, Fact.Null);
            case IUnaryOperation or IBinaryOperation or IIsPatternOperation or IIsTypeOperation
                when operation.Type?.SpecialType == SpecialType.System_Boolean:
                return Fact.AnyBoolean;
            case IPropertyReferenceOperation { Instance: { } instance,
                Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } }:
                return WithoutNull(Read(instance));
            case IPropertyReferenceOperation { Property: { Name: "HasValue",
                ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } }:
                return Fact.AnyBoolean;
            case IInvocationOperation { Instance: { } maybe,
                TargetMethod.ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }:
                return Read(maybe).HangsOnPaths ? Fact.Open : Fact.NotNull;
            case IPropertyReferenceOperation { Property: { SetMethod.IsInitOnly: true, IsStatic: false } property }:
                return IsTested(property, operation) ? Fact.Open : NotNullIfValue(operation.Type);
            default:
                return NotNullIfValue(operation.Type);
        }
    }

    protected override Fact ReadUnknownField(IFieldReferenceOperation operation) =>
        operation.Field.IsReadOnly && IsTested(operation.Field, operation) ? Fact.Open : NotNullIfValue(operation.Type);

    private Variables? VariablesOf(IOperation operation) => variables ??= variablesOf?.Invoke(operation);

    private bool IsTested(ISymbol symbol, IOperation read) => VariablesOf(read)?.IsTested(symbol) != false;

    private static Fact WithoutNull(Fact fact) =>
        fact.IsLeftOpen
            ? fact
            : fact.Alternatives.Where(static alternative => alternative is not Fact.Constant { Value: null })
                .Select(static alternative => alternative is Fact.Nothing ? Fact.NotNull : alternative)
                .DefaultIfEmpty(Fact.NotNull).Aggregate(Fact.Either);

    private Fact ReadVariable(ISymbol variable, IOperation read)
    {
        if (VariablesOf(read) is not { } body || copies >= MaxCopies)
        {
            return Fact.Open;
        }

        var values = ReadValues(variable, read, body);
        if (!body.IsTested(variable) || values.Alternatives.All(IsFullyKnown))
        {
            return values;
        }

        return read.Type?.SpecialType == SpecialType.System_Boolean ? Fact.AnyBoolean : Fact.Open;
    }

    // What it holds, whatever tests it has passed.
    private Fact ReadValues(ISymbol variable, IOperation read, Variables body) =>
        Budget.Once(variable, copies, () => ReadWritten(variable, read, body))!;

    private Fact ReadWritten(ISymbol variable, IOperation read, Variables body)
    {
        var anything = NotNullIfValue(read.Type);
        if (body.IsUntraceable(variable) || variable is IParameterSymbol { RefKind: not RefKind.None })
        {
            return anything;
        }

        Fact? fact = null;
        if (variable is IParameterSymbol parameter)
        {
            fact = anything;
            // A caller that leaves it out gives its default. Null is how a caller says nothing.
            if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value })
            {
                fact = Fact.Either(fact, new Fact.Constant(value));
            }
        }

        if (body.ValuesOf(variable) is not { } written)
        {
            return Fact.Either(fact ?? anything, anything);
        }

        copies++;
        foreach (var operation in written)
        {
            var value = Read(operation);
            fact = fact is null ? value : Fact.Either(fact, value);
        }

        copies--;
        return fact is Fact.Items items && body.IsExposed(variable) ? new Fact.Items(items.Count, default) : fact ?? anything;
    }

    // Whether a test cannot tell more than is known already.
    private static bool IsFullyKnown(Fact fact) => fact is not (Fact.Nothing or Fact.Something);

    private static Fact NotNullIfValue(ITypeSymbol? type) =>
        type is { IsValueType: true } and not { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? Fact.NotNull
            : Fact.Unknown;

    private Fact ReadWith(IWithOperation with)
    {
        if (Types.ModelOf(with.Type) is not { } model)
        {
            return Fact.NotNull;
        }

        var origin = ReadBase(with.Operand);
        var request = origin is Fact.Request { Object: var known }
            ? known with { Creation = with.Syntax }
            : new RequestObject(model, with.Syntax, SmallMap<string, Assignment>.Empty, IsComplete: false)
            {
                // What is handed in stays unknown; a graph would only cost time.
                IsBaseOpen = origin.IsLeftOpen || origin.Alternatives.Any(static fact => fact is Fact.Request),
            };
        return new Fact.Request(ReadInitializer(request, with.Initializer));
    }

    // That a base was tested says nothing of its properties.
    private Fact ReadBase(IOperation operand)
    {
        while (operand is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
        {
            operand = operand is IConversionOperation conversion ? conversion.Operand
                : ((IParenthesizedOperation)operand).Operand;
        }

        var variable = Variables.SymbolOf(operand);
        return variable is not null && copies < MaxCopies && VariablesOf(operand) is { } body
            ? ReadValues(variable, operand, body) : Read(operand);
    }
}
