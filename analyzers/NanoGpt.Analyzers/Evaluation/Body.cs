using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents the body of a member or initializer, whose analysis all requests in it share.</summary>
internal sealed class Body(IOperation root)
{
    private readonly object gate = new();
    private Variables? variables;
    private BodyFlow? flow;
    private bool isWalked;

    /// <summary>Gets the variables of the body. Requests of one body may be analyzed concurrently.</summary>
    public Variables Variables
    {
        get
        {
            lock (gate)
            {
                return variables ??= Variables.Create(root);
            }
        }
    }

    /// <summary>Returns the flow analysis, or null if the body has no control-flow graph, as in incomplete code.</summary>
    public BodyFlow? GetFlow(KnownTypes types, OperationAnalysisContext context)
    {
        lock (gate)
        {
            if (!isWalked && root is IMethodBodyBaseOperation or IBlockOperation or IFieldInitializerOperation
                or IPropertyInitializerOperation or IParameterInitializerOperation)
            {
                flow = BodyFlow.Walk(
                    types, Variables, context.GetControlFlowGraph(), context.ContainingSymbol, context.CancellationToken);
            }

            isWalked = true;
            return flow;
        }
    }
}

/// <summary>Collects the requests on all execution paths of a body, including its nested functions.</summary>
internal sealed class BodyFlow
{
    private const int MaxSteps = 1_000_000;

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

    public ReadBudget Budget { get; } = new(MaxSteps);

    public static BodyFlow Walk(
        KnownTypes types, Variables variables, ControlFlowGraph graph, ISymbol owner, CancellationToken cancellationToken)
    {
        var body = new BodyFlow(types, variables);
        body.Walk(graph, owner, cancellationToken);
        return body;
    }

    /// <summary>Returns the request at the end of each path, or default if the analysis did not reach it.</summary>
    public ImmutableArray<Arrival> GetArrivals(SyntaxNode creation) =>
        arrivals.TryGetValue(creation, out var list) ? list.ToImmutableArray() : default;

    /// <summary>Returns whether nested functions can use the variables of a function.</summary>
    public bool IsOuter(ISymbol? function) => function is not null && outer.Contains(function);

    public void Add(Arrival arrival)
    {
        if (!arrivals.TryGetValue(arrival.Request.Creation, out var list))
        {
            arrivals[arrival.Request.Creation] = list = [];
        }

        // A request may be read more than once on a path.
        if (!list.Exists(known => ReferenceEquals(known.Request, arrival.Request) && known.Known.SequenceEqual(arrival.Known)))
        {
            list.Add(arrival);
        }
    }

    private void Walk(ControlFlowGraph graph, ISymbol owner, CancellationToken cancellationToken)
    {
        outer.Add(owner);
        var before = arrivals.ToDictionary(static entry => entry.Key, static entry => entry.Value);
        if (!new PathWalker(graph, owner, this).Walk(cancellationToken))
        {
            // Some paths are missing, so that no statement about all paths is possible.
            arrivals.Clear();
            foreach (var entry in before)
            {
                arrivals.Add(entry.Key, entry.Value);
            }
        }

        foreach (var local in graph.LocalFunctions)
        {
            Walk(graph.GetLocalFunctionControlFlowGraph(local, cancellationToken), local, cancellationToken);
        }

        var operations = graph.Blocks.SelectMany(static block =>
            block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations);
        foreach (var lambda in operations.SelectMany(static operation => operation.DescendantsAndSelf())
            .OfType<IFlowAnonymousFunctionOperation>())
        {
            Walk(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken), lambda.Symbol, cancellationToken);
        }
    }
}
