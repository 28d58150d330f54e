namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Represents an unknown value that does not change along a path: a parameter, a readonly field, or the result of an expression
/// that is evaluated once. Terms are compared by reference.
/// </summary>
internal sealed class Term(Func<string> getText, ITypeSymbol? type, ISymbol? symbol, ImmutableHashSet<ISymbol> roots)
{
    /// <summary>Gets the text for messages. It is computed on demand, because most terms do not occur in messages.</summary>
    public string DisplayText => getText();

    /// <summary>Gets the parameter, field or property of the term, if there is one.</summary>
    public ISymbol? Symbol { get; } = symbol;

    /// <summary>Gets the symbols from which the value is computed. A term without roots may depend on anything.</summary>
    public ImmutableHashSet<ISymbol> Roots { get; } = roots;

    public bool IsBoolean { get; } = type?.SpecialType == SpecialType.System_Boolean;

    public bool MayBeNull { get; } = type is null || !type.IsValueType || type.IsNullableValueType();

    public ITypeSymbol? Type { get; } = type;

    public bool MayDependOn(Term other) =>
        Roots.IsEmpty || other.Roots.IsEmpty ? Roots.IsEmpty && other.Roots.IsEmpty : Roots.Overlaps(other.Roots);
}

/// <summary>Creates and caches the terms of one body.</summary>
internal sealed class Terms
{
    private const int MaxTextLength = 60;
    private static readonly ImmutableHashSet<ISymbol> NoRoots = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    private readonly Dictionary<ISymbol, Term> bySymbol = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(SyntaxNode, OperationKind), Term> bySyntax = [];
    private readonly Dictionary<(ISymbol, int), Term> byBlock = [];
    private readonly Dictionary<(Term?, ISymbol), Term> byMember = [];

    /// <summary>Returns the term of a parameter or local that is never written, or of a readonly field.</summary>
    public Term Get(ISymbol symbol, ITypeSymbol type) =>
        GetOrAdd(bySymbol, symbol, () => new Term(() => symbol.Name, type, symbol, NoRoots.Add(symbol)));

    /// <summary>Returns the term of a variable whose value is unknown at the start of a block.</summary>
    public Term GetAtBlock(int block, ISymbol variable) =>
        GetOrAdd(byBlock, (variable, block), () => new Term(() => variable.Name, TypeOf(variable), null, NoRoots.Add(variable)));

    /// <summary>Returns the term of an expression that was evaluated on another path, or null if there is none.</summary>
    public Term? Find(IOperation operation) =>
        bySyntax.TryGetValue((operation.Syntax, operation.Kind), out var term) ? term : null;

    /// <summary>Returns the term of the result of an expression.</summary>
    public Term Get(IOperation operation, ImmutableHashSet<ISymbol> roots) => GetOrAdd(
        bySyntax, (operation.Syntax, operation.Kind), () => new Term(() => CreateText(operation), operation.Type, null, roots));

    /// <summary>Returns the term of an init-only property. <paramref name="receiver"/> is null for <c>this</c>.</summary>
    public Term GetMember(Term? receiver, ISymbol member, ITypeSymbol? type, SyntaxNode syntax) => GetOrAdd(
        byMember, (receiver, member), () => new Term(syntax.ToString, type, member, receiver?.Roots ?? NoRoots.Add(member)));

    public static ITypeSymbol? TypeOf(ISymbol variable) =>
        (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;

    private static Term GetOrAdd<TKey>(Dictionary<TKey, Term> terms, TKey key, Func<Term> create)
        where TKey : notnull
    {
        if (!terms.TryGetValue(key, out var term))
        {
            terms[key] = term = create();
        }

        return term;
    }

    private static string CreateText(IOperation operation)
    {
        // The name of the variable is clearer than the expression that is assigned to it.
        var parent = operation.Parent is IConversionOperation conversion ? conversion.Parent : operation.Parent;
        switch (parent)
        {
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local }:
                return local.Local.Name;
            case IArgumentOperation when operation is ILocalReferenceOperation or IDeclarationExpressionOperation:
                return operation.Syntax.GetLastToken().ValueText;
        }

        var words = operation.Syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(" ", words);
        var line = operation.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        return text.Length <= MaxTextLength ? text : FormattableString.Invariant($"the condition in line {line}");
    }
}
