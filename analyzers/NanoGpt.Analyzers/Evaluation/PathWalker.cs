using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Analyzes a control-flow graph forward and collects the requests that are created. Each block is visited once, in the order of
/// the source: at the head of a loop, the variables that the loop writes are unknown.
/// </summary>
internal sealed class PathWalker(ControlFlowGraph graph, ISymbol owner, BodyFlow body)
    : PathReader(new BlockLayout(graph), owner, body)
{
    private readonly StateList?[] arrivals = new StateList?[graph.Blocks.Length];

    /// <summary>Analyzes the graph. Returns <see langword="false"/> if there are too many steps.</summary>
    public bool Walk(CancellationToken cancellationToken)
    {
        Arrive(graph.Blocks[0], CreateEntry());
        foreach (var block in Layout.Order)
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
        var isNested = Owner is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction };
        var entry = new PathState { IsUncertain = isNested };
        foreach (var parameter in (Owner as IMethodSymbol)?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            var isInput = !isNested && !Body.Uses.IsCaptured(parameter);
            if (!Body.Uses.IsUntraceable(parameter) && Body.Terms.Get(parameter, parameter.Type, isInput: isInput) is { } term)
            {
                entry = entry with { Values = entry.Values.Set(Layout.NumberOf(parameter), new Fact.SameAs(term)) };
            }
        }

        return entry;
    }

    private void Visit(BasicBlock block, PathState start)
    {
        State = start;
        foreach (var operation in block.Operations)
        {
            Read(operation);
            if (State is null)
            {
                return;
            }
        }

        FollowBranches(block);
    }

    private void FollowBranches(BasicBlock block)
    {
        var condition = block.ConditionKind == ControlFlowConditionKind.None ? null : block.ConditionalSuccessor;
        var fact = block.BranchValue is { } value ? Read(value) : null;
        if (State is null || condition is null)
        {
            Follow(block.FallThroughSuccessor, State);
            return;
        }

        var (whenTrue, whenFalse) = block.ConditionKind == ControlFlowConditionKind.WhenTrue
            ? (condition, block.FallThroughSuccessor) : (block.FallThroughSuccessor, condition);
        switch (Conditions.ToTest(fact!))
        {
            case Fact.Constant { Value: var holds }:
                Follow(holds is true ? whenTrue : whenFalse, State);
                break;
            case Fact.Test test:
                Follow(whenTrue, Assume(test, block));
                Follow(whenFalse, Assume(test.Not(), block));
                break;
            default:
                Follow(whenTrue, Guess(State, block, true));
                Follow(whenFalse, Guess(State, block, false));
                break;
        }
    }

    private PathState? Assume(Fact.Test test, BasicBlock block)
    {
        var after = State!.Assume(test.Term, test.Set);
        return after is null || test.Term.IsInput || State.Decide(test) is true ? after : Guess(after, block, test.Set);
    }

    // No caller controls the outcome. In a loop, another iteration may be required for it.
    private PathState Guess(PathState before, BasicBlock block, object outcome) => before with
    {
        Trace = Body.Traces.Extend(before.Trace, (block, outcome), []),
        IsUncertain = before.IsUncertain || Layout.IsInsideLoop(block),
    };

    private void Follow(ControlFlowBranch? branch, PathState? next)
    {
        if (next is null || branch?.Destination is not { } destination || Layout.IsBackward(branch.Source, destination))
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
        foreach (var head in Layout.LoopsLeft(branch.Source, destination))
        {
            next = Pass(head, Layout.ReadInLoop(head), next);
        }

        Arrive(destination, next);
    }

    private void Arrive(BasicBlock block, PathState next)
    {
        if (Layout.IsLoopHead(block))
        {
            next = Layout.WrittenInLoop(block).Aggregate(next, (before, variable) => Forget(before, variable, block));
        }

        var list = arrivals[block.Ordinal] ??=
            new StateList(Body, BlockLayout.IsJoin(block), number => Layout.IsDead(number, block));
        list.Add(next);
    }

    private bool CanComplete(ControlFlowRegion region) => graph.Blocks.Skip(region.FirstBlockOrdinal)
        .Take(region.LastBlockOrdinal - region.FirstBlockOrdinal + 1).Any(static block => block.IsReachable
            && block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling);

    private PathState PassFinally(ControlFlowRegion region, PathState next)
    {
        var (first, last) = (region.FirstBlockOrdinal, region.LastBlockOrdinal);
        next = Pass(region, Layout.ReadIn(first, last), next);
        return Layout.WrittenIn(first, last).Aggregate(next, (before, variable) => Forget(before, variable, region));
    }

    // Code that is not followed on the path may have ended the execution, depending on what it reads.
    private PathState Pass(object code, IEnumerable<ISymbol> read, PathState next)
    {
        var operands = read.Select(variable => next.Values.Find(Layout.NumberOf(variable))).OfType<Fact>().ToList();
        next = operands.Aggregate(next, static (before, operand) => before.Doubt(operand));
        return next with { Trace = Body.Traces.Extend(next.Trace, code, operands) };
    }

    private void EnterHandlers(BasicBlock block, IReadOnlyList<PathState> states)
    {
        foreach (var handler in BlockLayout.HandlersOf(block))
        {
            var written = Layout.WrittenIn(block.Ordinal, handler.FirstBlockOrdinal - 1).ToList();
            foreach (var start in states)
            {
                var entry = written.Aggregate(start with { IsUncertain = true }, (before, variable) =>
                    Forget(before, variable, handler));
                Arrive(graph.Blocks[handler.FirstBlockOrdinal], entry);
            }
        }
    }
}
