namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Limits and caches the reading of expressions, which may be exponential in the size of the program. When the budget is spent,
/// all values are unknown.
/// </summary>
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

    /// <summary>Reads a variable or field once for each depth, because the depth of a read is limited.</summary>
    /// <param name="depth">The number of variables or fields through which it is read; less than 10.</param>
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
