namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Limits and caches the reading of expressions. When the budget is spent, all values are unknown.</summary>
internal sealed class ReadBudget(int steps = ReadBudget.StepsPerRequest)
{
    // Typical requests take fewer than a hundred steps.
    public const int StepsPerRequest = 10_000;

    private readonly Dictionary<ISymbol, Fact?[]> facts = new(SymbolEqualityComparer.Default);

    public int Steps { get; private set; }

    public bool IsSpent => Steps >= steps;

    /// <summary>Counts an expression. Returns <see langword="false"/> if the budget is spent.</summary>
    public bool TryRead()
    {
        if (IsSpent)
        {
            return false;
        }

        Steps++;
        return true;
    }

    /// <summary>Reads a symbol once for each depth (0 to 9), because the depth of reads is limited.</summary>
    public Fact? Once(ISymbol symbol, int depth, Func<Fact?> read)
    {
        const int Depths = 10;
        if (!facts.TryGetValue(symbol, out var known))
        {
            facts[symbol] = known = new Fact?[Depths];
        }

        return known[depth] ??= read();
    }
}
