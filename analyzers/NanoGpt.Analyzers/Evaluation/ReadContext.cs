namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Counts the steps of an analysis and caches the values of readonly fields.</summary>
internal sealed class ReadContext(KnownTypes types, SemanticModel? model, int maxSteps = ReadContext.MaxSteps)
{
    /// <summary>
    /// The number of steps after which the analysis of a body is abandoned: operations that are read, states that are compared,
    /// and nodes of their maps. Typical bodies take a few hundred.
    /// </summary>
    public const int MaxSteps = 5_000_000;

    private readonly Dictionary<(ISymbol, int), Fact?> fields = [];

    public KnownTypes Types { get; } = types;

    /// <summary>Gets the semantic model of the file. The operations of a control-flow graph have none.</summary>
    public SemanticModel? Model { get; } = model;

    public int Steps { get; private set; }

    public bool IsSpent => Steps >= maxSteps;

    /// <summary>Counts a step. Returns <see langword="false"/> if no more steps are allowed.</summary>
    public bool TryStep()
    {
        if (IsSpent)
        {
            return false;
        }

        Steps++;
        return true;
    }

    /// <summary>Reads the value of a field once for each depth of nested initializers, because the depth is limited.</summary>
    public Fact? Once(IFieldSymbol field, int depth, Func<Fact?> read)
    {
        if (!fields.TryGetValue((field, depth), out var fact))
        {
            fields[(field, depth)] = fact = read();
        }

        return fact;
    }
}
