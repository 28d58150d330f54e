using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Reads the operations of a control-flow graph on a path, and changes the state of the path as they do.</summary>
internal abstract class PathReader(BlockLayout layout, ISymbol owner, BodyFlow body) : ValueReader(body.Context)
{
    protected BlockLayout Layout { get; } = layout;

    protected ISymbol Owner { get; } = owner;

    protected BodyFlow Body { get; } = body;

    /// <summary>Gets or sets the state before the current operation, or null after an operation that never completes.</summary>
    protected PathState? State { get; set; }

    protected override bool IsNotNull(Fact fact) => State!.IsNotNull(fact);

    protected override Fact ReadCreation(IObjectCreationOperation creation)
    {
        var fact = base.ReadCreation(creation);
        if (fact is Fact.Request { Object: var request } && creation.Parent is not IFlowCaptureOperation)
        {
            Body.Add(request, State);
        }

        return fact;
    }

    protected override Fact ReadOther(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                var captured = Read(capture.Value);
                SetValue(Layout.NumberOf(capture.Id), captured);
                return captured;
            case IFlowCaptureReferenceOperation reference:
                return ReadCapture(reference);
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return ReadVariable(VariableUses.SymbolOf(operation)!, operation);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case ISimpleAssignmentOperation assignment:
                return ReadAssignment(assignment);
            case ICompoundAssignmentOperation { OperatorMethod: null } assignment:
                var result = Arithmetic.Compute(
                    assignment.OperatorKind, assignment.Type, Read(assignment.Target), Read(assignment.Value));
                return Write(assignment.Target, result ?? ReadAny(assignment), assignment);
            case IIncrementOrDecrementOperation { OperatorMethod: null } increment:
                return ReadIncrement(increment);
            case IDeclarationExpressionOperation declaration:
                return Read(declaration.Expression);
            case IInvocationOperation { Syntax: WithExpressionSyntax } clone:
                return ReadClone(clone, clone.Instance);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                var negated = Read(not.Operand);
                return (not.IsLifted && !IsNotNull(negated) ? null : Conditions.Not(negated)) ?? Opaque(not, negated);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null } minus:
                var operand = Read(minus.Operand);
                return Arithmetic.Compute(BinaryOperatorKind.Subtract, minus.Type, new Fact.Constant(0),
                    operand) ?? Opaque(minus, operand);
            case IBinaryOperation binary:
                var (left, right) = (Read(binary.LeftOperand), Read(binary.RightOperand));
                return Conditions.Compare(binary, left, right)
                    ?? (binary.OperatorMethod is null ? Arithmetic.Compute(binary.OperatorKind, binary.Type, left, right) : null)
                    ?? Opaque(binary, left, right);
            case IIsPatternOperation isPattern:
                return ReadPattern(isPattern);
            case IIsNullOperation isNull:
                var tested = Read(isNull.Operand);
                return Conditions.IsNull(tested) ?? Opaque(isNull, tested);
            case IInvocationOperation invocation:
                return ReadCall(invocation);
            case IExpressionStatementOperation statement:
                return Read(statement.Operation);
            case IMethodReferenceOperation or IDelegateCreationOperation:
                ReadAll(operation.ChildOperations);
                return Fact.NotNull;
            default:
                var fact = ReadAny(operation);
                ForgetWritten(operation);
                return fact;
        }
    }

    protected override Fact ReadField(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (reference.Instance is not (null or IInstanceReferenceOperation))
        {
            return ReadAny(reference);
        }

        // Constructors and "this = ..." write readonly fields.
        var isStable = field.IsReadOnly
            && (field.IsStatic || field.ContainingType is { IsReferenceType: true } or { IsReadOnly: true })
            && Owner is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor };
        return isStable && Body.Terms.Get(field, field.Type) is { } term ? new Fact.SameAs(term) : FromType(field.Type);
    }

    protected override Fact Opaque(IOperation operation, params Fact[] operands)
    {
        if (State is not null)
        {
            State = operands.Aggregate(State, static (before, operand) => before.Doubt(operand));
            State = State with { Trace = Body.Traces.Extend(State.Trace, operation, operands) };
        }

        return FromType(operation.Type);
    }

    private void SetValue(int number, Fact fact) => State = State! with { Values = State.Values.Set(number, fact) };

    private Fact ReadCapture(IFlowCaptureReferenceOperation reference)
    {
        if (State!.Values.Find(Layout.NumberOf(reference.Id)) is not { } fact)
        {
            return FromType(reference.Type);
        }

        if (fact is Fact.Request { Object: var request })
        {
            Body.Add(request, State);
        }

        return fact;
    }

    private Fact ReadVariable(ISymbol variable, IOperation read)
    {
        var fact = Body.Uses.IsUntraceable(variable) ? null
            : SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, Owner)
                ? State!.Values.Find(Layout.NumberOf(variable))
            : Body.FindOuter(variable);
        return fact is Fact.Items items && Body.Uses.IsExposed(variable) ? new Fact.Items(items.Count, default)
            : fact ?? FromType(read.Type);
    }

    private Fact ReadProperty(IPropertyReferenceOperation reference)
    {
        var instance = Read(reference.Instance);
        if (reference.Property is { ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } property)
        {
            return property.Name == "HasValue" ? (Conditions.IsNull(instance) is { } isNull ? Conditions.Not(isNull)!
                : Opaque(reference, instance))
                : IsNotNull(instance) ? instance
                : Opaque(reference, instance);
        }

        return Opaque(reference, [instance, .. ReadAll(reference.Arguments)]);
    }

    private Fact ReadAssignment(ISimpleAssignmentOperation assignment)
    {
        switch (assignment.Target)
        {
            case IPropertyReferenceOperation { Instance: IFlowCaptureReferenceOperation target } property
                when State!.Values.Find(Layout.NumberOf(target.Id)) is Fact.Request:
                return SetProperty(target, property.Property.Name, Read(assignment.Value), assignment.Syntax);

            // Options = { Loop = true } sets a member of the existing value.
            case IPropertyReferenceOperation { Instance: IPropertyReferenceOperation member }
                when member.Instance is IFlowCaptureReferenceOperation outer
                    && State!.Values.Find(Layout.NumberOf(outer.Id)) is Fact.Request:
                var nested = Read(assignment.Value);
                SetProperty(outer, member.Property.Name, Fact.NotNull, assignment.Syntax);
                return nested;

            default:
                return Write(assignment.Target, Read(assignment.Value), assignment);
        }
    }

    private Fact SetProperty(IFlowCaptureReferenceOperation target, string property, Fact value, SyntaxNode syntax)
    {
        var number = Layout.NumberOf(target.Id);
        if (State?.Values.Find(number) is Fact.Request { Object: var request })
        {
            SetValue(number, new Fact.Request(request.With(property, new Assignment(value, syntax))));
        }

        return value;
    }

    private Fact Write(IOperation target, Fact fact, IOperation write)
    {
        if (Layout.TargetOf(target) is { } variable)
        {
            return State is null || variable is ILocalSymbol { RefKind: not RefKind.None } ? fact : Write(variable, fact, write);
        }

        // A value that is stored elsewhere can be compared by any code.
        if (target is not IDiscardOperation)
        {
            Opaque(write, [fact, .. ReadAll(target.ChildOperations)]);
        }

        return fact;
    }

    // An unknown value becomes a term, so that conditions can narrow it.
    private Fact Write(ISymbol variable, Fact fact, IOperation write)
    {
        if (fact is Fact.UnknownValue or Fact.NonNull)
        {
            fact = CreateTerm(variable, write.Syntax, isNotNull: fact is Fact.NonNull) ?? fact;
        }

        SetValue(Layout.NumberOf(variable), fact);
        Body.AddWrite(variable, fact);
        return fact;
    }

    private Fact? CreateTerm(ISymbol variable, object place, bool isNotNull = false) =>
        BodyFlow.TypeOf(variable) is { } type && Body.Terms.Get(variable, type, place) is { } term
        && (!isNotNull || !term.Values.HasNull)
            ? new Fact.SameAs(term)
            : null;

    private Fact ReadIncrement(IIncrementOrDecrementOperation increment)
    {
        var before = Read(increment.Target);
        var kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var after = Arithmetic.Compute(kind, increment.Type, before, new Fact.Constant(1)) ?? Opaque(increment, before);
        after = Write(increment.Target, after, increment);
        return increment.IsPostfix ? before : after;
    }

    // The graph represents "with" as a call that clones, followed by assignments to the clone.
    private Fact ReadClone(IOperation clone, IOperation? operand)
    {
        var origin = Read(operand);
        if (Types.GetModel(clone.Type) is not { } model)
        {
            return Opaque(clone, origin) is var copy && copy.IsNotNull ? copy : Fact.NotNull;
        }

        var request = origin is Fact.Request { Object: var known }
            ? known with { Creation = clone.Syntax }
            : new RequestObject(model, clone.Syntax, SmallMap<string, Assignment>.Empty, IsComplete: false);
        if (clone.Parent is not IFlowCaptureOperation)
        {
            Body.Add(request, State);
        }

        return new Fact.Request(request);
    }

    private Fact ReadPattern(IIsPatternOperation isPattern)
    {
        var value = Read(isPattern.Value);
        var result = Conditions.Match(value, isPattern.Pattern) ?? Opaque(isPattern, value);
        ForgetWritten(isPattern.Pattern);
        var declared = (isPattern.Pattern as IRecursivePatternOperation)?.DeclaredSymbol
            ?? (isPattern.Pattern as IDeclarationPatternOperation)?.DeclaredSymbol;
        if (State is not null && declared is { } symbol && BodyFlow.TypeOf(symbol) is { } type
            && SymbolEqualityComparer.Default.Equals(type.WithoutNullable(), isPattern.Value.Type?.WithoutNullable()))
        {
            Write(symbol, value, isPattern.Pattern);
        }

        return result;
    }

    private Fact ReadCall(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var instance = Read(invocation.Instance);
        if (method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            // The graph represents the test of "x ??= y" as a call of HasValue.
            if (method.Name == "get_HasValue" && Conditions.IsNull(instance) is { } isNull)
            {
                return Conditions.Not(isNull)!;
            }

            if (method is { Name: "GetValueOrDefault", Parameters.IsEmpty: true }
                && (IsNotNull(instance) ? instance : Conditions.ToTest(instance)) is { } value)
            {
                return value;
            }
        }

        var arguments = ReadAll(invocation.Arguments);
        var result = Opaque(invocation, [instance, .. arguments]);
        if (NeverReturns(method))
        {
            State = null;
        }

        return result;
    }

    private static bool NeverReturns(IMethodSymbol method) =>
        method is { ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" }, Name: "Exit" or "FailFast" }
        || method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "DoesNotReturnAttribute");

    private void ForgetWritten(IOperation operation)
    {
        foreach (var part in operation is IPatternOperation ? operation.DescendantsAndSelf() : [operation])
        {
            foreach (var variable in VariableUses.WrittenBy(part))
            {
                Forget(variable, part.Syntax);
            }

            if (part is IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref,
                Value: IFlowCaptureReferenceOperation target }
                && Layout.TargetOf(target) is { } captured)
            {
                Forget(captured, part.Syntax);
            }
        }
    }

    private void Forget(ISymbol variable, object place)
    {
        if (State is not null)
        {
            State = Forget(State, variable, place);
        }
    }

    protected PathState Forget(PathState before, ISymbol variable, object place)
    {
        Context.TryStep();
        var fact = CreateTerm(variable, place) ?? FromType(BodyFlow.TypeOf(variable));
        Body.AddWrite(variable, fact);
        return before with { Values = before.Values.Set(Layout.NumberOf(variable), fact) };
    }
}
