using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents the body of a member or initializer, whose analysis all requests in it share.</summary>
internal sealed class Body(IOperation root)
{
    // Roslyn takes quadratic time to create the graph of a list of requests. Those that depend on no path are found without it.
    private const int MaxListLength = 1_000;

    private readonly object gate = new();
    private VariableUses? uses;
    private BodyFlow? flow;

    /// <summary>Gets the uses of variables in the body. Requests of one body may be analyzed concurrently.</summary>
    public VariableUses Uses
    {
        get
        {
            lock (gate)
            {
                return uses ??= VariableUses.Create(root);
            }
        }
    }

    /// <summary>
    /// Returns the analysis of the body, which is not complete for bodies without a control-flow graph or with a long list.
    /// </summary>
    public BodyFlow GetFlow(KnownTypes types, OperationAnalysisContext context)
    {
        lock (gate)
        {
            if (flow is null)
            {
                flow = new BodyFlow(new ReadContext(types, root.SemanticModel), Uses);
                if (Uses.LongestList <= MaxListLength && root is IMethodBodyBaseOperation or IBlockOperation
                    or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation)
                {
                    flow.Walk(context.GetControlFlowGraph(), context.ContainingSymbol, context.CancellationToken);
                }
            }

            return flow;
        }
    }
}

/// <summary>Collects the requests that a body and its nested functions create.</summary>
internal sealed class BodyFlow(ReadContext context, VariableUses uses)
{
    private readonly Dictionary<SyntaxNode, List<Arrival>> arrivals = [];
    private readonly Dictionary<ISymbol, Fact> written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> functions = new(SymbolEqualityComparer.Default);

    /// <summary>Gets a value that indicates whether all code was followed.</summary>
    public bool IsComplete => functions.Count > 0 && !Context.IsSpent;

    public ReadContext Context { get; } = context;

    public VariableUses Uses { get; } = uses;

    public Terms Terms { get; } = new();

    public Traces Traces { get; } = new();

    public static ITypeSymbol? TypeOf(ISymbol variable) =>
        (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;

    /// <summary>Analyzes a graph and the graphs of its nested functions. If there are too many steps, nothing is found.</summary>
    public void Walk(ControlFlowGraph graph, ISymbol owner, CancellationToken cancellationToken)
    {
        functions.Add(owner);
        if (!new PathWalker(graph, owner, this).Walk(cancellationToken))
        {
            arrivals.Clear();
            return;
        }

        foreach (var local in graph.LocalFunctions)
        {
            Walk(graph.GetLocalFunctionControlFlowGraph(local, cancellationToken), local, cancellationToken);
        }

        foreach (var operation in graph.Blocks.SelectMany(static block =>
            block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations))
        {
            foreach (var part in operation.DescendantsAndSelf())
            {
                if (part is IFlowAnonymousFunctionOperation lambda)
                {
                    Walk(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken), lambda.Symbol, cancellationToken);
                }
            }
        }
    }

    /// <summary>Returns the requests of a creation, one for each state. No execution reaches it if there are none.</summary>
    public IReadOnlyList<Arrival> GetArrivals(SyntaxNode creation) =>
        !Context.IsSpent && arrivals.TryGetValue(creation, out var list) ? list : [];

    public void Add(RequestObject request, PathState? state)
    {
        if (state is null)
        {
            return;
        }

        if (!arrivals.TryGetValue(request.Creation, out var list))
        {
            arrivals[request.Creation] = list = [];
        }

        // A request may be read more than once on a path.
        if (!list.Exists(arrival => ReferenceEquals(arrival.Request, request)
            && arrival.State.Assumed.DifferencesTo(state.Assumed).Count == 0))
        {
            list.Add(new Arrival(request, state));
        }
    }

    /// <summary>Records the value of a variable that nested functions may read.</summary>
    public void AddWrite(ISymbol variable, Fact fact)
    {
        if (Uses.IsCaptured(variable))
        {
            written[variable] = written.TryGetValue(variable, out var other) ? Fact.Join(other, fact) : fact;
        }
    }

    /// <summary>Returns the value of a variable of a containing function, or null if the variable may change.</summary>
    public Fact? FindOuter(ISymbol variable) =>
        variable.ContainingSymbol is not { } function || !functions.Contains(function) || !Uses.IsWrittenOnce(variable) ? null
        : written.TryGetValue(variable, out var fact) ? fact
        : variable is IParameterSymbol parameter && Terms.Get(parameter, parameter.Type) is { } term ? new Fact.SameAs(term)
        : null;
}
