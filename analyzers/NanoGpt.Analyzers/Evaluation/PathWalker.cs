using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Walks every path of one control-flow graph, block by block in the order of the source, and notes what each request holds when
/// it is finished. In the graph, conditions are branches and initializers are assignments, so there is little to understand here.
/// Loops are walked once, with everything that they write forgotten at their head.
/// </summary>
internal sealed class PathWalker(ControlFlowGraph graph, ISymbol owner, BodyFlow body) : ValueReader(body.Types, body.Budget)
{
    // More paths than this are not worth following: the walk ends without a result.
    private const int MaxPaths = 64;

    private readonly BlockLayout layout = new(graph);
    private readonly List<PathState>?[] arrivals = new List<PathState>?[graph.Blocks.Length];
    private PathState state = PathState.Initial;

    /// <summary>Walks the graph.</summary>
    /// <returns><see langword="false"/> if there are too many paths, or too much to read.</returns>
    public bool Walk(CancellationToken cancellation)
    {
        arrivals[0] = [PathState.Initial];
        foreach (var block in graph.Blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            if (layout.IsHandlerEntry(block))
            {
                // Control comes from anywhere in the guarded code, with anything in its variables.
                arrivals[block.Ordinal] = [Forget(PathState.Initial with { IsDoubtful = true }, layout.Written, block.Ordinal)];
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
                state = layout.IsLoopHead(block.Ordinal) ? Forget(start, layout.WrittenInLoop(block.Ordinal), block.Ordinal)
                    : start;
                foreach (var operation in block.Operations)
                {
                    Read(operation);
                }

                Leave(block);
            }
        }

        return !Budget.IsSpent;
    }

    protected override Fact ReadCreation(IObjectCreationOperation creation)
    {
        var fact = base.ReadCreation(creation);
        if (fact is Fact.Request { Object: var request } && creation.Parent is not IFlowCaptureOperation)
        {
            Arrive(request);
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
                return Formulas.Of(Read(not.Operand)) is { } operand ? new Fact.TruthValue(operand.Not()) : Opaque(not);
            case IBinaryOperation binary:
                var left = Read(binary.LeftOperand);
                var right = Read(binary.RightOperand);
                return Formulas.Of(binary, left, right) is { } comparison ? new Fact.TruthValue(comparison) : Opaque(binary);
            case IIsPatternOperation isPattern:
                return ReadPattern(isPattern);
            case IIsNullOperation isNull:
                return Formulas.IsNull(Read(isNull.Operand), state.Known) is { } test ? new Fact.TruthValue(test) : Opaque(isNull);
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

        // A constructor may write its own readonly fields.
        var isStable = field.IsReadOnly
            && owner is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor };
        return isStable ? new Fact.SameAs(body.Terms.Of(field, field.Type)) : Opaque(operation);
    }

    private Fact ReadCapture(IFlowCaptureReferenceOperation reference)
    {
        if (state.Captures.Find(reference.Id) is not { } fact)
        {
            return Opaque(reference);
        }

        if (fact is Fact.Request { Object: var request })
        {
            Arrive(request);
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
            return variable is IParameterSymbol own ? new Fact.SameAs(body.Terms.Of(own, own.Type)) : Opaque(read);
        }

        // It belongs to the function around this one.
        if (!body.IsOuter(variable.ContainingSymbol) || !body.Variables.IsWrittenOnce(variable))
        {
            return Opaque(read);
        }

        var value = body.Variables.InitializerOf(variable) is { } initializer
            ? new ExpressionReader(Types, Budget, depth: Depth + 1).Read(initializer) : Fact.Unknown;
        return value is Fact.Constant or Fact.Media or Fact.Items or Fact.Request
            ? value
            : new Fact.SameAs(body.Terms.Of(variable, Terms.TypeOf(variable)!));
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
                return Formulas.IsNull(instance ?? Fact.Unknown, state.Known) is { } isNull ? new Fact.TruthValue(isNull.Not())
                    : Opaque(reference);
            }

            return instance is Fact.Constant { Value: not null } or Fact.SameAs ? instance : Opaque(reference);
        }

        // Two reads of a property are the same only where nobody can set it in between.
        return property is { IsStatic: false, SetMethod.IsInitOnly: true, IsVirtual: false, IsAbstract: false, IsOverride: false,
            Parameters.IsEmpty: true }
            && (instance is null or Fact.SameAs)
            ? new Fact.SameAs(body.Terms.Member((instance as Fact.SameAs)?.Term, property, property.Type, reference.Syntax))
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

            // Options = { Loop = true }: sets a member of what is there.
            case IPropertyReferenceOperation { Instance: IPropertyReferenceOperation member }
                when member.Instance is IFlowCaptureReferenceOperation outer && state.Captures.Find(outer.Id) is Fact.Request { Object: var outerRequest }:
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

    // In the graph, "with" is a call that clones, and its initializer is a row of assignments to the clone.
    private Fact ReadClone(IOperation clone, IOperation? operand)
    {
        var origin = Read(operand);
        if (Types.ModelOf(clone.Type) is not { } model)
        {
            return Fact.NotNull;
        }

        var request = origin is Fact.Request { Object: var known }
            ? known with { Creation = clone.Syntax }
            : new RequestObject(model, clone.Syntax, SmallMap<string, Assignment>.Empty, IsComplete: false);
        if (clone.Parent is not IFlowCaptureOperation)
        {
            Arrive(request);
        }

        return new Fact.Request(request);
    }

    private Fact ReadPattern(IIsPatternOperation isPattern)
    {
        var fact = Read(isPattern.Value);
        ForgetWritten(isPattern.Pattern);
        return Formulas.Of(fact, isPattern.Pattern, state.Known) is { } formula ? new Fact.TruthValue(formula) : Opaque(isPattern);
    }

    private Fact ReadCall(IInvocationOperation invocation)
    {
        var instance = invocation.Instance is { } receiver ? Read(receiver) : null;
        foreach (var argument in invocation.Arguments)
        {
            Read(argument);
        }

        // "x ??= y" asks this way.
        if (invocation.TargetMethod is { Name: "get_HasValue",
            ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            && instance is not null && Formulas.IsNull(instance, state.Known) is { } isNull)
        {
            return new Fact.TruthValue(isNull.Not());
        }

        if (invocation.TargetMethod is { Name: "GetValueOrDefault", Parameters.IsEmpty: true,
            ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            && (instance is Fact.Constant { Value: not null }
                || (instance is Fact.SameAs { Term: var term } && Knowledge.IsNotNull(state.Known, term))))
        {
            return instance;
        }

        if (invocation.TargetMethod.ReturnsVoid)
        {
            state = state with { Checked = state.Checked.Union(invocation.Arguments.SelectMany(argument =>
                Roots(argument.Value))) };
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
                state = state.Write(variable, new Fact.SameAs(body.Terms.Of(part, Roots(part).Add(variable))));
            }
        }
    }

    private Fact Opaque(IOperation operation) =>
        operation.Type is null ? Fact.Unknown
            : new Fact.SameAs(body.Terms.Find(operation) ?? body.Terms.Of(operation, Roots(operation)));

    private PathState Forget(PathState from, IEnumerable<ISymbol> variables, int block)
    {
        foreach (var variable in variables)
        {
            from = from.Write(variable, new Fact.SameAs(body.Terms.At(block, variable)));
        }

        return from;
    }

    private ImmutableHashSet<ISymbol> Roots(IOperation operation)
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
                case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol
                    or IPropertySymbol } member:
                    roots.Add(member.Member);
                    break;
            }
        }

        return roots.ToImmutable();
    }

    private IEnumerable<ISymbol> RootsOf(ISymbol variable) =>
        state.Variables.Find(variable) is { } fact and not Fact.Nothing ? Formulas.RootsOf(fact).Append(variable) : [variable];

    private void Arrive(RequestObject request) =>
        body.Add(new Arrival(request, state.Known, state.IsDoubtful, state.Checked));

    private void Leave(BasicBlock block)
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
        var ways = Formulas.Of(fact)?.Split(state.Known).Take(MaxPaths + 1).ToList();
        if (ways is null || ways.Count > MaxPaths)
        {
            ways = Formulas.Of(Opaque(block.BranchValue!))?.Split(state.Known).ToList();
        }

        if (ways is null)
        {
            Follow(conditional, state);
            Follow(block.FallThroughSuccessor, state);
            return;
        }

        var jumpsOn = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        foreach (var (known, outcome) in ways)
        {
            Follow(outcome == jumpsOn ? conditional : block.FallThroughSuccessor, state with { Known = known });
        }
    }

    private void Follow(ControlFlowBranch? branch, PathState next)
    {
        if (branch?.Destination is not { } destination || destination.Ordinal <= branch.Source.Ordinal)
        {
            return;     // the end of the body, or the next round of a loop
        }

        foreach (var region in branch.FinallyRegions)
        {
            next = Forget(next, layout.WrittenIn(region), region.FirstBlockOrdinal);
        }

        (arrivals[destination.Ordinal] ??= []).Add(next);
    }
}
