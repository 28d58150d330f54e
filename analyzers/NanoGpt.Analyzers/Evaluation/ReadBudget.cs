using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Limits the work of reading expressions, and keeps what was read: variables that are made of variables make trees that grow
/// exponentially with the program. When the budget is spent, everything that is read is unknown.
/// </summary>
internal sealed class ReadBudget(int steps = ReadBudget.StepsOfARequest)
{
    /// <summary>The steps for one request. Requests that people write take fewer than a hundred.</summary>
    public const int StepsOfARequest = 10_000;

    private readonly Dictionary<ISymbol, Fact?[]> facts = new(SymbolEqualityComparer.Default);

    /// <summary>Gets the number of expressions that were read.</summary>
    public int Steps { get; private set; }

    public bool IsSpent => Steps >= steps;

    /// <summary>Counts an expression.</summary>
    /// <returns><see langword="false"/> if the budget is spent.</returns>
    public bool TryRead()
    {
        if (IsSpent)
        {
            return false;
        }

        Steps++;
        return true;
    }

    /// <summary>
    /// Reads the value of a variable or field once for each depth, because what it is made of is read only to a depth.
    /// </summary>
    /// <param name="symbol">The variable or field.</param>
    /// <param name="depth">The number of variables or fields that lead to it; less than 10.</param>
    /// <param name="read">Reads the value.</param>
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
