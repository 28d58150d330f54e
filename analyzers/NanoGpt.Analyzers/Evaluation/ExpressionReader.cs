namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Reads all values that an expression may have on any path, without the control-flow graph. Returns
/// <see cref="Fact.Undetermined"/> if the graph is required.
/// </summary>
/// <param name="types">The known types.</param>
/// <param name="budget">The budget for the reads.</param>
/// <param name="variablesOf">Returns the variables of the body of an operation; null for field initializers.</param>
/// <param name="depth">The number of nested field initializers.</param>
internal sealed class ExpressionReader(
    KnownTypes types, ReadBudget budget, Func<IOperation, Variables>? variablesOf = null, int depth = 0)
    : ValueReader(types, budget, depth)
{
    // Limits chains of variables that are copied from variables, which may be circular.
    private const int MaxCopies = 6;

    private Variables? variables;
    private int copies;

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
                return Fact.Union(Read(conditional.WhenTrue), Read(conditional.WhenFalse));
            case ICoalesceOperation coalesce:
                var value = Read(coalesce.Value);
                return value is Fact.Constant { Value: null }
                    ? Read(coalesce.WhenNull)
                    : Fact.Union(WithoutNull(value), Read(coalesce.WhenNull));
            case ISwitchExpressionOperation { Arms: { Length: > 0 } arms }:
                return arms.Select(arm => Read(arm.Value)).Aggregate(Fact.Union);
            case IConditionalAccessOperation:
                return Fact.Union(Fact.Unknown, Fact.Null);
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
                return Read(maybe).DependsOnPath ? Fact.Undetermined : Fact.NotNull;
            case IPropertyReferenceOperation { Property: { SetMethod.IsInitOnly: true, IsStatic: false } property }:
                return IsTested(property, operation) ? Fact.Undetermined : FromType(operation.Type);
            default:
                return FromType(operation.Type);
        }
    }

    protected override Fact ReadUnknownField(IFieldReferenceOperation operation) =>
        operation.Field.IsReadOnly && IsTested(operation.Field, operation) ? Fact.Undetermined : FromType(operation.Type);

    private Variables? VariablesOf(IOperation operation) => variables ??= variablesOf?.Invoke(operation);

    private bool IsTested(ISymbol symbol, IOperation read) => VariablesOf(read)?.IsTested(symbol) != false;

    private static Fact WithoutNull(Fact fact) =>
        fact.IsUndetermined
            ? fact
            : fact.Alternatives.Where(static alternative => alternative is not Fact.Constant { Value: null })
                .Select(static alternative => alternative is Fact.UnknownValue ? Fact.NotNull : alternative)
                .DefaultIfEmpty(Fact.NotNull).Aggregate(Fact.Union);

    private Fact ReadVariable(ISymbol variable, IOperation read)
    {
        if (VariablesOf(read) is not { } body || copies >= MaxCopies)
        {
            return Fact.Undetermined;
        }

        var values = ReadValues(variable, read, body);
        return !body.IsTested(variable) || values.Alternatives.All(IsFullyKnown) ? values
            : read.Type?.SpecialType == SpecialType.System_Boolean ? Fact.AnyBoolean
            : Fact.Undetermined;
    }

    // Returns the possible values without the effect of tests.
    private Fact ReadValues(ISymbol variable, IOperation read, Variables body) =>
        Budget.Once(variable, copies, () => ReadWritten(variable, read, body))!;

    private Fact ReadWritten(ISymbol variable, IOperation read, Variables body)
    {
        var anything = FromType(read.Type);
        if (body.IsUntraceable(variable) || variable is IParameterSymbol { RefKind: not RefKind.None })
        {
            return anything;
        }

        Fact? fact = null;
        if (variable is IParameterSymbol parameter)
        {
            fact = anything;
            // The default applies if the caller omits the argument. Null means that no value was specified.
            if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value })
            {
                fact = Fact.Union(fact, new Fact.Constant(value));
            }
        }

        if (body.ValuesOf(variable) is not { } written)
        {
            return Fact.Union(fact ?? anything, anything);
        }

        copies++;
        foreach (var operation in written)
        {
            var value = Read(operation);
            fact = fact is null ? value : Fact.Union(fact, value);
        }

        copies--;
        return fact is Fact.Items items && body.IsExposed(variable) ? new Fact.Items(items.Count, default) : fact ?? anything;
    }

    // Returns whether a test cannot add information.
    private static bool IsFullyKnown(Fact fact) => fact is not (Fact.UnknownValue or Fact.NonNull);

    private Fact ReadWith(IWithOperation with)
    {
        if (Types.GetModel(with.Type) is not { } model)
        {
            return Fact.NotNull;
        }

        var origin = ReadBase(with.Operand);
        var request = origin is Fact.Request { Object: var known }
            ? known with { Creation = with.Syntax }
            : new RequestObject(model, with.Syntax, SmallMap<string, Assignment>.Empty, IsComplete: false)
            {
                // The graph does not add information about values that come from outside.
                IsBaseUndetermined = origin.IsUndetermined || origin.Alternatives.Any(static fact => fact is Fact.Request),
            };
        return new Fact.Request(ReadInitializer(request, with.Initializer));
    }

    // A test of the base does not add information about its properties.
    private Fact ReadBase(IOperation operand)
    {
        while (operand is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
        {
            operand = (operand as IConversionOperation)?.Operand ?? ((IParenthesizedOperation)operand).Operand;
        }

        var variable = Variables.SymbolOf(operand);
        return variable is not null && copies < MaxCopies && VariablesOf(operand) is { } body
            ? ReadValues(variable, operand, body) : Read(operand);
    }
}
