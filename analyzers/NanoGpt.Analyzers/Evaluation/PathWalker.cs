using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Analyzes a control-flow graph forward and collects the requests that are created. Each block is visited once, in the order of
/// the source: at the head of a loop, the variables that the loop writes are unknown.
/// </summary>
internal sealed class PathWalker(ControlFlowGraph graph, ISymbol owner, BodyFlow body) : ValueReader(body.Context)
{
    private readonly BlockLayout layout = new(graph);
    private readonly StateList?[] arrivals = new StateList?[graph.Blocks.Length];

    // The state before the current operation, or null after an operation that never completes.
    private PathState? state;

    /// <summary>Analyzes the graph. Returns <see langword="false"/> if there are too many steps.</summary>
    public bool Walk(CancellationToken cancellationToken)
    {
        Arrive(graph.Blocks[0], CreateEntry());
        foreach (var block in layout.Order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Context.IsSpent)
            {
                return false;
            }

            if (arrivals[block.Ordinal] is not { } incoming || !block.IsReachable)
            {
                continue;
            }

            arrivals[block.Ordinal] = null;
            var states = incoming.Complete();
            EnterHandlers(block, states);
            foreach (var start in states)
            {
                Visit(block, start);
            }
        }

        return !Context.IsSpent;
    }

    private PathState CreateEntry()
    {
        var isNested = owner is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction };
        var entry = new PathState { IsUncertain = isNested };
        foreach (var parameter in (owner as IMethodSymbol)?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            var isInput = !isNested && !body.Uses.IsCaptured(parameter);
            if (!body.Uses.IsUntraceable(parameter) && body.Terms.Get(parameter, parameter.Type, isInput: isInput) is { } term)
            {
                entry = entry with { Values = entry.Values.Set(layout.NumberOf(parameter), new Fact.SameAs(term)) };
            }
        }

        return entry;
    }

    private void Visit(BasicBlock block, PathState start)
    {
        state = start;
        foreach (var operation in block.Operations)
        {
            Read(operation);
            if (state is null)
            {
                return;
            }
        }

        FollowBranches(block);
    }

    protected override bool IsNotNull(Fact fact) => state!.IsNotNull(fact);

    protected override Fact ReadCreation(IObjectCreationOperation creation)
    {
        var fact = base.ReadCreation(creation);
        if (fact is Fact.Request { Object: var request } && creation.Parent is not IFlowCaptureOperation)
        {
            body.Add(request, state);
        }

        return fact;
    }

    protected override Fact ReadOther(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                var captured = Read(capture.Value);
                SetValue(layout.NumberOf(capture.Id), captured);
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
            && owner is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor };
        return isStable && body.Terms.Get(field, field.Type) is { } term ? new Fact.SameAs(term) : FromType(field.Type);
    }

    protected override Fact Opaque(IOperation operation, params Fact[] operands)
    {
        if (state is not null)
        {
            state = operands.Aggregate(state, static (before, operand) => before.Doubt(operand));
            state = state with { Trace = body.Traces.Extend(state.Trace, operation, operands) };
        }

        return FromType(operation.Type);
    }

    private void SetValue(int number, Fact fact) => state = state! with { Values = state.Values.Set(number, fact) };

    private Fact ReadCapture(IFlowCaptureReferenceOperation reference)
    {
        if (state!.Values.Find(layout.NumberOf(reference.Id)) is not { } fact)
        {
            return FromType(reference.Type);
        }

        if (fact is Fact.Request { Object: var request })
        {
            body.Add(request, state);
        }

        return fact;
    }

    private Fact ReadVariable(ISymbol variable, IOperation read)
    {
        var fact = body.Uses.IsUntraceable(variable) ? null
            : SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, owner)
                ? state!.Values.Find(layout.NumberOf(variable))
            : body.FindOuter(variable);
        return fact is Fact.Items items && body.Uses.IsExposed(variable) ? new Fact.Items(items.Count, default)
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
                when state!.Values.Find(layout.NumberOf(target.Id)) is Fact.Request:
                return SetProperty(target, property.Property.Name, Read(assignment.Value), assignment.Syntax);

            // Options = { Loop = true } sets a member of the existing value.
            case IPropertyReferenceOperation { Instance: IPropertyReferenceOperation member }
                when member.Instance is IFlowCaptureReferenceOperation outer
                    && state!.Values.Find(layout.NumberOf(outer.Id)) is Fact.Request:
                var nested = Read(assignment.Value);
                SetProperty(outer, member.Property.Name, Fact.NotNull, assignment.Syntax);
                return nested;

            default:
                return Write(assignment.Target, Read(assignment.Value), assignment);
        }
    }

    private Fact SetProperty(IFlowCaptureReferenceOperation target, string property, Fact value, SyntaxNode syntax)
    {
        var number = layout.NumberOf(target.Id);
        if (state?.Values.Find(number) is Fact.Request { Object: var request })
        {
            SetValue(number, new Fact.Request(request.With(property, new Assignment(value, syntax))));
        }

        return value;
    }

    private Fact Write(IOperation target, Fact fact, IOperation write)
    {
        if (layout.TargetOf(target) is { } variable)
        {
            return state is null || variable is ILocalSymbol { RefKind: not RefKind.None } ? fact : Write(variable, fact, write);
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

        SetValue(layout.NumberOf(variable), fact);
        body.AddWrite(variable, fact);
        return fact;
    }

    private Fact? CreateTerm(ISymbol variable, object place, bool isNotNull = false) =>
        BodyFlow.TypeOf(variable) is { } type && body.Terms.Get(variable, type, place) is { } term
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
            body.Add(request, state);
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
        if (state is not null && declared is { } symbol && BodyFlow.TypeOf(symbol) is { } type
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
            state = null;
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
                && layout.TargetOf(target) is { } captured)
            {
                Forget(captured, part.Syntax);
            }
        }
    }

    private void Forget(ISymbol variable, object place)
    {
        if (state is not null)
        {
            state = Forget(state, variable, place);
        }
    }

    private PathState Forget(PathState before, ISymbol variable, object place)
    {
        Context.TryStep();
        var fact = CreateTerm(variable, place) ?? FromType(BodyFlow.TypeOf(variable));
        body.AddWrite(variable, fact);
        return before with { Values = before.Values.Set(layout.NumberOf(variable), fact) };
    }

    private void FollowBranches(BasicBlock block)
    {
        var condition = block.ConditionKind == ControlFlowConditionKind.None ? null : block.ConditionalSuccessor;
        var fact = block.BranchValue is { } value ? Read(value) : null;
        if (state is null || condition is null)
        {
            Follow(block.FallThroughSuccessor, state);
            return;
        }

        var (whenTrue, whenFalse) = block.ConditionKind == ControlFlowConditionKind.WhenTrue
            ? (condition, block.FallThroughSuccessor) : (block.FallThroughSuccessor, condition);
        switch (Conditions.ToTest(fact!))
        {
            case Fact.Constant { Value: var holds }:
                Follow(holds is true ? whenTrue : whenFalse, state);
                break;
            case Fact.Test test:
                Follow(whenTrue, Assume(test, block));
                Follow(whenFalse, Assume(test.Not(), block));
                break;
            default:
                Follow(whenTrue, Guess(state, block, true));
                Follow(whenFalse, Guess(state, block, false));
                break;
        }
    }

    private PathState? Assume(Fact.Test test, BasicBlock block)
    {
        var after = state!.Assume(test.Term, test.Set);
        return after is null || test.Term.IsInput || state.Decide(test) is true ? after : Guess(after, block, test.Set);
    }

    // No caller controls the outcome. In a loop, another iteration may be required for it.
    private PathState Guess(PathState before, BasicBlock block, object outcome) => before with
    {
        Trace = body.Traces.Extend(before.Trace, (block, outcome), []),
        IsUncertain = before.IsUncertain || layout.IsInsideLoop(block),
    };

    private void Follow(ControlFlowBranch? branch, PathState? next)
    {
        if (next is null || branch?.Destination is not { } destination || layout.IsBackward(branch.Source, destination))
        {
            return;     // the end of the body, or the next iteration of a loop
        }

        foreach (var region in branch.FinallyRegions)
        {
            if (!CanComplete(region))
            {
                return;
            }

            next = PassFinally(region, next);
        }

        // Any number of iterations has passed.
        foreach (var head in layout.LoopsLeft(branch.Source, destination))
        {
            next = Pass(head, layout.ReadInLoop(head), next);
        }

        Arrive(destination, next);
    }

    private void Arrive(BasicBlock block, PathState next)
    {
        if (layout.IsLoopHead(block))
        {
            next = layout.WrittenInLoop(block).Aggregate(next, (before, variable) => Forget(before, variable, block));
        }

        var list = arrivals[block.Ordinal] ??=
            new StateList(body, BlockLayout.IsJoin(block), number => layout.IsDead(number, block));
        list.Add(next);
    }

    private bool CanComplete(ControlFlowRegion region) => graph.Blocks.Skip(region.FirstBlockOrdinal)
        .Take(region.LastBlockOrdinal - region.FirstBlockOrdinal + 1).Any(static block => block.IsReachable
            && block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling);

    private PathState PassFinally(ControlFlowRegion region, PathState next)
    {
        var (first, last) = (region.FirstBlockOrdinal, region.LastBlockOrdinal);
        next = Pass(region, layout.ReadIn(first, last), next);
        return layout.WrittenIn(first, last).Aggregate(next, (before, variable) => Forget(before, variable, region));
    }

    // Code that is not followed on the path may have ended the execution, depending on what it reads.
    private PathState Pass(object code, IEnumerable<ISymbol> read, PathState next)
    {
        var operands = read.Select(variable => next.Values.Find(layout.NumberOf(variable))).OfType<Fact>().ToList();
        next = operands.Aggregate(next, static (before, operand) => before.Doubt(operand));
        return next with { Trace = body.Traces.Extend(next.Trace, code, operands) };
    }

    private void EnterHandlers(BasicBlock block, IReadOnlyList<PathState> states)
    {
        foreach (var handler in BlockLayout.HandlersOf(block))
        {
            var written = layout.WrittenIn(block.Ordinal, handler.FirstBlockOrdinal - 1).ToList();
            foreach (var start in states)
            {
                var entry = written.Aggregate(start with { IsUncertain = true }, (before, variable) =>
                    Forget(before, variable, handler));
                Arrive(graph.Blocks[handler.FirstBlockOrdinal], entry);
            }
        }
    }
}
