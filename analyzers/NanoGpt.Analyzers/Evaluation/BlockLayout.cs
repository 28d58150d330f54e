using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Where a graph loops, where each variable is written, and where it is read for the last time.</summary>
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
            foreach (var operation in block.Operations)
            {
                Note(operation, block.Ordinal);
            }

            if (block.BranchValue is { } value)
            {
                Note(value, block.Ordinal);
            }
        }
    }

    /// <summary>The variables that captures stand for where they are written to, by the captures' ids.</summary>
    public IReadOnlyDictionary<object, ISymbol> Captured => captured;

    /// <summary>Whether a block can be reached from itself or from behind it.</summary>
    public bool IsLoopHead(int block) => loopEnds[block] >= 0;

    /// <summary>What may change between two visits of a loop's head.</summary>
    public IEnumerable<ISymbol> WrittenInLoop(int head) => WrittenBetween(head, loopEnds[head]);

    public IEnumerable<ISymbol> WrittenIn(ControlFlowRegion region) => WrittenBetween(region.FirstBlockOrdinal, region.LastBlockOrdinal);

    public IEnumerable<ISymbol> Written => WrittenBetween(0, writes.Length - 1);

    /// <summary>Whether nobody reads a variable, given by its symbol, or a capture, given by its id, from a block on.</summary>
    public bool IsDead(object variable, int block) => !lastReads.TryGetValue(variable, out var last) || last < block;

    /// <summary>Whether a block is the first of a handler, which control enters from anywhere in the guarded code.</summary>
    public bool IsHandlerEntry(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null && region.FirstBlockOrdinal == block.Ordinal; region = region.EnclosingRegion)
        {
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.FilterAndHandler
                or ControlFlowRegionKind.Finally)
            {
                return true;
            }
        }

        return false;
    }

    // Blocks stand in the order of the source, so every cycle has an edge that leads backwards.
    private static int[] FindLoops(ControlFlowGraph graph)
    {
        var ends = new int[graph.Blocks.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = -1;
        }

        foreach (var block in graph.Blocks)
        {
            foreach (var edge in block.Predecessors)
            {
                if (edge.Source.Ordinal >= block.Ordinal)
                {
                    ends[block.Ordinal] = Math.Max(ends[block.Ordinal], edge.Source.Ordinal);
                }
            }
        }

        // A loop that begins inside another and ends behind it lengthens it.
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

    private IEnumerable<ISymbol> WrittenBetween(int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            foreach (var symbol in writes[i] ?? [])
            {
                yield return symbol;
            }
        }
    }

    private void Note(IOperation operation, int block)
    {
        if (operation is IFlowCaptureOperation { Value: var value } lifted && Variables.SymbolOf(value) is { } variable)
        {
            captured[lifted.Id] = variable;
        }

        foreach (var symbol in Variables.WrittenBy(operation, captured))
        {
            (writes[block] ??= new(SymbolEqualityComparer.Default)).Add(symbol);
        }

        switch (operation)
        {
            case ILocalReferenceOperation local when !IsTarget(local):
                NoteRead(local.Local, block);
                break;
            case IParameterReferenceOperation parameter when !IsTarget(parameter):
                NoteRead(parameter.Parameter, block);
                break;
            case IFlowCaptureReferenceOperation capture:
                NoteRead(capture.Id, block);
                break;
        }

        foreach (var child in operation.ChildOperations)
        {
            Note(child, block);
        }
    }

    private static bool IsTarget(IOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    // What is read in a loop is read again in the next round.
    private void NoteRead(object variable, int block)
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
