using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>What the paths through one body, with its nested functions, tell of the requests made there.</summary>
internal sealed class BodyFlow
{
    private const int StepsOfABody = 1_000_000;

    private readonly Dictionary<SyntaxNode, List<Arrival>> arrivals = [];
    private readonly HashSet<ISymbol> outer = new(SymbolEqualityComparer.Default);

    private BodyFlow(KnownTypes types, Variables variables)
    {
        Types = types;
        Variables = variables;
    }

    public KnownTypes Types { get; }

    public Variables Variables { get; }

    public Terms Terms { get; } = new();

    /// <summary>Gets the work that may be done for the body, which is linear in its length unless conditions multiply.</summary>
    public ReadBudget Budget { get; } = new(StepsOfABody);

    public static BodyFlow Walk(KnownTypes types, Variables variables, ControlFlowGraph graph, ISymbol owner,
        CancellationToken cancellation)
    {
        var body = new BodyFlow(types, variables);
        body.Walk(graph, owner, cancellation);
        return body;
    }

    /// <summary>The request at the end of each path; default if the walk did not get there or gave up.</summary>
    public ImmutableArray<Arrival> At(SyntaxNode creation) =>
        arrivals.TryGetValue(creation, out var list) ? list.ToImmutableArray() : default;

    /// <summary>Whether a function is one whose variables nested functions see.</summary>
    public bool IsOuter(ISymbol? function) => function is not null && outer.Contains(function);

    public void Add(Arrival arrival)
    {
        if (!arrivals.TryGetValue(arrival.Request.Creation, out var list))
        {
            arrivals[arrival.Request.Creation] = list = [];
        }

        // A request may be read more than once on its way.
        foreach (var known in list)
        {
            if (ReferenceEquals(known.Request, arrival.Request) && known.Known.SequenceEqual(arrival.Known))
            {
                return;
            }
        }

        list.Add(arrival);
    }

    private void Walk(ControlFlowGraph graph, ISymbol owner, CancellationToken cancellation)
    {
        outer.Add(owner);
        var before = arrivals.ToDictionary(static entry => entry.Key, static entry => entry.Value);
        if (!new PathWalker(graph, owner, this).Walk(cancellation))
        {
            // Some paths are missing, so nothing holds on all of them.
            arrivals.Clear();
            foreach (var entry in before)
            {
                arrivals.Add(entry.Key, entry.Value);
            }
        }

        foreach (var local in graph.LocalFunctions)
        {
            Walk(graph.GetLocalFunctionControlFlowGraph(local, cancellation), local, cancellation);
        }

        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                foreach (var part in operation.DescendantsAndSelf())
                {
                    if (part is IFlowAnonymousFunctionOperation lambda)
                    {
                        Walk(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), lambda.Symbol, cancellation);
                    }
                }
            }
        }
    }
}
