using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Orders the blocks of a control-flow graph such that only loops lead backwards, and represents its loops, the variables
/// that the blocks write, and the last reads of variables. Variables and captures are identified by numbers.
/// </summary>
internal sealed class BlockLayout
{
    private readonly int[] positions;
    private readonly int[] loopEnds;
    private readonly int[] innermostHeads;
    private readonly int[] outerHeads;
    private readonly HashSet<ISymbol>?[] writes;
    private readonly HashSet<ISymbol>?[] reads;
    private readonly Dictionary<ISymbol, int> variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, int> captures = [];
    private readonly Dictionary<CaptureId, ISymbol> captured = [];
    private readonly List<int> lastReads = [];

    public BlockLayout(ControlFlowGraph graph)
    {
        Order = CreateOrder(graph);
        positions = new int[graph.Blocks.Length];
        for (var i = 0; i < Order.Count; i++)
        {
            positions[Order[i].Ordinal] = i;
        }

        writes = new HashSet<ISymbol>?[graph.Blocks.Length];
        reads = new HashSet<ISymbol>?[graph.Blocks.Length];
        loopEnds = FindLoops();
        outerHeads = new int[loopEnds.Length];
        innermostHeads = FindInnermost();
        foreach (var block in Order)
        {
            foreach (var operation in block.Operations)
            {
                Collect(operation, block);
            }

            if (block.BranchValue is { } value)
            {
                Collect(value, block);
            }
        }
    }

    /// <summary>Gets the blocks that can be reached.</summary>
    public IReadOnlyList<BasicBlock> Order { get; }

    public bool IsLoopHead(BasicBlock block) => loopEnds[positions[block.Ordinal]] >= 0;

    /// <summary>Returns whether more than one path leads to a block.</summary>
    public static bool IsJoin(BasicBlock block) => block.Predecessors.Length != 1;

    /// <summary>Returns whether a branch leads to the next iteration of a loop.</summary>
    public bool IsBackward(BasicBlock from, BasicBlock to) => positions[to.Ordinal] <= positions[from.Ordinal];

    /// <summary>Returns whether a block is in a loop, but is not the first block of an outermost loop.</summary>
    public bool IsInsideLoop(BasicBlock block) =>
        innermostHeads[positions[block.Ordinal]] is >= 0 and var head
            && (head != positions[block.Ordinal] || outerHeads[head] >= 0);

    /// <summary>Returns the first blocks of the loops that a branch leaves.</summary>
    public IEnumerable<BasicBlock> LoopsLeft(BasicBlock from, BasicBlock to)
    {
        for (var head = innermostHeads[positions[from.Ordinal]]; head >= 0
            && positions[to.Ordinal] > loopEnds[head]; head = outerHeads[head])
        {
            yield return Order[head];
        }
    }

    /// <summary>Returns the variables that may change between two iterations of a loop.</summary>
    public IEnumerable<ISymbol> WrittenInLoop(BasicBlock head) => InLoop(writes, positions[head.Ordinal]);

    public IEnumerable<ISymbol> ReadInLoop(BasicBlock head) => InLoop(reads, positions[head.Ordinal]);

    /// <summary>Returns the variables that the blocks of a region write.</summary>
    public IEnumerable<ISymbol> WrittenIn(int firstOrdinal, int lastOrdinal) => Between(writes, firstOrdinal, lastOrdinal);

    /// <summary>Returns the variables that the blocks of a region read.</summary>
    public IEnumerable<ISymbol> ReadIn(int firstOrdinal, int lastOrdinal) => Between(reads, firstOrdinal, lastOrdinal);

    /// <summary>
    /// Returns the handlers of a guarded region that starts at a block. Control enters them from any point of the region.
    /// </summary>
    public static IEnumerable<ControlFlowRegion> HandlersOf(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region?.FirstBlockOrdinal == block.Ordinal; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.Try)
            {
                foreach (var handler in region.EnclosingRegion!.NestedRegions.Where(nested => nested != region))
                {
                    yield return handler;
                }
            }
        }
    }

    public int NumberOf(ISymbol variable)
    {
        if (!variables.TryGetValue(variable, out var number))
        {
            variables[variable] = number = lastReads.Count;
            lastReads.Add(-1);
        }

        return number;
    }

    public int NumberOf(CaptureId capture)
    {
        if (!captures.TryGetValue(capture, out var number))
        {
            captures[capture] = number = lastReads.Count;
            lastReads.Add(-1);
        }

        return number;
    }

    /// <summary>Returns whether a variable or capture is not read in a block or later.</summary>
    public bool IsDead(int number, BasicBlock block) => lastReads[number] < positions[block.Ordinal];

    /// <summary>Returns the local or parameter that an operation writes to.</summary>
    /// <remarks>In a control-flow graph, <c>x = a ? b : c</c> captures <c>x</c> before it evaluates <c>a</c>.</remarks>
    public ISymbol? TargetOf(IOperation operation) =>
        operation is IFlowCaptureReferenceOperation capture && captured.TryGetValue(capture.Id, out var variable)
            ? variable
            : VariableUses.SymbolOf(operation);

    // Reverse postorder. Of two successors, the one that is later in the source comes later. The graph has no branches from a
    // finally block: where a branch that runs it leads, control continues.
    private static List<BasicBlock> CreateOrder(ControlFlowGraph graph)
    {
        var afterFinally = BranchesOf(graph.Blocks)
            .SelectMany(static branch => branch.FinallyRegions.Select(region => (region.LastBlockOrdinal, branch.Destination)))
            .ToLookup(static pair => pair.LastBlockOrdinal, static pair => pair.Destination);
        var order = new List<BasicBlock>(graph.Blocks.Length);
        var isSeen = new bool[graph.Blocks.Length];
        var open = new Stack<(BasicBlock Block, Stack<BasicBlock> Next)>();
        Visit(graph.Blocks[0]);
        while (open.Count > 0)
        {
            var (block, next) = open.Peek();
            if (next.Count == 0)
            {
                order.Add(block);
                open.Pop();
            }
            else if (next.Pop() is var successor && !isSeen[successor.Ordinal])
            {
                Visit(successor);
            }
        }

        order.Reverse();
        return order;

        void Visit(BasicBlock block)
        {
            isSeen[block.Ordinal] = true;
            var successors = HandlersOf(block).Select(handler => graph.Blocks[handler.FirstBlockOrdinal])
                .Concat(BranchesOf([block]).Select(static branch => branch.Destination))
                .Concat(afterFinally[block.Ordinal]).OfType<BasicBlock>();
            open.Push((block, new Stack<BasicBlock>(successors.OrderBy(static successor => successor.Ordinal))));
        }
    }

    private static IEnumerable<ControlFlowBranch> BranchesOf(IEnumerable<BasicBlock> blocks) => blocks
        .SelectMany(static block => new[] { block.ConditionalSuccessor, block.FallThroughSuccessor }).OfType<ControlFlowBranch>();

    private int[] FindLoops()
    {
        var ends = Enumerable.Repeat(-1, positions.Length).ToArray();
        for (var head = 0; head < Order.Count; head++)
        {
            foreach (var edge in Order[head].Predecessors)
            {
                if (edge.Source.IsReachable && IsBackward(edge.Source, Order[head])
                    && Order[positions[edge.Source.Ordinal]] == edge.Source)
                {
                    ends[head] = edge.FinallyRegions.Select(static region => region.LastBlockOrdinal).Append(edge.Source.Ordinal)
                        .Max(ordinal => Math.Max(ends[head], positions[ordinal]));
                }
            }
        }

        // A loop that starts inside another one and ends after it extends the outer loop.
        for (var changed = true; changed;)
        {
            changed = false;
            for (var head = 0; head < ends.Length; head++)
            {
                for (var inner = head + 1; inner <= ends[head]; inner++)
                {
                    if (ends[inner] > ends[head])
                    {
                        ends[head] = ends[inner];
                        changed = true;
                    }
                }
            }
        }

        return ends;
    }

    // Loops contain each other or have no block in common.
    private int[] FindInnermost()
    {
        var heads = new int[loopEnds.Length];
        var head = -1;
        for (var position = 0; position < heads.Length; position++)
        {
            while (head >= 0 && position > loopEnds[head])
            {
                head = outerHeads[head];
            }

            if (loopEnds[position] >= 0)
            {
                outerHeads[position] = head;
                head = position;
            }

            heads[position] = head;
        }

        return heads;
    }

    private IEnumerable<ISymbol> InLoop(HashSet<ISymbol>?[] symbols, int head) =>
        Enumerable.Range(head, loopEnds[head] - head + 1)
        .SelectMany(position =>
            symbols[Order[position].Ordinal] ?? Enumerable.Empty<ISymbol>()).Distinct(SymbolEqualityComparer.Default)!;

    private static IEnumerable<ISymbol> Between(HashSet<ISymbol>?[] symbols, int first, int last)
    {
        for (var block = first; block <= last; block++)
        {
            foreach (var symbol in symbols[block] ?? [])
            {
                yield return symbol;
            }
        }
    }

    private void Collect(IOperation operation, BasicBlock block)
    {
        switch (operation)
        {
            case IFlowCaptureOperation { Value: var value } capturing when VariableUses.SymbolOf(value) is { } variable:
                captured[capturing.Id] = variable;
                break;
            case IFlowCaptureReferenceOperation capture:
                AddRead(NumberOf(capture.Id), positions[block.Ordinal]);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation when !IsTarget(operation):
                var symbol = VariableUses.SymbolOf(operation)!;
                AddRead(NumberOf(symbol), positions[block.Ordinal]);
                Add(reads, block.Ordinal, symbol);
                break;
        }

        if (WrittenCapture(operation) is { } target && TargetOf(target) is { } written)
        {
            Add(writes, block.Ordinal, written);
        }

        foreach (var symbol in VariableUses.WrittenBy(operation))
        {
            Add(writes, block.Ordinal, symbol);
        }

        foreach (var child in operation.ChildOperations)
        {
            Collect(child, block);
        }
    }

    private static IOperation? WrittenCapture(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => assignment.Target as IFlowCaptureReferenceOperation,
        IIncrementOrDecrementOperation increment => increment.Target as IFlowCaptureReferenceOperation,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument =>
            argument.Value as IFlowCaptureReferenceOperation,
        _ => null,
    };

    private static void Add(HashSet<ISymbol>?[] symbols, int block, ISymbol symbol) =>
        (symbols[block] ??= new(SymbolEqualityComparer.Default)).Add(symbol);

    private static bool IsTarget(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    // A variable that is read in a loop is read again in the next iteration.
    private void AddRead(int number, int position)
    {
        for (var head = innermostHeads[position]; head >= 0; head = outerHeads[head])
        {
            position = Math.Max(position, loopEnds[head]);
        }

        lastReads[number] = Math.Max(lastReads[number], position);
    }
}
