using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Represents the loops of a control-flow graph, the variables that its blocks write, and the last reads of variables. Variables
/// and captures are identified by numbers.
/// </summary>
internal sealed class BlockLayout
{
    private readonly int[] loopEnds;
    private readonly int[] outermostHeads;
    private readonly HashSet<ISymbol>?[] writes;
    private readonly HashSet<ISymbol>?[] reads;
    private readonly Dictionary<ISymbol, int> variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, int> captures = [];
    private readonly Dictionary<CaptureId, ISymbol> captured = [];
    private readonly List<int> lastReads = [];

    public BlockLayout(ControlFlowGraph graph)
    {
        writes = new HashSet<ISymbol>?[graph.Blocks.Length];
        reads = new HashSet<ISymbol>?[graph.Blocks.Length];
        loopEnds = FindLoops(graph);
        outermostHeads = FindOutermost(loopEnds);
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                Collect(operation, block.Ordinal);
            }

            if (block.BranchValue is { } value)
            {
                Collect(value, block.Ordinal);
            }
        }
    }

    public bool IsLoopHead(int block) => loopEnds[block] >= 0;

    /// <summary>Returns whether a block is in a loop, but is not the first block of an outermost loop.</summary>
    public bool IsInsideLoop(int block) => outermostHeads[block] >= 0 && outermostHeads[block] != block;

    /// <summary>Returns the variables that may change between two iterations of a loop.</summary>
    public IEnumerable<ISymbol> WrittenInLoop(int head) => Between(writes, head, loopEnds[head]);

    public IEnumerable<ISymbol> WrittenBetween(int first, int last) => Between(writes, first, last);

    public IEnumerable<ISymbol> ReadBetween(int first, int last) => Between(reads, first, last);

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
    public bool IsDead(int number, int block) => lastReads[number] < block;

    /// <summary>Returns the local or parameter that an operation writes to.</summary>
    /// <remarks>In a control-flow graph, <c>x = a ? b : c</c> captures <c>x</c> before it evaluates <c>a</c>.</remarks>
    public ISymbol? TargetOf(IOperation operation) =>
        operation is IFlowCaptureReferenceOperation capture && captured.TryGetValue(capture.Id, out var variable)
            ? variable
            : VariableUses.SymbolOf(operation);

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

    private static int[] FindOutermost(int[] loopEnds)
    {
        var heads = new int[loopEnds.Length];
        var head = -1;
        for (var block = 0; block < heads.Length; block++)
        {
            if (head >= 0 && block > loopEnds[head])
            {
                head = -1;
            }

            heads[block] = head = head < 0 && loopEnds[block] >= 0 ? block : head;
        }

        return heads;
    }

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

    private void Collect(IOperation operation, int block)
    {
        switch (operation)
        {
            case IFlowCaptureOperation { Value: var value } capturing when VariableUses.SymbolOf(value) is { } variable:
                captured[capturing.Id] = variable;
                break;
            case IFlowCaptureReferenceOperation capture:
                AddRead(NumberOf(capture.Id), block);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation when !IsTarget(operation):
                var symbol = VariableUses.SymbolOf(operation)!;
                AddRead(NumberOf(symbol), block);
                Add(reads, block, symbol);
                break;
        }

        if (WrittenCapture(operation) is { } target && TargetOf(target) is { } written)
        {
            Add(writes, block, written);
        }

        foreach (var symbol in VariableUses.WrittenBy(operation))
        {
            Add(writes, block, symbol);
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
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value as IFlowCaptureReferenceOperation,
        _ => null,
    };

    private static void Add(HashSet<ISymbol>?[] symbols, int block, ISymbol symbol) =>
        (symbols[block] ??= new(SymbolEqualityComparer.Default)).Add(symbol);

    private static bool IsTarget(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    // A variable that is read in a loop is read again in the next iteration.
    private void AddRead(int number, int block)
    {
        var head = outermostHeads[block];
        lastReads[number] = Math.Max(lastReads[number], head < 0 ? block : loopEnds[head]);
    }
}
