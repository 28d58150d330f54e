using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Something whose value is not known but which stays the same along a path: a parameter, a readonly field, the result of an
/// expression that was evaluated once. Compared by identity.
/// </summary>
internal sealed class Term(Func<string> words, ITypeSymbol? type, ISymbol? symbol, ImmutableHashSet<ISymbol> roots)
{
    /// <summary>How messages name it. Most terms never get into one.</summary>
    public string Words => words();

    /// <summary>The parameter or field, if it is one.</summary>
    public ISymbol? Symbol { get; } = symbol;

    /// <summary>
    /// What its value is computed from. Two terms with a root in common may depend on each other in ways that nobody can see, so a
    /// path that fixes both may not exist. Empty means that it may depend on anything.
    /// </summary>
    public ImmutableHashSet<ISymbol> Roots { get; } = roots;

    public bool IsBoolean { get; } = type?.SpecialType == SpecialType.System_Boolean;

    /// <summary>False where the type rules null out.</summary>
    public bool MayBeNull { get; } =
        type is null || !type.IsValueType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public ITypeSymbol? Type { get; } = type;

    public bool MayDependOn(Term other) =>
        Roots.IsEmpty || other.Roots.IsEmpty ? Roots.IsEmpty && other.Roots.IsEmpty : Roots.Overlaps(other.Roots);
}
