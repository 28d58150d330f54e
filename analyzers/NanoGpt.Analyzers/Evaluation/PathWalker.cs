using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Walks all paths of a control-flow graph in the order of the source and collects the requests that are created on them. Loops
/// are walked once, with all variables that they write set to unknown at their head.
/// </summary>
internal sealed class PathWalker(ControlFlowGraph graph, ISymbol owner, BodyFlow body) : ValueReader(body.Types, body.Budget)
{
    // With more paths, the walk is aborted.
    private const int MaxPaths = 64;

    private readonly BlockLayout layout = new(graph);
    private readonly List<PathState>?[] arrivals = new List<PathState>?[graph.Blocks.Length];
    private PathState state = PathState.Initial;

    /// <summary>Walks the graph. Returns <see langword="false"/> if there are too many paths or the budget is spent.</summary>
    public bool Walk(CancellationToken cancellationToken)
    {
        arrivals[0] = [PathState.Initial];
        foreach (var block in graph.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (layout.IsHandlerEntry(block))
            {
                // Control enters from any point of the guarded code with unknown variables.
                var entry = PathState.Initial with { IsUncertain = true };
                arrivals[block.Ordinal] = [Invalidate(entry, layout.Written, block.Ordinal)];
            }

            if (arrivals[block.Ordinal] is not { } incoming)
            {
                continue;
            }

            arrivals[block.Ordinal] = null;
            var states = PathMerger.Merge(incoming, layout, block.Ordinal);
            if (states.Count > MaxPaths || Budget.IsSpent)
            {
                return false;
            }

            foreach (var start in states)
            {
                state = layout.IsLoopHead(block.Ordinal)
                    ? Invalidate(start, layout.WrittenInLoop(block.Ordinal), block.Ordinal)
                    : start;
                foreach (var operation in block.Operations)
                {
                    Read(operation);
                }

                FollowBranches(block);
            }
        }

        return !Budget.IsSpent;
    }

    protected override Fact ReadCreation(IObjectCreationOperation creation)
    {
        var fact = base.ReadCreation(creation);
        if (fact is Fact.Request { Object: var request } && creation.Parent is not IFlowCaptureOperation)
        {
            AddArrival(request);
        }

        return fact;
    }

    protected override Fact ReadOther(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                var captured = Read(capture.Value);
                state = state with { Captures = state.Captures.Set(capture.Id, captured) };
                return captured;
            case IFlowCaptureReferenceOperation reference:
                return ReadCapture(reference);
            case ILocalReferenceOperation local:
                return ReadVariable(local.Local, local);
            case IParameterReferenceOperation parameter:
                return ReadVariable(parameter.Parameter, parameter);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case ISimpleAssignmentOperation assignment:
                return ReadAssignment(assignment);
            case IDeclarationExpressionOperation declaration:
                return Read(declaration.Expression);
            case IInvocationOperation { Syntax: WithExpressionSyntax } clone:
                return ReadClone(clone, clone.Instance);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return ConditionOrOpaque(Formulas.Create(Read(not.Operand))?.Not(), not);
            case IBinaryOperation binary:
                return ConditionOrOpaque(
                    Formulas.Create(binary, Read(binary.LeftOperand), Read(binary.RightOperand)), binary);
            case IIsPatternOperation isPattern:
                return ReadPattern(isPattern);
            case IIsNullOperation isNull:
                return ConditionOrOpaque(Formulas.IsNull(Read(isNull.Operand), state.Known), isNull);
            case IInvocationOperation invocation:
                return ReadCall(invocation);
            default:
                return ReadAnything(operation);
        }
    }

    protected override Fact ReadUnknownField(IFieldReferenceOperation operation)
    {
        var field = operation.Field;
        if (operation.Instance is not (null or IInstanceReferenceOperation))
        {
            return Opaque(operation);
        }

        // Constructors may write readonly fields.
        var isStable = field.IsReadOnly
            && owner is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor };
        return isStable ? new Fact.SameAs(body.Terms.Get(field, field.Type)) : Opaque(operation);
    }

    private Fact ReadCapture(IFlowCaptureReferenceOperation reference)
    {
        if (state.Captures.Find(reference.Id) is not { } fact)
        {
            return Opaque(reference);
        }

        if (fact is Fact.Request { Object: var request })
        {
            AddArrival(request);
        }

        return fact;
    }

    private Fact ReadVariable(ISymbol variable, IOperation read)
    {
        if (body.Variables.IsUntraceable(variable) || variable is IParameterSymbol { RefKind: not RefKind.None })
        {
            return Opaque(read);
        }

        if (state.Variables.Find(variable) is { } fact)
        {
            return fact is Fact.Items items && body.Variables.IsExposed(variable) ? new Fact.Items(items.Count, default) : fact;
        }

        if (SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, owner))
        {
            return variable is IParameterSymbol parameter
                ? new Fact.SameAs(body.Terms.Get(parameter, parameter.Type))
                : Opaque(read);
        }

        // The variable belongs to a containing function.
        if (!body.IsOuter(variable.ContainingSymbol) || !body.Variables.IsWrittenOnce(variable))
        {
            return Opaque(read);
        }

        var value = body.Variables.InitializerOf(variable) is { } initializer
            ? new ExpressionReader(Types, Budget, depth: Depth + 1).Read(initializer) : Fact.Unknown;
        return value is Fact.Constant or Fact.Media or Fact.Items or Fact.Request
            ? value
            : new Fact.SameAs(body.Terms.Get(variable, Terms.TypeOf(variable)!));
    }

    private Fact ReadProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        var instance = reference.Instance is { } receiver and not IInstanceReferenceOperation ? Read(receiver) : null;
        foreach (var argument in reference.Arguments)
        {
            Read(argument);
        }

        if (property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            if (property.Name == "HasValue")
            {
                return Formulas.IsNull(instance ?? Fact.Unknown, state.Known) is { } isNull ? new Fact.Condition(isNull.Not())
                    : Opaque(reference);
            }

            return instance is Fact.Constant { Value: not null } or Fact.SameAs ? instance : Opaque(reference);
        }

        // Two reads of a property have the same value only if it cannot be set between them.
        return property is { IsStatic: false, SetMethod.IsInitOnly: true, IsVirtual: false, IsAbstract: false, IsOverride: false,
            Parameters.IsEmpty: true }
            && (instance is null or Fact.SameAs)
            ? new Fact.SameAs(body.Terms.GetMember((instance as Fact.SameAs)?.Term, property, property.Type, reference.Syntax))
            : Opaque(reference);
    }

    private Fact ReadAssignment(ISimpleAssignmentOperation assignment)
    {
        switch (assignment.Target)
        {
            case IPropertyReferenceOperation { Instance: IFlowCaptureReferenceOperation target } property
                when state.Captures.Find(target.Id) is Fact.Request { Object: var request }:
                var value = Read(assignment.Value);
                request = request.With(property.Property.Name, new Assignment(value, assignment.Syntax));
                state = state with { Captures = state.Captures.Set(target.Id, new Fact.Request(request)) };
                return value;

            // Options = { Loop = true } sets a member of the existing value.
            case IPropertyReferenceOperation { Instance: IPropertyReferenceOperation member }
                when member.Instance is IFlowCaptureReferenceOperation outer
                    && state.Captures.Find(outer.Id) is Fact.Request { Object: var outerRequest }:
                var nested = Read(assignment.Value);
                outerRequest = outerRequest.With(member.Property.Name, new Assignment(Fact.NotNull, assignment.Syntax));
                state = state with { Captures = state.Captures.Set(outer.Id, new Fact.Request(outerRequest)) };
                return nested;

            case ILocalReferenceOperation local:
                return Write(local.Local, Read(assignment.Value));
            case IParameterReferenceOperation parameter:
                return Write(parameter.Parameter, Read(assignment.Value));
            case IFlowCaptureReferenceOperation capture when layout.Captured.TryGetValue(capture.Id, out var captured):
                return Write(captured, Read(assignment.Value));
            case IDiscardOperation:
                return Read(assignment.Value);
            default:
                ReadChildren(assignment.Target, Fact.Unknown);
                return Read(assignment.Value);
        }
    }

    private Fact Write(ISymbol variable, Fact fact)
    {
        if (variable is not ILocalSymbol { RefKind: not RefKind.None })
        {
            state = state.Write(variable, fact);
        }

        return fact;
    }

    // The graph represents "with" as a call that clones, followed by assignments to the clone.
    private Fact ReadClone(IOperation clone, IOperation? operand)
    {
        var origin = Read(operand);
        if (Types.GetModel(clone.Type) is not { } model)
        {
            return Fact.NotNull;
        }

        var request = origin is Fact.Request { Object: var known }
            ? known with { Creation = clone.Syntax }
            : new RequestObject(model, clone.Syntax, SmallMap<string, Assignment>.Empty, IsComplete: false);
        if (clone.Parent is not IFlowCaptureOperation)
        {
            AddArrival(request);
        }

        return new Fact.Request(request);
    }

    private Fact ReadPattern(IIsPatternOperation isPattern)
    {
        var fact = Read(isPattern.Value);
        ForgetWritten(isPattern.Pattern);
        return ConditionOrOpaque(Formulas.Create(fact, isPattern.Pattern, state.Known), isPattern);
    }

    private Fact ReadCall(IInvocationOperation invocation)
    {
        var instance = invocation.Instance is { } receiver ? Read(receiver) : null;
        foreach (var argument in invocation.Arguments)
        {
            Read(argument);
        }

        // The graph represents the test of "x ??= y" as a call of HasValue.
        if (invocation.TargetMethod is { Name: "get_HasValue",
            ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            && instance is not null && Formulas.IsNull(instance, state.Known) is { } isNull)
        {
            return new Fact.Condition(isNull.Not());
        }

        if (invocation.TargetMethod is { Name: "GetValueOrDefault", Parameters.IsEmpty: true,
            ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            && instance is not null && Formulas.IsNotNull(instance, state.Known))
        {
            return instance;
        }

        if (invocation.TargetMethod.ReturnsVoid)
        {
            var roots = invocation.Arguments.SelectMany(argument => GetRoots(argument.Value));
            state = state with { Checked = state.Checked.Union(roots) };
        }

        return Opaque(invocation);
    }

    private Fact ReadAnything(IOperation operation)
    {
        ReadChildren(operation, Fact.Unknown);
        ForgetWritten(operation);
        return operation is IArgumentOperation or IExpressionStatementOperation ? Fact.Unknown : Opaque(operation);
    }

    private void ForgetWritten(IOperation operation)
    {
        foreach (var part in operation is IPatternOperation ? operation.DescendantsAndSelf() : [operation])
        {
            foreach (var variable in Variables.WrittenBy(part, layout.Captured))
            {
                state = state.Write(variable, new Fact.SameAs(body.Terms.Get(part, GetRoots(part).Add(variable))));
            }
        }
    }

    private Fact ConditionOrOpaque(Formula? formula, IOperation operation) =>
        formula is null ? Opaque(operation) : new Fact.Condition(formula);

    private Fact Opaque(IOperation operation) =>
        operation.Type is null ? Fact.Unknown
            : new Fact.SameAs(body.Terms.Find(operation) ?? body.Terms.Get(operation, GetRoots(operation)));

    private PathState Invalidate(PathState from, IEnumerable<ISymbol> variables, int block)
    {
        foreach (var variable in variables)
        {
            from = from.Write(variable, new Fact.SameAs(body.Terms.GetAtBlock(block, variable)));
        }

        return from;
    }

    private ImmutableHashSet<ISymbol> GetRoots(IOperation operation)
    {
        var roots = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var part in operation.DescendantsAndSelf())
        {
            switch (part)
            {
                case ILocalReferenceOperation { Local: var local }:
                    roots.UnionWith(RootsOf(local));
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    roots.UnionWith(RootsOf(parameter));
                    break;
                case IFlowCaptureReferenceOperation capture when state.Captures.Find(capture.Id) is { } fact:
                    roots.UnionWith(Formulas.RootsOf(fact));
                    break;
                case IMemberReferenceOperation
                    { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } member:
                    roots.Add(member.Member);
                    break;
            }
        }

        return roots.ToImmutable();
    }

    private IEnumerable<ISymbol> RootsOf(ISymbol variable) =>
        state.Variables.Find(variable) is { } fact and not Fact.UnknownValue
            ? Formulas.RootsOf(fact).Append(variable)
            : [variable];

    private void AddArrival(RequestObject request) =>
        body.Add(new Arrival(request, state.Known, state.IsUncertain, state.Checked));

    private void FollowBranches(BasicBlock block)
    {
        if (block.ConditionalSuccessor is not { } conditional || block.ConditionKind == ControlFlowConditionKind.None)
        {
            if (block.BranchValue is { } result)
            {
                Read(result);
            }

            Follow(block.FallThroughSuccessor, state);
            return;
        }

        var fact = Read(block.BranchValue);
        var cases = Formulas.Create(fact)?.Split(state.Known).Take(MaxPaths + 1).ToList();
        if (cases is null || cases.Count > MaxPaths)
        {
            cases = Formulas.Create(Opaque(block.BranchValue!))?.Split(state.Known).ToList();
        }

        if (cases is null)
        {
            Follow(conditional, state);
            Follow(block.FallThroughSuccessor, state);
            return;
        }

        var jumpsIf = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        foreach (var (known, outcome) in cases)
        {
            Follow(outcome == jumpsIf ? conditional : block.FallThroughSuccessor, state with { Known = known });
        }
    }

    private void Follow(ControlFlowBranch? branch, PathState next)
    {
        if (branch?.Destination is not { } destination || destination.Ordinal <= branch.Source.Ordinal)
        {
            return;     // the end of the body, or the next iteration of a loop
        }

        foreach (var region in branch.FinallyRegions)
        {
            next = Invalidate(next, layout.WrittenIn(region), region.FirstBlockOrdinal);
        }

        (arrivals[destination.Ordinal] ??= []).Add(next);
    }
}
