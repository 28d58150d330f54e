using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents the loops of a control-flow graph and the positions of writes and last reads of variables.</summary>
internal sealed class BlockLayout
{
    private readonly int[] loopEnds;
    private readonly HashSet<ISymbol>?[] writes;
    private readonly Dictionary<object, int> lastReads = [];
    private readonly Dictionary<object, ISymbol> captured = [];

    public BlockLayout(ControlFlowGraph graph)
    {
        writes = new HashSet<ISymbol>?[graph.Blocks.Length];
        loopEnds = FindLoops(graph);
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                Collect(operation, block.Ordinal);
            }
        }
    }

    /// <summary>Gets the variables that are written through captures, by capture id.</summary>
    public IReadOnlyDictionary<object, ISymbol> Captured => captured;

    public bool IsLoopHead(int block) => loopEnds[block] >= 0;

    /// <summary>Returns the variables that may change between two iterations of a loop.</summary>
    public IEnumerable<ISymbol> WrittenInLoop(int head) => WrittenBetween(head, loopEnds[head]);

    public IEnumerable<ISymbol> WrittenIn(ControlFlowRegion region) =>
        WrittenBetween(region.FirstBlockOrdinal, region.LastBlockOrdinal);

    public IEnumerable<ISymbol> Written => WrittenBetween(0, writes.Length - 1);

    /// <summary>Returns whether a variable (its symbol) or a capture (its id) is not read in a block or later.</summary>
    public bool IsDead(object variable, int block) => !lastReads.TryGetValue(variable, out var last) || last < block;

    /// <summary>Returns whether a block starts a handler, which control enters from any point of the guarded code.</summary>
    public bool IsHandlerEntry(BasicBlock block)
    {
        for (var region = block.EnclosingRegion;
            region is not null && region.FirstBlockOrdinal == block.Ordinal;
            region = region.EnclosingRegion)
        {
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter
                or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally)
            {
                return true;
            }
        }

        return false;
    }

    // Blocks have the order of the source, so that every loop has an edge that leads backwards.
    private static int[] FindLoops(ControlFlowGraph graph)
    {
        var ends = Enumerable.Repeat(-1, graph.Blocks.Length).ToArray();
        foreach (var block in graph.Blocks)
        {
            foreach (var edge in block.Predecessors.Where(edge => edge.Source.Ordinal >= block.Ordinal))
            {
                ends[block.Ordinal] = Math.Max(ends[block.Ordinal], edge.Source.Ordinal);
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

    private IEnumerable<ISymbol> WrittenBetween(int first, int last) =>
        writes.Skip(first).Take(last - first + 1).OfType<HashSet<ISymbol>>().SelectMany(static symbols => symbols);

    private void Collect(IOperation operation, int block)
    {
        if (operation is IFlowCaptureOperation { Value: var value } capturing && Variables.SymbolOf(value) is { } variable)
        {
            captured[capturing.Id] = variable;
        }

        foreach (var symbol in Variables.WrittenBy(operation, captured))
        {
            (writes[block] ??= new(SymbolEqualityComparer.Default)).Add(symbol);
        }

        switch (operation)
        {
            case ILocalReferenceOperation local when !IsTarget(local):
                AddRead(local.Local, block);
                break;
            case IParameterReferenceOperation parameter when !IsTarget(parameter):
                AddRead(parameter.Parameter, block);
                break;
            case IFlowCaptureReferenceOperation capture:
                AddRead(capture.Id, block);
                break;
        }

        foreach (var child in operation.ChildOperations)
        {
            Collect(child, block);
        }
    }

    private static bool IsTarget(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    // A variable that is read in a loop is read again in the next iteration.
    private void AddRead(object variable, int block)
    {
        var last = lastReads.TryGetValue(variable, out var known) ? Math.Max(known, block) : block;
        for (var head = 0; head <= block; head++)
        {
            if (loopEnds[head] >= block)
            {
                last = Math.Max(last, loopEnds[head]);
            }
        }

        lastReads[variable] = last;
    }
}
